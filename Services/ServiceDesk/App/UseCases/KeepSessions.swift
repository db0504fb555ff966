import Contracts
import DeskDomain
import Foundation
import Logging
import Messaging
import Postgres
import Records

/// Browsers sign in, stay signed in as long as their person may, and sign out.
struct KeepSessions: Sendable {
    let database: Database
    let signIn: SignIn
    let settings: SessionSettings

    private var store: SessionStore { SessionStore(settings: settings) }

    /// Where a browser signs in from.
    struct Visitor: Sendable {
        let address: String
        let userAgent: String
    }

    /// A session has just begun.
    struct Begun: Sendable {
        let result: SignIn.Result
        let secret: SessionSecret
        /// The one the browser had before, which is over.
        let replaced: UUID?
    }

    /// Throws what `SignIn` throws.
    func begin(
        name: String, password: String, code: String?, from visitor: Visitor, replacing old: SessionSecret?
    ) async throws -> Begun {
        let secret = SessionSecret()
        let given = SignIn.Given(name: name, password: password, code: code, address: visitor.address)
        let (result, replaced) = try await signIn.signIn(given) { person, tx in
            try begin(secret, for: person, from: visitor, replacing: old, in: tx)
        }
        return Begun(result: result, secret: secret, replaced: replaced)
    }

    /// Writes a session down; answers the one it replaces.
    func begin(
        _ secret: SessionSecret, for person: Person, from visitor: Visitor, replacing old: SessionSecret?,
        isVouchedFor: Bool = false, in tx: Transaction
    ) throws -> UUID? {
        let replaced = try old.flatMap { try SessionStore.end($0, in: tx) }
        let now = try tx.now
        let session = Session(
            id: UUID.v7(at: now), person: person.id, address: visitor.address,
            userAgent: String(visitor.userAgent.prefix(300)), begunAt: now, usedAt: now,
            isVouchedFor: isVouchedFor)
        try store.begin(session, secret: secret, in: tx)
        return replaced
    }

    /// A fresh token with the roles of now; nil when the session is over, as it is for who may not sign in any more.
    func refresh(_ secret: SessionSecret) async throws -> SignIn.Result? {
        let store = store
        let entrance = try await database.transaction { tx -> SignIn.Entrance? in
            guard let (session, person) = try Self.holder(of: secret, store, in: tx) else { return nil }
            try store.use(session.id, in: tx)
            let key = try SigningKeys(settings: signIn.settings).signing(in: tx)
            return try signIn.entrance(
                of: person, isVouchedFor: session.isVouchedFor, signedWith: key, in: tx)
        }
        guard let entrance else { return nil }
        return try await signIn.result(for: entrance)
    }

    /// Whose session a cookie stands for.
    func holder(of secret: SessionSecret) async throws -> (session: Session, person: Person)? {
        let store = store
        return try await database.transaction { tx in
            guard let (session, person) = try Self.holder(of: secret, store, in: tx) else { return nil }
            return (session, person)
        }
    }

    func list(of person: UUID) async throws -> [Session] {
        let store = store
        return try await database.transaction { try store.list(of: person, in: $0) }
    }

    /// Ends the session of a cookie; answers which it was.
    func end(_ secret: SessionSecret) async throws -> UUID? {
        try await database.transaction { try SessionStore.end(secret, in: $0) }
    }

    /// Throws `NotFound` when the person has no such session.
    func end(_ id: UUID, of person: UUID) async throws {
        let hasEnded = try await database.transaction { try SessionStore.end(id, of: person, in: $0) }
        guard hasEnded else { throw NotFound("session", id.uuidString.lowercased()) }
    }

    /// Whether this person may follow everything that happens; everybody else follows what concerns them.
    func mayFollow(_ person: Person) async throws -> Bool {
        try await database.transaction { try PersonGrants.of(person, in: $0)[.liveUse] != nil }
    }

    /// Those of these sessions that are not over, and whose people may follow everything if they do.
    func following(_ ids: [UUID], everything: Bool) async throws -> Set<UUID> {
        let store = store
        return try await database.transaction { try store.good(ids, granted: everything ? .liveUse : nil, in: $0) }
    }

    private static func holder(
        of secret: SessionSecret, _ store: SessionStore, in tx: Transaction
    ) throws -> (Session, Person)? {
        guard let session = try store.find(secret, in: tx) else { return nil }
        guard let person = try PersonStore().read(session.person, in: tx)?.record, person.state == .active else {
            _ = try SessionStore.end(secret, in: tx)
            return nil
        }
        return (session, person)
    }
}
