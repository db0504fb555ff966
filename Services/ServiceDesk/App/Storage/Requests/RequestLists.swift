import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What lists of requests, tasks and approvals can be asked for.
enum RequestLists {
    static let requests = Listing(
        key: Listing.Column("id", "service_request.id", .uuid),
        sorts: [
            Listing.Column("submittedAt", "submitted_at", .date), Listing.Column("promisedAt", "promised_at", .date),
            Listing.Column("number", "number", .text),
        ],
        standard: "-submittedAt",
        filters: [
            .any("state", "service_request.state", .oneOf(ServiceRequest.State.self), "How far they are"),
            .flag("open", "is_open", "Whether somebody still has something to do"),
            .any("item", "item", .uuid, "The item asked for"),
            .any("service", "service", .uuid, orNone: true, "The business service it is about"),
            .any("requester", "requester", .uuid, "Who asked"),
            .any("requestedFor", "requested_for", .uuid, "Who gets it"),
            .any("lane", "lane", .oneOf(Lane.self), "By which way it is dealt with"),
            .any("number", "number", .text, "Their numbers"),
            .from("submittedFrom", "submitted_at", .date, "Submitted at or after"),
            .until("submittedUntil", "submitted_at", .date, "Submitted before"),
            .until("promisedUntil", "promised_at", .date, "Promised before"),
            .any("team", "service_request.team", .uuid, orNone: true, "The team whose turn it is"),
        ],
        search: { "(item_name ILIKE \(Search.pattern($0)) OR number ILIKE \(Search.pattern($0)))" })

    static func requests(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<RequestLine> {
        try wanted.read(
            """
            service_request.record, service_request.version, asking.name AS requester_name,
            receiving.name AS receiver_name
            """,
            from: """
                service_request JOIN person AS asking ON asking.id = requester
                JOIN person AS receiving ON receiving.id = requested_for
                """, where: RequestSight.condition(for: reader), in: tx
        ) {
            RequestLine(
                try RequestStore.kept($0), requester: try $0.value("requester_name"),
                requestedFor: try $0.value("receiver_name"))
        }
    }

    static let approvals = Listing(
        key: Listing.Column("id", "request_approval.id", .uuid),
        sorts: [Listing.Column("askedAt", "asked_at", .date)], standard: "-askedAt",
        filters: [
            .any("state", "request_approval.state", .oneOf(Approval.State.self), "Whether they are decided"),
            .any("request", "request_approval.request", .uuid, "The request they belong to"),
        ])

    static func approvals(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<ApprovalView> {
        let absent = try ApprovalDelegationStore().absent(standInFor: reader.id, in: tx)
        let mine = DecideApproval.condition(for: reader, standingInFor: absent)
        var asked: [DecideApproval.Asked] = []
        let page = try wanted.read(
            "request_approval.id, service_request.record, service_request.version",
            from: "request_approval JOIN service_request ON service_request.id = request_approval.request",
            where: """
                \(mine) AND request_approval.state <> 'waiting' AND requester <> \(reader.id)
                    AND requested_for <> \(reader.id)
                """,
            in: tx
        ) { row -> UUID in
            let (id, request): (UUID, Kept<ServiceRequest>) = (try row.value("id"), try RequestStore.kept(row))
            asked += request.record.approvals.filter { $0.id == id }.map {
                .init(request: request, approval: $0, absent: $0.person.flatMap { absent.contains($0) ? $0 : nil })
            }
            return id
        }
        return Page(try asked.prefix(page.items.count).map { try ApprovalView($0, in: tx) }, next: page.next)
    }
}
