import Chassis
import DeskDomain
import Foundation
import Postgres
import Records

/// The one place that decides which records of any service somebody may see.
struct RecordSight: Sendable {
    /// The record, if this reader may see it. Throws `NotFound` when it is not there and when it is not for them, alike.
    func find(_ reference: RecordReference, for reader: Principal, in tx: Transaction) throws -> RecordHead {
        let head = try tx.first(
            """
            SELECT \(RecordHead.columns) FROM record_head
            WHERE kind = \(reference.kind) AND id = \(reference.id) AND \(Self.condition(for: reader) ?? "TRUE")
            """, RecordHead.init)
        guard let head else { throw NotFound(reference.kind.rawValue, reference.id.uuidString.lowercased()) }
        return head
    }

    /// The condition on rows of `record_head`; nil when the reader sees all.
    static func condition(for reader: Principal) -> SQL? {
        if reader.isStaff { return nil }
        let organisations = reader.organisation.map { [$0] } ?? []
        return """
            ((record_head.readers = 'parties' AND \(concerning(reader.id)))
                OR (record_head.readers = 'audience'
                    AND (record_head.audience = '{}' OR record_head.audience && \(organisations))))
            """
    }

    /// Records that a person asked for, or that hurt them.
    static func concerning(_ person: UUID) -> SQL {
        "(record_head.requester = \(person) OR record_head.affected @> \([person]))"
    }
}
