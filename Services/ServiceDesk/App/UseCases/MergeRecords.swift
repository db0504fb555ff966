import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Two incidents that are one: what was said, who follows it, whom it hurts and what it is linked to goes on with the survivor,
/// and whoever reported the other is told. The incident service ends the duplicate.
struct MergeRecords: Sendable {
    private let conversations = Conversations()
    private let links = LinkStore()

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
        try follow(merged, into: kept, by: person, provenance, in: tx)
        try Outbox.instruct(
            MergeIncident(
                record: duplicate, into: survivor, number: kept.number, person: person.id, mergedAt: tx.now),
            by: provenance, in: tx)
        return kept
    }

    private func follow(
        _ merged: RecordHead, into kept: RecordHead, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        try link(merged, to: kept, by: person, provenance, in: tx)
        try moveLinks(of: merged.reference, to: kept.reference, by: person, provenance, in: tx)
        try count(merged, in: kept, by: provenance, in: tx)
        try copyWords(of: merged, to: kept, by: person, provenance, in: tx)
        let watchers = try ConversationStore().read(merged.reference, in: tx)?.record.watchers ?? []
        for watcher in watchers where try Readers.reads(watcher, kept.reference, notes: false, in: tx) {
            try conversations.perform(.watch(watcher), on: kept.reference, by: provenance, in: tx)
        }
        try tell(merged, kept, by: person, provenance, in: tx)
    }

    private func link(
        _ merged: RecordHead, to kept: RecordHead, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        let isKnown = try links.all(of: merged.reference, in: tx).contains {
            $0.link.other == kept.reference && $0.link.relation == .duplicateOf
        }
        guard !isKnown else { return }
        _ = try LinkRecords().link(merged.reference, .duplicateOf, to: kept.reference, by: person, provenance, in: tx)
    }

    /// Links that the survivor has already, or that would lead back to it, stay where they are.
    private func moveLinks(
        of merged: RecordReference, to kept: RecordReference, by person: Principal, _ provenance: Provenance,
        in tx: Transaction
    ) throws {
        try links.lock(in: tx)
        let known = try links.all(of: kept, in: tx).map(\.link)
        for stored in try links.all(of: merged, in: tx) where stored.link.other != kept {
            let (relation, other) = (stored.link.relation, stored.link.other)
            let link = Conversation.Link(id: UUID.v7(at: try tx.now), relation: relation, other: other)
            guard !known.contains(where: { $0.relation == relation && $0.other == other }),
                relation != .parent || !known.contains(where: { $0.relation == .parent }), relation != .child,
                try !links.closesRing(link, from: kept, in: tx)
            else { continue }
            try links.insert(link, from: kept, by: person.id, in: tx)
            try conversations.perform(.link(link), on: kept, by: provenance, in: tx)
            let back = Conversation.Link(id: link.id, relation: relation.inverse, other: kept)
            try conversations.perform(.link(back), on: other, by: provenance, in: tx)
        }
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

    /// As a note: what one requester wrote is not for another one.
    private func copyWords(
        of merged: RecordHead, to kept: RecordHead, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        let said = try tx.query(
            """
            SELECT person.name, entry.text FROM conversation_entry AS entry JOIN person ON person.id = entry.author
            WHERE entry.conversation = \(ConversationStore.id(of: merged.reference)) AND entry.withdrawn_at IS NULL
            ORDER BY entry.position DESC LIMIT 200
            """
        ) { "**\(try $0.value("name") as String)**: \(try $0.value("text") as String)" }
        let words = ["\(merged.number): \(merged.title)"] + said.reversed()
        let text = String(words.joined(separator: "\n\n").prefix(Conversation.Entry.longestText))
        _ = try SayOnRecord().say(
            .init(text: text, mentions: [], attachments: [], channel: .web), as: .note, on: kept.reference, by: person,
            provenance, in: tx)
    }

    private func tell(
        _ merged: RecordHead, _ kept: RecordHead, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        guard let requester = merged.requester, requester != person.id,
            let seen = try Readers.head(kept.reference, for: requester, notes: false, in: tx)
        else { return }
        let notice = Notice(
            .recordUpdate, about: merged.reference, number: merged.number, title: merged.title,
            link: "/records/\(seen.reference)", actor: person.name, text: "→ \(seen.number): \(seen.title)")
        try Notices.tell(requester, notice, cause: UUID.named("merged", in: merged.reference.id), in: tx)
    }
}
