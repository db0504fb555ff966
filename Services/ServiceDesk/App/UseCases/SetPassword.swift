import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// An administrator gives a person a password. Nothing of it reaches the journal or another service.
struct SetPassword: Sendable {
    let database: Database
    let hasher: PasswordHasher

    /// Throws `NotFound`, `Invalid` naming `password`, or a `Rejection` for people who are not active.
    func set(_ password: String, of id: UUID) async throws {
        let person = try await database.transaction { tx in
            guard let kept = try PersonStore().read(id, in: tx) else {
                throw NotFound(Person.kind, id.uuidString.lowercased())
            }
            return kept.record
        }
        guard person.state == .active else {
            throw Rejection("\(person.details.name) is deactivated: reactivate this person first.", code: "inactive")
        }
        try PasswordRule.check(password, of: person.details.signInName)
        let hash = try await hasher.hash(password)
        try await database.transaction { tx in
            try CredentialStore().set(hash, of: id, in: tx)
            // The owner may be locked out by somebody else's guesses.
            try SignInDebts.forgetName(Person.signInKey(person.details.signInName), in: tx)
        }
    }
}
