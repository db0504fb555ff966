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
        return head.titled(for: reader)
    }

    /// Whether a member of staff may do this to a record that they see.
    func allows(_ action: Action, on head: RecordHead, to reader: Principal) -> Bool {
        let isOwn =
            head.requester == reader.id || head.affected.contains(reader.id) || head.assignee == reader.id
        let isOfTheirTeams = isOwn || head.team.map(reader.teams.contains) ?? false
        return switch reader.reach(of: action) {
        case nil: false
        case .own: isOwn
        case .team: isOfTheirTeams
        case .organisation: isOfTheirTeams || reader.belongs(to: head.organisation)
        case .all: true
        }
    }

    /// The condition on rows of `record_head`; nil when the reader sees all.
    static func condition(for reader: Principal) -> SQL? {
        let kinds = Dictionary(grouping: RecordKind.allCases) { reader.reach(of: $0.reading) }
        if reader.isStaff, kinds.keys.allSatisfy({ $0 == .all }) { return nil }
        let parts = Reach.allCases.compactMap { reach -> SQL? in
            guard let kinds = kinds[reach] else { return nil }
            return "record_head.kind = ANY(\(kinds)) AND \(rows(within: reach, of: reader))"
        }
        return parts.isEmpty ? "FALSE" : "((\(parts.joined(separator: ") OR ("))))"
    }

    private static func rows(within reach: Reach, of reader: Principal) -> SQL {
        let organisation = Scope.organisation("record_head.organisation", of: reader)
        if reader.isStaff {
            let scope = Scope(
                own: "\(concerning(reader.id)) OR record_head.assignee = \(reader.id)",
                team: "record_head.team = ANY(\(reader.teams))", organisation: organisation)
            return scope.condition(reach) ?? "TRUE"
        }
        let parties = Scope(own: concerning(reader.id), organisation: organisation).condition(reach) ?? "TRUE"
        let organisations = reader.organisation.map { [$0] } ?? []
        return """
            ((record_head.readers = 'parties' AND \(parties))
                OR (record_head.readers = 'audience'
                    AND (record_head.audience = '{}' OR record_head.audience && \(organisations))))
            """
    }

    /// The condition on rows whose words may be searched: requesters do not search what they see under a public title alone.
    static func searchable(for reader: Principal) -> SQL? {
        if reader.isStaff { return condition(for: reader) }
        return condition(for: reader).map { sight in
            """
            \(sight) AND (record_head.readers <> 'parties' OR record_head.public_title IS NULL
                OR record_head.requester = \(reader.id))
            """
        }
    }

    /// Records that a person asked for, or that hurt them.
    static func concerning(_ person: UUID) -> SQL {
        "(record_head.requester = \(person) OR record_head.affected @> \([person]))"
    }
}

extension RecordKind {
    /// What permits to read records of this kind.
    var reading: Action {
        switch self {
        case .incident, .onCallSchedule: .incidentsRead
        case .problem, .knownError: .problemsRead
        case .change: .changesRead
        case .request, .unsupportedRequest: .requestsRead
        case .contact: .contactsRead
        case .article: .knowledgeRead
        case .agreement, .reportSubscription: .configurationRead
        }
    }
}
