import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Agents say what articles did for the records they work on.
struct UseArticles: Sendable {
    /// Throws `NotFound` for an article, and `Invalid` for a record, that is not there for this reader.
    func note(
        _ kind: ArticleUse, of article: UUID?, for record: RecordReference, by reader: Principal, in tx: Transaction
    ) throws {
        if let article { _ = try ArticleSight.find(article, for: reader, in: tx) }
        _ = try Self.head(of: record, for: reader, in: tx)
        if article == nil, try ArticleUses.hasAny(for: record, in: tx) {
            throw Rejection("An article serves this record already.", code: "article_found")
        }
        let reopenCount =
            record.kind == .incident
            ? try Projection<IncidentAnnounced>().find(record.id, in: tx)?.reopenCount ?? 0 : 0
        try ArticleUses.note(
            kind, of: article, for: record, reopenCount: reopenCount, by: reader.id, in: tx)
    }

    /// The record as the desk knows it. A record that may not be seen is as unknown as one that is not there.
    static func head(of record: RecordReference, for reader: Principal, in tx: Transaction) throws -> RecordHead {
        do {
            return try RecordSight().find(record, for: reader, in: tx)
        } catch is NotFound {
            throw Invalid("There is no \(record).", field: "record", code: "unknown_record")
        }
    }
}
