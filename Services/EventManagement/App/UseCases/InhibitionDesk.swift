import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Which alerts are muted by which others, as far as a series of moves concerns it: read beforehand in one question.
struct InhibitionDesk {
    private typealias Standing = InhibitionSides.Standing

    /// What mutes an alert, by which inhibition.
    struct Finding {
        let source: InhibitionSides.Source
        let side: InhibitionBook.Side
    }

    let book: InhibitionBook
    private var sources: [UUID: [InhibitionSides.Source]] = [:]
    /// Sources that come with the moves where there was none, by their keys.
    private(set) var openers: [UUID: UUID] = [:]

    init(_ moves: [MoveAlerts.Move], _ kept: [UUID: Kept<Alert>], _ book: InhibitionBook, in tx: Transaction) throws {
        self.book = book
        guard !book.isEmpty else { return }
        var standings: [UUID: [Standing]] = [:]
        var fires: [UUID: Bool] = [:]
        var numbers: [UUID: String] = [:]
        for move in moves {
            let known = kept[move.alert]?.record
            guard let fields = Self.fields(after: move, known) else { continue }
            standings[move.alert] = book.sides(of: fields).map { Standing(alert: move.alert, side: $0) }
            fires[move.alert] = move.fires ?? fires[move.alert]
            if case .raise(_, let number) = move.kind { numbers[move.alert] = known?.number ?? number }
        }
        let keys = Set(standings.values.joined().map(\.key))
        sources = try InhibitionSides().sources(of: keys, at: tx.now, in: tx)
        for (alert, number) in numbers.sorted(by: { $0.key < $1.key }) where fires[alert] == true {
            add(standings[alert] ?? [], number: number)
        }
    }

    private static func fields(after move: MoveAlerts.Move, _ known: Alert?) -> [String: String]? {
        guard case .raise(let event, _) = move.kind else { return known?.fields }
        guard let known, known.isFiring else { return event.fields }
        return Alert.fields(known.labels, event.severity, check: known.check, summary: known.summary, known.integration)
    }

    private mutating func add(_ standings: [Standing], number: String) {
        for standing in standings where standing.side.isSource {
            let known = sources[standing.key] ?? []
            guard !known.contains(where: { $0.isTarget == standing.side.isTarget }) else { continue }
            let source = InhibitionSides.Source(
                alert: standing.alert, number: number, isTarget: standing.side.isTarget, settlesAt: nil)
            sources[standing.key] = known + [source]
            openers[standing.key] = standing.alert
        }
    }

    /// What mutes an alert now; what mutes it already stays, while it may.
    func finding(for alert: Alert) -> Finding? {
        guard !book.isEmpty else { return nil }
        let findings = book.sides(of: alert.fields).filter(\.isTarget).flatMap { side in
            let found = sources[Standing(alert: alert.id, side: side).key] ?? []
            return found.filter { $0.alert != alert.id && !(side.isSource && $0.isTarget) }
                .map { Finding(source: $0, side: side) }
        }
        let present = alert.overlays?.first { $0.reason == .inhibition }?.source
        return findings.first { $0.source.alert == present } ?? findings.first
    }

    /// What inhibitions lay over it, and no longer do. Where one source follows another it is not let go in between.
    func facts(for alert: Alert, at now: Date) throws -> [Alert.Fact] {
        let found = finding(for: alert)
        let over = (alert.overlays ?? []).filter {
            $0.reason == .inhibition && $0.source != found?.source.alert
        }
        let laid = try found.map { found in
            let overlay = Alert.Overlay(.inhibition, by: found.source.alert, named: found.source.number)
            return try alert.deciding(
                .lay(overlay, book.explanation(found.side, source: found.source.number)), at: now)
        }
        return try (laid ?? []) + over.flatMap { try alert.deciding(.lift($0, Self.sourceOver($0)), at: now) }
    }

    private static func sourceOver(_ overlay: Alert.Overlay) -> Explanation {
        Explanation(
            decision: "suppression", rule: "inhibition", inputs: ["source": overlay.name], outcome: "released",
            because: "\(overlay.name), which muted it, no longer does")
    }

    /// Until when a source that has ended still mutes; nil for one that fires.
    func settling(_ source: UUID) -> Date? {
        sources.values.joined().first { $0.alert == source }?.settlesAt
    }
}

extension MoveAlerts.Move {
    /// Whether the alert fires after it, where the move decides that.
    fileprivate var fires: Bool? {
        switch kind {
        case .raise: true
        case .clear, .expire: false
        case .reconsider, .rebind, .settle, .command: nil
        }
    }
}
