import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// An administrator gives a person a password. The journal tells that it was done; the password stands nowhere.
struct SetPassword: Sendable {
    let database: Database
    let hasher: PasswordHasher

    /// Throws `NotFound`, `Invalid` naming `password`, `PasswordHasher.Busy`, or a `Rejection` for who is not active.
    func set(_ password: String, of id: UUID, by provenance: Provenance) async throws {
        let signInName = try await database.transaction { tx in
            guard let kept = try PersonStore().read(id, in: tx) else {
                throw NotFound(Person.kind, id.uuidString.lowercased())
            }
            _ = try kept.record.deciding(.setPassword, at: tx.now)
            return kept.record.details.signInName
        }
        try PasswordRule.check(password, of: signInName)
        let hash = try await hasher.hash(password)
        try await database.transaction { tx in
            try Ledger(PersonStore()).perform(.setPassword, on: id, by: provenance, in: tx)
            try CredentialStore().set(hash, of: id, in: tx)
            try SessionStore.endAll(of: id, in: tx)
            // The owner may be locked out by somebody else's guesses.
            try SignInDebts.forgetName(Person.signInKey(signInName), in: tx)
        }
    }
}
