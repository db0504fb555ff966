import Chassis
import DeskDomain
import Foundation
import Logging
import Messaging
import Postgres
import Records

/// A name and a password become an access token. Every refusal looks the same and takes as long.
struct SignIn: Sendable {
    let database: Database
    let settings: SignInSettings
    let hasher: PasswordHasher
    let issuers = TokenIssuers()
    let logger: Logger

    /// Who signed in, and the token that says so.
    struct Result: Sendable {
        let person: Person
        let token: String
        let expiresAt: Date
    }

    /// Name and password do not fit, or the person may not sign in; which of these, nobody is told.
    struct Refused: Error {}

    /// Too many attempts failed for this name or from this address.
    struct TooManyFailures: Error { let wait: Duration }

    private struct Candidate: Sendable {
        let person: Person?
        let credential: CredentialStore.Credential?
        let key: SigningKeyStore.SigningKey
    }

    /// Throws `Refused`, `TooManyFailures`, `PasswordHasher.Busy`, or `DatabaseError`.
    func signIn(name: String, password: String, from address: String) async throws -> Result {
        try await signIn(name: name, password: password, from: address) { _, _ in }.result
    }

    /// The same, with more done in the transaction that lets the person in.
    func signIn<More: Sendable>(
        name: String, password: String, from address: String,
        also more: @escaping @Sendable (Person, Transaction) throws -> More
    ) async throws -> (result: Result, more: More) {
        let attempt = SignInAttempt(nameKey: Person.signInKey(name), address: address, settings: settings)
        let candidate = try await database.transaction { tx in
            try attempt.charge(in: tx)
            let person = try PersonStore().signing(in: name, in: tx)?.record
            return Candidate(
                person: person, credential: try person.flatMap { try CredentialStore().read(of: $0.id, in: tx) },
                key: try SigningKeys(settings: settings).signing(in: tx))
        }
        let fits = try await hasher.matches(password, candidate.credential?.hash ?? PasswordHasher.nobody)
        guard fits, let person = candidate.person, let credential = candidate.credential, person.state == .active else {
            logger.notice(
                "Sign-in refused", metadata: ["person": "\(candidate.person?.id.uuidString.lowercased() ?? "unknown")"])
            throw Refused()
        }
        let stronger = PasswordHasher.isOutdated(credential.hash) ? try await hasher.hash(password) : nil
        let (entered, done) = try await database.transaction { tx in
            let entered = try stillMayEnter(person, with: credential, in: tx)
            try attempt.settle(in: tx)
            if let stronger { try CredentialStore().replace(credential.hash, with: stronger, of: person.id, in: tx) }
            return (entered, try more(entered, tx))
        }
        logger.info("Signed in", metadata: ["person": "\(person.id.uuidString.lowercased())"])
        return (try await result(for: entered, signedWith: candidate.key), done)
    }

    /// The person as they are now, locked: they may have been deactivated, or given a new password, while this one was checked.
    private func stillMayEnter(
        _ person: Person, with credential: CredentialStore.Credential, in tx: Transaction
    ) throws -> Person {
        guard let now = try PersonStore().find(person.id, in: tx)?.record, now.state == .active,
            try CredentialStore().read(of: person.id, in: tx)?.changedAt == credential.changedAt
        else { throw Refused() }
        return now
    }

    /// A fresh token for who has been let in.
    func result(for person: Person, signedWith key: SigningKeyStore.SigningKey) async throws -> Result {
        let principal = Principal(
            id: person.id, name: person.details.name, roles: Set(person.roles), teams: person.teams)
        let seconds = Date().timeIntervalSince1970.rounded(.down) + Double(settings.tokenLifetime.components.seconds)
        let issuer = try await issuers.issuer(for: key)
        return Result(
            person: person, token: try await issuer.issue(for: principal, lifetime: settings.tokenLifetime),
            expiresAt: Date(timeIntervalSince1970: seconds))
    }
}

/// One attempt to sign in, charged to the name and the address before the password is looked at.
struct SignInAttempt: Sendable {
    let nameKey: String
    let address: String
    let settings: SignInSettings

    /// Throws `TooManyFailures`; the caller's transaction then charges nothing.
    func charge(in tx: Transaction) throws {
        let debts = SignInDebts(window: settings.failureWindow)
        try debts.sweep(in: tx)
        if let wait = try debts.charge(.name, nameKey, limit: settings.failuresPerName, in: tx) {
            throw SignIn.TooManyFailures(wait: wait)
        }
        if let wait = try debts.charge(.address, address, limit: settings.failuresPerAddress, in: tx) {
            throw SignIn.TooManyFailures(wait: wait)
        }
    }

    /// A good sign-in costs nothing, and clears its name.
    func settle(in tx: Transaction) throws {
        let debts = SignInDebts(window: settings.failureWindow)
        try SignInDebts.forgetName(nameKey, in: tx)
        try debts.refund(.address, address, limit: settings.failuresPerAddress, in: tx)
    }
}
