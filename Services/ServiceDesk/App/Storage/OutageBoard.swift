import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Which business services somebody may use, and what is wrong or planned with them.
struct OutageBoard {
    /// Services shown at most.
    static let most = 500

    struct Usable: Sendable {
        let id: UUID
        let name: String
        let description: String?
    }

    /// Active services that are for everybody or for the reader's organisation; staff use all.
    func services(for reader: Principal, in tx: Transaction) throws -> [Usable] {
        try tx.query(
            """
            SELECT id, name, record -> 'details' ->> 'description' AS description FROM service
            WHERE state = 'active' AND \(Self.usable(by: reader))
            ORDER BY name, id LIMIT \(Self.most)
            """
        ) {
            Usable(id: try $0.value("id"), name: try $0.value("name"), description: try $0.value("description"))
        }
    }

    /// Whether the reader may use one of these services.
    func isUsable(_ services: [UUID], by reader: Principal, in tx: Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT id FROM service WHERE id = ANY(\(services)) AND state = 'active' AND \(Self.usable(by: reader)) LIMIT 1
            """
        ) { _ in true } ?? false
    }

    /// Open incidents that nobody reported but monitoring saw, by the services they hurt; the oldest counts.
    func outages(of services: [UUID], in tx: Transaction) throws -> [UUID: RecordHead] {
        let heads = try tx.query(
            """
            SELECT \(RecordHead.columns) FROM record_head
            WHERE kind = 'incident' AND is_open AND requester IS NULL AND services && \(services)
            ORDER BY opened_at, id LIMIT 1000
            """, RecordHead.init)
        var found: [UUID: RecordHead] = [:]
        for head in heads {
            for service in head.services where found[service] == nil { found[service] = head }
        }
        return found
    }

    /// Work to come or under way that hurts services, the earliest first.
    func windows(in tx: Transaction) throws -> [MaintenanceWindowAnnounced] {
        try tx.query(
            """
            SELECT state FROM reference_state
            WHERE subject = 'change.maintenance-window.changed.v1' AND state ->> 'state' IN ('planned', 'open')
                AND state ->> 'end' > \(WireTime.text(try tx.now))
            ORDER BY state ->> 'start' LIMIT 500
            """
        ) { try RecordColumn.decode(MaintenanceWindowAnnounced.self, $0.value("state")) }
    }

    private static func usable(by reader: Principal) -> SQL {
        if reader.isStaff { return "TRUE" }
        let everybodys: SQL = "coalesce(jsonb_array_length(record -> 'details' -> 'audience'), 0) = 0"
        guard let organisation = reader.organisation else { return everybodys }
        return "(\(everybodys) OR record -> 'details' -> 'audience' ? \(organisation.uuidString))"
    }
}
