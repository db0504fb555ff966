import Foundation
import Postgres
import Records

/// A browser that is signed in.
struct Session: Sendable {
    let id: UUID
    let person: UUID
    let address: String
    let userAgent: String
    let begunAt: Date
    let usedAt: Date
    /// A provider signed them in, and asked for what it asks for.
    let isVouchedFor: Bool
}

/// Sessions, found by the digest of what the browser's cookie holds.
struct SessionStore: Sendable {
    let settings: SessionSettings

    func begin(_ session: Session, secret: SessionSecret, in tx: Transaction) throws {
        try sweep(in: tx)
        try tx.execute(
            """
            INSERT INTO session (id, digest, person, address, user_agent, begun_at, used_at, is_vouched_for)
            VALUES (
                \(session.id), sha256(\(secret.bytes)), \(session.person), \(session.address), \(session.userAgent),
                \(session.begunAt), \(session.usedAt), \(session.isVouchedFor)
            )
            """)
    }

    /// The session this cookie stands for, unless it has ended or run out.
    func find(_ secret: SessionSecret, in tx: Transaction) throws -> Session? {
        try tx.first(
            "SELECT \(Self.columns) FROM session WHERE digest = sha256(\(secret.bytes)) AND \(isGood(tx))", Self.session
        )
    }

    func list(of person: UUID, in tx: Transaction) throws -> [Session] {
        try tx.query(
            """
            SELECT \(Self.columns) FROM session WHERE person = \(person) AND \(isGood(tx))
            ORDER BY used_at DESC, id LIMIT 200
            """, Self.session)
    }

    /// Those of these sessions that are good and belong to somebody who is active and may do this.
    func good(_ ids: [UUID], granted action: Action?, in tx: Transaction) throws -> Set<UUID> {
        let permitted = action.map { Self.permitted($0) } ?? "TRUE"
        return Set(
            try tx.query(
                """
                SELECT session.id FROM session JOIN person ON person.id = session.person
                WHERE session.id = ANY(\(ids)) AND person.state = 'active' AND \(isGood(tx)) AND \(permitted)
                """
            ) { try $0.value("id") })
    }

    private static func permitted(_ action: Action) -> SQL {
        let roles = Role.allCases.filter { Grants.of($0)[action] != nil }
        return """
            (person.roles && \(roles) OR person.custom_roles && ARRAY(
                SELECT id FROM role_definition
                WHERE state = 'active' AND record -> 'details' -> 'grants' ? \(action)))
            """
    }

    func use(_ id: UUID, in tx: Transaction) throws {
        try tx.execute("UPDATE session SET used_at = \(tx.now) WHERE id = \(id)")
    }

    /// Ends the session of a cookie; answers which it was.
    static func end(_ secret: SessionSecret, in tx: Transaction) throws -> UUID? {
        try tx.first("DELETE FROM session WHERE digest = sha256(\(secret.bytes)) RETURNING id") { try $0.value("id") }
    }

    /// Ends a session of this person; answers whether there was one.
    static func end(_ id: UUID, of person: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute("DELETE FROM session WHERE id = \(id) AND person = \(person)") > 0
    }

    static func endAll(of person: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM session WHERE person = \(person)")
    }

    /// Drops some that have run out, so that the table stays small.
    private func sweep(in tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM session WHERE id IN (
                SELECT id FROM session WHERE NOT (\(isGood(tx))) ORDER BY used_at LIMIT 50 FOR UPDATE SKIP LOCKED
            )
            """)
    }

    private func isGood(_ tx: Transaction) throws -> SQL {
        let now = try tx.now
        let idleSince = now.addingTimeInterval(-Double(settings.idle.components.seconds))
        let begunSince = now.addingTimeInterval(-Double(settings.lifetime.components.seconds))
        return "used_at > \(idleSince) AND begun_at > \(begunSince)"
    }

    private static let columns: SQL = "id, person, address, user_agent, begun_at, used_at, is_vouched_for"

    private static func session(_ row: Row) throws -> Session {
        Session(
            id: try row.value("id"), person: try row.value("person"), address: try row.value("address"),
            userAgent: try row.value("user_agent"), begunAt: try row.value("begun_at"),
            usedAt: try row.value("used_at"), isVouchedFor: try row.value("is_vouched_for"))
    }
}
