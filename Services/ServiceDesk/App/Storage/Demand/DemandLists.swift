import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Lists of unsupported requests, what they come to by topic, and how much goes which way.
enum DemandLists {
    static let listing = Listing(
        key: Listing.Column("id", "unsupported_request.id", .uuid),
        sorts: [Listing.Column("recordedAt", "recorded_at", .date), Listing.Column("number", "number", .text)],
        standard: "-recordedAt",
        filters: [
            .any(
                "state", "unsupported_request.state", .oneOf(UnsupportedRequest.State.self), "What became of them"),
            .flag("open", "is_open", "Whether somebody still has to decide"),
            .any("topic", "unsupported_request.topic", .text, orNone: true, "Under which they are counted"),
            .any("owner", "owner", .uuid, orNone: true, "Who sees to them"),
            .any("requester", "requester", .uuid, "Who asked"),
            .any("lane", "lane", .oneOf(Lane.self), "By which way they are dealt with"),
        ],
        search: { "(wish ILIKE \(Search.pattern($0)) OR number ILIKE \(Search.pattern($0)))" })

    static func page(
        _ wanted: Wanted, for reader: Principal, in tx: Transaction
    ) throws -> Page<UnsupportedRequestView> {
        let own: SQL? = reader.reach(of: .requestsWork) == .all ? nil : "requester = \(reader.id)"
        return try wanted.read(
            """
            unsupported_request.record, unsupported_request.version, asking.name AS requester_name,
            owning.name AS owner_name, request_item.name AS item_name
            """,
            from: """
                unsupported_request JOIN person AS asking ON asking.id = unsupported_request.requester
                LEFT JOIN person AS owning ON owning.id = unsupported_request.owner
                LEFT JOIN request_item ON request_item.id = (unsupported_request.record ->> 'item')::uuid
                """, where: own, in: tx
        ) { row in
            UnsupportedRequestView(
                try UnsupportedRequestStore.kept(row), requester: try row.value("requester_name"),
                owner: try row.value("owner_name"), item: try row.value("item_name"), for: reader)
        }
    }

    /// The most wanted topics first.
    static func demand(in tx: Transaction) throws -> [DemandView.Topic] {
        try tx.query(
            """
            SELECT topic, count(*) AS count, count(*) FILTER (WHERE is_open) AS open,
                count(DISTINCT organisation) + count(DISTINCT (organisation IS NULL)) FILTER (WHERE organisation IS NULL)
                    AS organisations,
                count(DISTINCT requester) AS people, max(recorded_at) AS last
            FROM unsupported_request WHERE topic IS NOT NULL
            GROUP BY topic ORDER BY count(*) DESC, topic LIMIT 500
            """
        ) {
            DemandView.Topic(
                topic: try $0.value("topic"), count: try $0.value("count"), open: try $0.value("open"),
                organisations: try $0.value("organisations"), people: try $0.value("people"), last: try $0.value("last")
            )
        }
    }

    static func lanes(in tx: Transaction) throws -> [LanesView.Count] {
        func counts(_ table: SQL, _ lane: SQL) throws -> [String: Int] {
            Dictionary(
                try tx.query("SELECT \(lane) AS lane, count(*) AS count FROM \(table) GROUP BY 1") {
                    (try $0.value("lane") as String, try $0.value("count") as Int)
                }
            ) { first, _ in first }
        }
        let contacts = try counts("contact", "coalesce(record ->> 'lane', 'reactive')")
        let requests = try counts("service_request", "lane")
        let unsupported = try counts("unsupported_request", "lane")
        return Lane.allCases.map { lane in
            LanesView.Count(
                lane: lane, contacts: contacts[lane.rawValue] ?? 0, requests: requests[lane.rawValue] ?? 0,
                unsupportedRequests: unsupported[lane.rawValue] ?? 0)
        }
    }
}
