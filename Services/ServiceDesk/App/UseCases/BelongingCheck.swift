import DeskDomain
import Foundation
import Postgres
import Records

/// Whether those whom a person's details name are there. Only what changes is checked: a manager who left since must
/// not block a new mail address.
struct BelongingCheck {
    /// Nil for somebody who is new.
    let person: UUID?
    let before: Person.Details?

    init(of person: UUID?, before: Person.Details?) {
        self.person = person
        self.before = before
    }

    /// Throws `Invalid` naming the field at fault.
    func check(_ details: Person.Details, in tx: Transaction) throws {
        try check(details.manager, was: before?.manager, field: "manager", in: tx)
        try check(details.costOwner, was: before?.costOwner, field: "costOwner", in: tx)
    }

    private func check(_ other: UUID?, was: UUID?, field: String, in tx: Transaction) throws {
        guard let other, other != was else { return }
        guard other != person else {
            throw Invalid("Nobody is their own \(field).", field: field, code: "self")
        }
        guard try !PersonStore().active([other], in: tx).isEmpty else {
            throw Invalid(
                "There is no active person \(other.uuidString.lowercased()).", field: field, code: "unknown_person")
        }
    }
}
