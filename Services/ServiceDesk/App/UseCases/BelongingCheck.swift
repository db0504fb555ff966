import DeskDomain
import Foundation
import Messaging
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
        if let organisation = details.organisation, organisation != before?.organisation {
            try OrganisationStore().require(organisation, field: "organisation", in: tx)
        }
        try checkSite(of: details, in: tx)
    }

    private func checkSite(of details: Person.Details, in tx: Transaction) throws {
        guard let id = details.site, id != before?.site || details.organisation != before?.organisation else { return }
        guard let site = try SiteStore().read(id, in: tx)?.record, site.state == .active || id == before?.site else {
            throw Invalid(
                "There is no active site \(id.uuidString.lowercased()).", field: "site", code: "unknown_site")
        }
        guard site.details.organisation == details.organisation else {
            throw Invalid("This site is of another organisation.", field: "site", code: "site_elsewhere")
        }
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
