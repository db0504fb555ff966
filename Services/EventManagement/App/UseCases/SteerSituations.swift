import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// People merge and split situations and name their causes; correlation remembers it.
struct SteerSituations {
    private let situations: SituationKeeping
    private let alerts = Ledger(AlertStore())
    private let feedback = FeedbackStore()

    init(_ situations: SituationKeeping) {
        self.situations = situations
    }

    /// All of one goes over to another, which survives.
    func merge(_ loser: UUID, into winner: UUID, by provenance: Provenance, in tx: Transaction) throws {
        try situations.change([loser, winner], by: provenance, in: tx) { board in
            let causes = (board.situation(winner)?.cause.item, board.situation(loser)?.cause.item)
            try board.merge(loser, into: winner)
            try feedback.note(.together, causes.0, causes.1, of: winner, by: provenance, in: tx)
        }
    }

    /// Some of its alerts go into a new situation, whose id is answered.
    func split(_ members: [UUID], from id: UUID, by provenance: Provenance, in tx: Transaction) throws -> UUID {
        let parted = try situations.change([id], by: provenance, in: tx) { board in
            (new: try board.part(Set(members), from: id), placements: board.placements)
        }
        try place(parted.placements, by: provenance, in: tx)
        let store = SituationStore()
        let causes = (
            try store.find(id, in: tx)?.record.cause.item, try store.find(parted.new, in: tx)?.record.cause.item
        )
        try feedback.note(.apart, causes.0, causes.1, of: parted.new, by: provenance, in: tx)
        return parted.new
    }

    /// A person knows the cause better.
    func blame(_ item: UUID, for id: UUID, by provenance: Provenance, in tx: Transaction) throws {
        try situations.change([id], by: provenance, in: tx) { board in try board.blame(item, for: id) }
    }

    private func place(_ placements: [UUID: UUID], by provenance: Provenance, in tx: Transaction) throws {
        let kept = try alerts.store.find(Array(placements.keys), in: tx)
        let now = try tx.now
        let changes = try kept.values.sorted { $0.record.id < $1.record.id }.compactMap { kept in
            try placements[kept.record.id].map { home in
                Ledger<AlertStore>.Change(
                    id: kept.record.id, kept: kept, facts: try kept.record.deciding(.join(situation: home), at: now))
            }
        }
        let saved = try alerts.addMany(changes, by: provenance, in: tx)
        try AlertsAnnounced.announce(
            saved.map { AlertHead($0.record, facts: ["situationJoined"]) }, by: provenance, in: tx)
    }
}
