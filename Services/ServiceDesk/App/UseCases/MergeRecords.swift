import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Two incidents that are one: whom the duplicate hurts and what hangs on it goes on with the survivor. The incident service ends
/// the duplicate.
struct MergeRecords: Sendable {
    /// Both must be open and within reach of `incidents.work`. Answers the survivor.
    func merge(
        incident duplicate: UUID, into survivor: UUID, by person: Principal, _ provenance: Provenance,
        in tx: Transaction
    ) throws -> RecordHead {
        let sight = RecordSight()
        let merged = try sight.find(RecordReference(kind: .incident, id: duplicate), for: person, in: tx)
        let kept: RecordHead
        do {
            kept = try sight.find(RecordReference(kind: .incident, id: survivor), for: person, in: tx)
        } catch is NotFound {
            throw Invalid("There is no such incident.", field: "into", code: "unknown_incident")
        }
        guard kept.reference != merged.reference else {
            throw Invalid("An incident is not merged into itself.", field: "into", code: "itself")
        }
        for head in [merged, kept] where !sight.allows(.incidentsWork, on: head, to: person) {
            throw ErrorReply.permissionNeeded(.incidentsWork)
        }
        for head in [merged, kept] where head.isPastReplies {
            throw Rejection("\(head.number) is \(head.state).", code: "record_closed")
        }
        try count(merged, in: kept, by: provenance, in: tx)
        try CarryOver().carry(merged, into: kept, by: person, provenance, in: tx)
        try Outbox.instruct(
            MergeIncident(
                record: duplicate, into: survivor, number: kept.number, person: person.id, mergedAt: tx.now),
            by: provenance, in: tx)
        return kept
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
