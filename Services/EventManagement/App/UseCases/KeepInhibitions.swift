import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Inhibitions are made, amended, ended, and tried on what fires.
struct KeepInhibitions {
    /// More would make each alert dear.
    static let mostKept = 200

    let moves: MoveAlerts
    private let rules = Ledger(InhibitionStore())
    private let sides = InhibitionSides()

    init(moves: MoveAlerts) {
        self.moves = moves
    }

    func create(_ terms: Inhibition.Terms, by provenance: Provenance, in tx: Transaction) throws -> Kept<Inhibition> {
        let terms = try terms.checked()
        try Turn.take(in: tx)
        guard try rules.store.kept(in: tx).count < Self.mostKept else {
            throw Rejection(
                "There are \(Self.mostKept) inhibitions already: end some first.", code: "too_many_inhibitions")
        }
        let kept = try rules.open(UUID.v7(at: try tx.now), with: [.created(terms: terms)], by: provenance, in: tx)
        try changed(kept.record, by: provenance, in: tx)
        return kept
    }

    func perform(
        _ command: Inhibition.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Inhibition> {
        if case .amend(let terms) = command { _ = try terms.checked() }
        try Turn.take(in: tx)
        let before = try rules.store.existing(id, in: tx).record
        let kept = try rules.perform(command, on: id, by: provenance, expecting: version, in: tx)
        if kept.record != before { try changed(kept.record, by: provenance, in: tx) }
        return kept
    }

    /// Everything that fires is held against its terms, and what it concerns is weighed again.
    private func changed(_ rule: Inhibition, by provenance: Provenance, in tx: Transaction) throws {
        try InhibitionShelf.raiseEdition(in: tx)
        let before = try inhibited(sides.targets(of: rule.id, in: tx), in: tx)
        try sides.forget(rule: rule.id, in: tx)
        let book = InhibitionBook([rule])
        var found: Set<UUID> = []
        if !book.isEmpty {
            let standings = try standing(book, in: tx).map(\.standing)
            for start in stride(from: 0, to: standings.count, by: 5000) {
                try sides.stand(
                    Array(standings[start..<min(start + 5000, standings.count)]), at: try tx.now, in: tx)
            }
            found = Self.muted(standings)
        }
        let ids = before.union(found).sorted()
        for start in stride(from: 0, to: ids.count, by: FollowInhibitions.most) {
            let some = ids[start..<min(start + FollowInhibitions.most, ids.count)]
            try moves.perform(some.map { MoveAlerts.Move(alert: $0, kind: .reconsider) }, by: provenance, in: tx)
        }
    }

    private func inhibited(_ alerts: Set<UUID>, in tx: Transaction) throws -> Set<UUID> {
        guard !alerts.isEmpty else { return [] }
        return Set(
            try tx.query(
                """
                SELECT DISTINCT alert FROM suppression
                WHERE alert = ANY(\(alerts.sorted())) AND reason = 'inhibition' AND ended_at IS NULL
                """
            ) { try $0.value("alert") })
    }

    /// Those of which something on the other side mutes them.
    private static func muted(_ standings: [InhibitionSides.Standing]) -> Set<UUID> {
        let sources = Dictionary(grouping: standings.filter(\.side.isSource), by: \.side.equal)
            .mapValues { (pure: $0.contains { !$0.side.isTarget }, any: !$0.isEmpty) }
        return Set(
            standings.filter { standing in
                guard standing.side.isTarget, let found = sources[standing.side.equal] else { return false }
                return standing.side.isSource ? found.pure : found.any
            }
            .map(\.alert))
    }

    private struct Firing {
        let standing: InhibitionSides.Standing
        let number: String
        let summary: String
    }

    private func standing(_ book: InhibitionBook, in tx: Transaction) throws -> [Firing] {
        let all = try tx.query(
            """
            SELECT id, number, summary, severity, check_name, integration, record -> 'labels' AS labels
            FROM alert WHERE state = 'firing' ORDER BY onset, id
            """
        ) { row in
            let fields = Alert.fields(
                try RecordColumn.decode([String: String].self, row.value("labels")), try row.value("severity"),
                check: try row.value("check_name"), summary: try row.value("summary"), try row.value("integration"))
            let (id, number, summary): (UUID, String, String) = (
                try row.value("id"), try row.value("number"), try row.value("summary")
            )
            return book.sides(of: fields).map {
                Firing(
                    standing: InhibitionSides.Standing(alert: id, side: $0), number: number, summary: summary)
            }
        }
        return Array(all.joined())
    }

    /// What terms would mute of what fires now. Changes nothing.
    func tryOut(_ terms: Inhibition.Terms, in tx: Transaction) throws -> InhibitionTrial {
        let now = try tx.now
        guard
            let rule = Inhibition.beginning(
                UUID.v7(at: now), with: .created(terms: try terms.checked()), at: now)
        else { throw Invalid("This is no inhibition.") }
        let all = try standing(InhibitionBook([rule]), in: tx)
        let muted = Self.muted(all.map(\.standing))
        func shown(_ firing: [Firing]) -> [InhibitionTrial.Shown] {
            firing.prefix(InhibitionTrial.mostShown).map {
                InhibitionTrial.Shown(id: $0.standing.alert, number: $0.number, summary: $0.summary)
            }
        }
        let sources = all.filter(\.standing.side.isSource)
        return InhibitionTrial(
            sources: sources.count, targets: all.filter(\.standing.side.isTarget).count, muted: muted.count,
            firstSources: shown(sources), firstMuted: shown(all.filter { muted.contains($0.standing.alert) }))
    }
}

/// What an inhibition would do to what fires now.
struct InhibitionTrial: Codable, Sendable {
    struct Shown: Codable, Sendable {
        let id: UUID
        let number: String
        let summary: String
    }

    static let mostShown = 50

    /// Alerts that would mute others.
    let sources: Int
    /// Alerts that may be muted.
    let targets: Int
    /// Alerts that would be muted.
    let muted: Int
    /// The oldest of them, at most fifty.
    let firstSources: [Shown]
    let firstMuted: [Shown]
}
