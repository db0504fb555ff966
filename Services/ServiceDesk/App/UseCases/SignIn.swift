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
    let secondFactors: SecondFactors
    let issuers = TokenIssuers()
    let logger: Logger

    /// Who signed in, and the token that says so.
    struct Result: Sendable {
        let person: Person
        let grants: Grants
        let token: String
        let expiresAt: Date
        /// Whether more rights wait until a second factor is set up.
        let needsSecondFactor: Bool
    }

    /// What somebody shows to be let in, and where from.
    struct Given: Sendable {
        let name: String
        let password: String
        /// Of the second factor.
        let code: String?
        let address: String
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
    func signIn(_ given: Given) async throws -> Result {
        try await signIn(given) { _, _ in }.result
    }

    /// The same, with more done in the transaction that lets the person in.
    func signIn<More: Sendable>(
        _ given: Given, also more: @escaping @Sendable (Person, Transaction) throws -> More
    ) async throws -> (result: Result, more: More) {
        let attempt = SignInAttempt(nameKey: Person.signInKey(given.name), address: given.address, settings: settings)
        let candidate = try await database.transaction { tx in
            try attempt.charge(in: tx)
            let person = try PersonStore().signing(in: given.name, in: tx)?.record
            return Candidate(
                person: person, credential: try person.flatMap { try CredentialStore().read(of: $0.id, in: tx) },
                key: try SigningKeys(settings: settings).signing(in: tx))
        }
        let fits = try await hasher.matches(given.password, candidate.credential?.hash ?? PasswordHasher.nobody)
        guard fits, let person = candidate.person, let credential = candidate.credential, person.state == .active else {
            logger.notice(
                "Sign-in refused", metadata: ["person": "\(candidate.person?.id.uuidString.lowercased() ?? "unknown")"])
            throw Refused()
        }
        let stronger = PasswordHasher.isOutdated(credential.hash) ? try await hasher.hash(given.password) : nil
        let entered = try await database.transaction { tx -> (Entrance, More)? in
            let person = try stillMayEnter(person, with: credential, in: tx)
            if let stronger { try CredentialStore().replace(credential.hash, with: stronger, of: person.id, in: tx) }
            guard try showsSecondFactor(person, given.code, attempt, in: tx) else { return nil }
            try attempt.settle(in: tx)
            return (try entrance(of: person, signedWith: candidate.key, in: tx), try more(person, tx))
        }
        guard let (entrance, done) = entered else { throw SecondFactors.Needed() }
        logger.info("Signed in", metadata: ["person": "\(person.id.uuidString.lowercased())"])
        return (try await result(for: entrance), done)
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

    /// Whether nothing but the password is needed, or the code given is good; false when there is a code to ask for. Throws `Refused`.
    private func showsSecondFactor(
        _ person: Person, _ code: String?, _ attempt: SignInAttempt, in tx: Transaction
    ) throws -> Bool {
        do {
            guard try secondFactors.admits(code, person.id, in: tx) else { throw Refused() }
            return true
        } catch is SecondFactors.Needed {
            // The password was right. What was charged to the name stays for guesses at the code.
            try attempt.settleFirstStep(in: tx)
            return false
        }
    }

    /// Somebody who has been let in, as they are now.
    struct Entrance: Sendable {
        let person: Person
        /// Theirs and its parts.
        let organisations: [UUID]
        let grants: Grants
        let needsSecondFactor: Bool
        let key: SigningKeyStore.SigningKey
    }

    /// - Parameters:
    ///   - limit: what a program's token is for; nil for all that the person may do.
    ///   - isVouchedFor: somebody else asked for the second factor.
    func entrance(
        of person: Person, narrowedTo limit: Grants? = nil, isVouchedFor: Bool = false,
        signedWith key: SigningKeyStore.SigningKey, in tx: Transaction
    ) throws -> Entrance {
        let needsSecondFactor = try !isVouchedFor && limit == nil && secondFactors.isMissing(of: person, in: tx)
        let grants = needsSecondFactor ? Grants.of(.requester) : try limit ?? PersonGrants.of(person, in: tx)
        return Entrance(
            person: person, organisations: try OrganisationStore().below(person.details.organisation, in: tx),
            grants: grants, needsSecondFactor: needsSecondFactor, key: key)
    }

    /// A fresh token for who has been let in: without a second factor that is demanded, a requester's.
    func result(for entrance: Entrance) async throws -> Result {
        let person = entrance.person
        let roles = entrance.needsSecondFactor ? [.requester] : Set(person.roles)
        let principal = Principal(
            id: person.id, name: person.details.name, roles: roles, teams: person.teams,
            organisation: person.details.organisation, organisations: entrance.organisations, grants: entrance.grants)
        let seconds = Date().timeIntervalSince1970.rounded(.down) + Double(settings.tokenLifetime.components.seconds)
        let issuer = try await issuers.issuer(for: entrance.key)
        return Result(
            person: person, grants: entrance.grants,
            token: try await issuer.issue(for: principal, lifetime: settings.tokenLifetime),
            expiresAt: Date(timeIntervalSince1970: seconds), needsSecondFactor: entrance.needsSecondFactor)
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

    /// A right password without its second factor costs nothing, but clears nothing either.
    func settleFirstStep(in tx: Transaction) throws {
        let debts = SignInDebts(window: settings.failureWindow)
        try debts.refund(.name, nameKey, limit: settings.failuresPerName, in: tx)
        try debts.refund(.address, address, limit: settings.failuresPerAddress, in: tx)
    }

    /// A good sign-in costs nothing, and clears its name.
    func settle(in tx: Transaction) throws {
        let debts = SignInDebts(window: settings.failureWindow)
        try SignInDebts.forgetName(nameKey, in: tx)
        try debts.refund(.address, address, limit: settings.failuresPerAddress, in: tx)
    }
}
