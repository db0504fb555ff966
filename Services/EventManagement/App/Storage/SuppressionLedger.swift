import Contracts
import EventDomain
import Foundation
import Postgres
import Records

/// What muted which alert, from when to when, and why: written with the facts, never changed afterwards but for the end.
struct SuppressionLedger {
    /// Something began to mute an alert, moved its end, or ceased.
    struct Line {
        enum Step { case began, ceased }

        let step: Step
        let alert: UUID
        let overlay: Alert.Overlay
        let at: Date
        /// Why it began, or what ended it.
        let because: String
    }

    /// What a fact that led from one state to the next did to what mutes the alert.
    static func lines(of fact: Alert.Fact, from before: Alert?, to after: Alert, at now: Date) -> [Line] {
        let (old, new) = (before?.mutes ?? [], after.mutes)
        let because = Alert.explanation(of: fact)?.because ?? words(of: fact)
        func line(_ step: Line.Step, _ overlay: Alert.Overlay) -> Line {
            Line(step: step, alert: after.id, overlay: overlay, at: now, because: because)
        }
        let ceased = old.filter { !new.contains($0) }.map { line(.ceased, $0) }
        return ceased + new.filter { !old.contains($0) }.map { line(.began, $0) }
    }

    private static func words(of fact: Alert.Fact) -> String {
        switch fact {
        case .cleared: "it cleared"
        case .expired: "its source fell silent about it"
        case .muted(let overlay, _): overlay.name
        case .unmuted: "it was lifted by hand"
        default: "it fired anew"
        }
    }

    func write(_ lines: [Line], in tx: Transaction) throws {
        // In order, since one batch may begin and end the same.
        for run in SuppressionLedger.runs(of: lines) {
            if run.first?.step == .began { try begin(run, in: tx) } else { try end(run, in: tx) }
        }
    }

    private static func runs(of lines: [Line]) -> [[Line]] {
        lines.reduce(into: []) { runs, line in
            if runs.last?.last?.step == line.step {
                runs[runs.count - 1].append(line)
            } else {
                runs.append([line])
            }
        }
    }

    private func begin(_ lines: [Line], in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO suppression (id, alert, reason, source, name, since, until, because)
            SELECT * FROM unnest(
                \(lines.map { UUID.v7(at: $0.at) }), \(lines.map(\.alert)), \(lines.map(\.overlay.reason.rawValue)),
                \(lines.map(\.overlay.source)), \(lines.map(\.overlay.name)), \(lines.map(\.at)),
                \(lines.map(\.overlay.until)), \(lines.map(\.because)))
            """)
    }

    private func end(_ lines: [Line], in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE suppression AS s SET ended_at = l.at, ended_because = l.because
            FROM unnest(
                \(lines.map(\.alert)), \(lines.map(\.overlay.reason.rawValue)), \(lines.map(\.overlay.source)),
                \(lines.map(\.at)), \(lines.map(\.because))
            ) AS l (alert, reason, source, at, because)
            WHERE s.alert = l.alert AND s.reason = l.reason AND s.source IS NOT DISTINCT FROM l.source
                AND s.ended_at IS NULL
            """)
    }
}
