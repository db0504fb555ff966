import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Somebody gives themselves another password by showing the one they have.
/// Guesses are charged like those of a sign-in.
struct ChangeOwnPassword: Sendable {
    let database: Database
    let settings: SignInSettings
    let hasher: PasswordHasher

    private struct Known: Sendable {
        let attempt: SignInAttempt
        let hash: String?
    }

    /// Ends all sessions of the person. Throws `Invalid` naming `current` or `password`, `SignIn.TooManyFailures`,
    /// `PasswordHasher.Busy`, `NotFound`.
    func change(
        from current: String, to password: String, of id: UUID, at address: String, by provenance: Provenance
    ) async throws {
        let known = try await database.transaction { tx in
            guard let person = try PersonStore().read(id, in: tx)?.record, person.state == .active else {
                throw NotFound(Person.kind, id.uuidString.lowercased())
            }
            let attempt = SignInAttempt(
                nameKey: Person.signInKey(person.details.signInName), address: address, settings: settings)
            try attempt.charge(in: tx)
            return Known(attempt: attempt, hash: try CredentialStore().read(of: id, in: tx)?.hash)
        }
        guard try await hasher.matches(current, known.hash ?? PasswordHasher.nobody), known.hash != nil else {
            throw Invalid("This is not the password you have.", field: "current", code: "wrong_password")
        }
        try await database.transaction { try known.attempt.settle(in: $0) }
        try await SetPassword(database: database, hasher: hasher).set(password, of: id, by: provenance)
    }
}
