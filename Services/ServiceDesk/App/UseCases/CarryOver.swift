import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What hangs on a record that is merged goes on with the one that stays: its links and watchers are added there; its words,
/// files and time are found there by whoever may see both. Whoever asked for it is told.
struct CarryOver: Sendable {
    private let conversations = Conversations()
    private let links = LinkStore()

    func carry(
        _ merged: RecordHead, into kept: RecordHead, by person: Principal, _ provenance: Provenance,
        in tx: Transaction
    ) throws {
        try link(merged, to: kept, by: person, provenance, in: tx)
        try moveLinks(of: merged.reference, to: kept.reference, by: person, provenance, in: tx)
        let before = try ConversationStore().read(merged.reference, in: tx)?.record
        let absorbed = [merged.reference] + (before?.absorbed ?? [])
        try conversations.perform(.absorb(absorbed), on: kept.reference, by: provenance, in: tx)
        try conversations.perform(.merge(into: kept.reference), on: merged.reference, by: provenance, in: tx)
        for watcher in before?.watchers ?? []
        where try Readers.reads(watcher, kept.reference, notes: false, in: tx) {
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
