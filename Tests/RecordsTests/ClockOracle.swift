import Foundation
import Records

/// The same clocks by stepping through minutes, for moments at whole minutes. It shares nothing with what it judges but the
/// types in which both are asked and answer.
struct ClockOracle {
    struct Rule {
        let agreed: AgreedPolicy
        let kind: AgreementKind
        let target: ServiceLevelTarget
        let calendar: VersionPin
        let open: MinuteOracle
    }

    struct Reading: Equatable {
        var key: ServiceLevelClock.Key
        var start: Int
        var stop: Int?
        var outcome: ServiceLevelClock.Outcome
        var budget: Int
        var elapsed: Int
        var due: Int?
        var crossings: [String]
        var working: Int
        var outside: Int
        var paused: [String: Int]
        var resolved: Int
    }

    enum Mode: Equatable {
        case none, open, held(String), resolved

        init?(_ event: ServiceLevelEvent) {
            switch event {
            case .opened, .resumed, .reopened: self = .open
            case .held(let reason): self = .held(reason)
            case .resolved: self = .resolved
            default: return nil
            }
        }
    }

    let moments: [ServiceLevelMoment]
    let rules: [AgreedPolicy: [Rule]]
    let now: Int
    /// The last minute that is looked at.
    let horizon: Int
    /// What the record does in each minute from its opening to the horizon.
    private(set) var modes: [Mode] = []

    init(moments: [ServiceLevelMoment], rules: [AgreedPolicy: [Rule]], now: Int, horizon: Int) {
        (self.moments, self.rules, self.now, self.horizon) = (moments, rules, now, horizon)
        var mode = Mode.none
        for minute in opened...horizon {
            for moment in moments where moment.at / 60_000 == minute {
                mode = Mode(moment.event) ?? mode
            }
            modes.append(mode)
        }
    }

    var opened: Int { minute(of: 0) }

    private func minute(of index: Int) -> Int { moments[index].at / 60_000 }

    func readings() -> [Reading] {
        var seen: [String] = []
        var all: [Reading] = []
        for moment in moments {
            guard case .agreed(let policies) = moment.event else { continue }
            for rule in policies.flatMap({ rules[$0] ?? [] }) {
                let name = "\(rule.kind) \(rule.target.measure) \(rule.target.name)"
                guard !seen.contains(name) else { continue }
                seen.append(name)
                for (number, run) in runs(of: rule).enumerated() {
                    let key = ServiceLevelClock.Key(
                        kind: rule.kind, measure: rule.target.measure, target: rule.target.name, run: number)
                    if let reading = reading(key, run.from, run.stop) { all.append(reading) }
                }
            }
        }
        return all
    }

    // MARK: - What happened

    private func first(after index: Int, _ isSo: (ServiceLevelEvent) -> Bool) -> Int? {
        moments.indices.first { $0 > index && isSo(moments[$0].event) }.map(minute)
    }

    private func runs(of rule: Rule) -> [(from: Int, stop: Int?)] {
        switch rule.target.measure {
        case .resolution:
            let last = moments.indices.last { moments[$0].event.isTurn }
            if let last, moments[last].event == .resolved { return [(opened, minute(of: last))] }
            return [(opened, first(after: -1) { $0.isEnd })]
        case .response:
            let stop = first(after: -1) {
                $0 == .answered || $0 == .resolved || $0.isEnd
                    || ($0 == .owned && rule.target.respondedBy == .ownership)
            }
            return [(opened, stop)]
        case .supplier:
            return moments.indices.filter { moments[$0].event == .held(reason: "supplier") }.map { index in
                (minute(of: index), first(after: index) { $0.isHold || $0 == .resumed || $0 == .resolved || $0.isEnd })
            }
        case .update: return updates()
        case .team: return stints(of: rule.target.team)
        }
    }

    private func updates() -> [(from: Int, stop: Int?)] {
        var (runs, spoken, busyUntil, resolved) = ([(from: Int, stop: Int?)](), false, -1, false)
        for index in moments.indices {
            switch moments[index].event {
            case .owned, .answered: spoken = true
            case .resolved: resolved = true
            case .reopened: resolved = false
            case .asked where spoken && !resolved && index > busyUntil:
                let end = moments.indices.first {
                    $0 > index
                        && (moments[$0].event == .answered || moments[$0].event == .resolved
                            || moments[$0].event.isEnd)
                }
                runs.append((minute(of: index), end.map(minute)))
                busyUntil = end ?? Int.max
            default: continue
            }
        }
        return runs
    }

    private func stints(of wanted: UUID?) -> [(from: Int, stop: Int?)] {
        var (runs, team, begun, resolved) = ([(UUID, Int, Int?)](), UUID?.none, Int?.none, false)
        func stop(at minute: Int) {
            if let team, let from = begun { runs.append((team, from, minute)) }
            begun = nil
        }
        for index in moments.indices {
            let minute = minute(of: index)
            switch moments[index].event {
            case .handed(let new) where new != team:
                if !resolved { stop(at: minute) }
                team = new
                if !resolved, new != nil { begun = minute }
            case .resolved:
                stop(at: minute)
                resolved = true
            case .reopened:
                resolved = false
                if team != nil { begun = minute }
            case .closed, .cancelled: stop(at: minute)
            default: continue
            }
        }
        if let team, let from = begun { runs.append((team, from, nil)) }
        return runs.filter { wanted == nil || $0.0 == wanted }.map { ($0.1, $0.2) }
    }
}

extension ServiceLevelEvent {
    var isEnd: Bool { self == .closed || self == .cancelled }
    var isHold: Bool { if case .held = self { true } else { false } }
    var isTurn: Bool {
        switch self {
        case .opened, .held, .resumed, .resolved, .reopened: true
        default: false
        }
    }
}
