import Chassis
import DeskDomain
import Foundation
import Postgres

/// What lists of notices can be asked for.
enum NoticeLists {
    static let inbox = Listing(
        sorts: [Listing.Column("createdAt", "created_at", .date)], standard: "-createdAt",
        filters: [
            .flag("unread", "read_at IS NULL", "Whether I have yet to read them"),
            .any("template", "template", .oneOf(Notice.Template.self), "What happened"),
            .any("kind", "record_kind", .oneOf(RecordKind.self), "The kind of record they are about"),
        ])

    static let outgoing = Listing(
        sorts: [
            Listing.Column("createdAt", "created_at", .date), Listing.Column("nextAt", "next_at", .date),
        ],
        standard: "-createdAt",
        filters: [
            .any("state", "state", .oneOf(NoticeState.self), "Where they stand as mail"),
            .any(
                "template", "template", .words(Notice.Template.allCases.map(\.rawValue) + ["digest"]), "What happened"),
            .any("person", "person", .uuid, "Who is told"),
            .any("record", "record", .uuid, "The record they are about"),
        ])

    static func inbox(_ wanted: Wanted, of person: UUID, in tx: Transaction) throws -> Page<InboxNoticeView> {
        try wanted.read(
            InboxNoticeView.columns, from: "notice", where: "person = \(person) AND template <> 'digest'", in: tx,
            InboxNoticeView.init)
    }

    static func outgoing(_ wanted: Wanted, in tx: Transaction) throws -> Page<OutgoingNoticeView> {
        try wanted.read(OutgoingNoticeView.columns, from: "notice", in: tx, OutgoingNoticeView.init)
    }

    static func outgoing(_ id: UUID, in tx: Transaction) throws -> OutgoingNoticeView? {
        try tx.first("SELECT \(OutgoingNoticeView.columns) FROM notice WHERE id = \(id)", OutgoingNoticeView.init)
    }

    static func summary(sending: Bool, in tx: Transaction) throws -> OutgoingSummary {
        let row = try tx.first(
            """
            SELECT count(*) FILTER (WHERE state = 'queued') AS queued,
                count(*) FILTER (WHERE state = 'digest') AS digest,
                count(*) FILTER (WHERE state = 'failed') AS failed,
                min(created_at) FILTER (WHERE state = 'queued') AS oldest
            FROM notice WHERE state IN ('failed', 'digest', 'queued')
            """
        ) {
            OutgoingSummary(
                server: sending, queued: try $0.value("queued"), digest: try $0.value("digest"),
                failed: try $0.value("failed"), oldestQueuedAt: try $0.value("oldest"))
        }
        return row ?? OutgoingSummary(server: sending, queued: 0, digest: 0, failed: 0, oldestQueuedAt: nil)
    }
}
