import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Two incidents, or two contacts, that are one: whom the duplicate hurts and what hangs on it goes on with the survivor. The
/// incident service ends the duplicate; a contact ends with its incident.
struct MergeRecords: Sendable {
    private let sight = RecordSight()

    /// Both must be within reach of `incidents.work`, and incidents open. Answers the survivor.
    func merge(
        _ duplicate: RecordReference, into survivor: UUID, by person: Principal, _ provenance: Provenance,
        in tx: Transaction
    ) throws -> RecordHead {
        guard duplicate.kind == .incident || duplicate.kind == .contact else {
            throw Rejection("Only incidents and contacts are merged here.", code: "not_mergeable")
        }
        let merged = try sight.find(duplicate, for: person, in: tx)
        let target = RecordReference(kind: duplicate.kind, id: survivor)
        guard let kept = try sight.seen(target, by: person, in: tx) else {
            throw Invalid(
                "There is no such \(duplicate.kind.rawValue).", field: "into",
                code: "unknown_\(duplicate.kind.rawValue)")
        }
        guard kept.reference != merged.reference else {
            throw Invalid("A record is not merged into itself.", field: "into", code: "itself")
        }
        for head in [merged, kept] where !sight.allows(.incidentsWork, on: head, to: person) {
            throw ErrorReply.permissionNeeded(.incidentsWork)
        }
        for head in [merged, kept] where head.isPastReplies {
            throw Rejection("\(head.number) is \(head.state).", code: "record_closed")
        }
        if duplicate.kind == .incident, try StatusPage().isLed(duplicate.id, in: tx) {
            throw Rejection("\(merged.number) is led as a major incident.", code: "major_incident")
        }
        // Whom it hurts sees the survivor from here on, and is told of it.
        if duplicate.kind == .incident { try count(merged, in: kept, by: provenance, in: tx) }
        try CarryOver().carry(merged, into: kept, by: person, provenance, in: tx)
        if duplicate.kind == .incident {
            try end(duplicate.id, in: kept, by: person, provenance, in: tx)
        } else {
            try mergeIncidents(of: [duplicate.id, survivor], by: person, provenance, in: tx)
        }
        return kept
    }

    private func end(
        _ incident: UUID, in kept: RecordHead, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        try Outbox.instruct(
            MergeIncident(
                record: incident, into: kept.reference.id, number: kept.number, person: person.id, mergedAt: tx.now),
            by: provenance, in: tx)
    }

    /// What the two contacts asked for becomes one, as far as it is known here and goes on.
    private func mergeIncidents(
        of contacts: [UUID], by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        let incidents = try contacts.compactMap { try ContactStore().read($0, in: tx)?.record.report.incident }
            .compactMap {
                try sight.seen(RecordReference(kind: .incident, id: $0), by: person, in: tx)
            }
        guard incidents.count == 2, incidents[0].reference != incidents[1].reference,
            !incidents.contains(where: \.isPastReplies)
        else { return }
        _ = try merge(incidents[0].reference, into: incidents[1].reference.id, by: person, provenance, in: tx)
    }

    /// Whoever the duplicate hurt, its requester too, is hurt by the survivor.
    private func count(
        _ merged: RecordHead, in kept: RecordHead, by provenance: Provenance, in tx: Transaction
    ) throws {
        let people = ([merged.requester].compactMap(\.self) + merged.affected).distinct
        for person in people where person != kept.requester {
            guard try MeTooStore().add(person, to: kept.reference.id, in: tx) else { continue }
            let organisation = try PersonStore().read(person, in: tx)?.record.details.organisation
            try Outbox.instruct(
                AddAffected(
                    record: kept.reference.id, person: person, organisation: organisation, reportedAt: tx.now),
                by: provenance, in: tx)
        }
    }
}
