import Foundation

/// One run of a clock, from its legs to how it stands.
struct ServiceLevelRun {
    let key: ServiceLevelClock.Key
    let run: ServiceLevelHistory.Run
    let legs: [ServiceLevelLeg]
    let history: ServiceLevelHistory
    let now: Int

    /// Nil when no rule ever held for it.
    var clock: ServiceLevelClock? {
        let leg = legs[legs.count - 1]
        guard let rule = legs.compactMap(\.rule).last else { return nil }
        let due = leg.reaches(leg.budget, until: run.stop, in: history)
        let state = state(of: leg)
        let crossed = crossings
        return ServiceLevelClock(
            key: key, policy: rule.policy, calendar: rule.calendar, subject: run.subject, state: state,
            outcome: outcome(state, due), startedAt: run.from, stoppedAt: run.stop, priority: leg.priority,
            budget: leg.budget, elapsed: leg.elapsed(until: run.stop ?? now, in: history), dueAt: due,
            pausedFor: state == .paused ? heldFor : nil, cycle: legs.count - 1,
            crossings: crossed.filter { $0.at <= now }, next: crossed.first { $0.at > now }, buckets: buckets(leg))
    }

    private var heldFor: String? {
        if case .held(let reason) = history.mode { reason } else { nil }
    }

    private func state(of leg: ServiceLevelLeg) -> ServiceLevelClock.State {
        if leg.rule == nil { return .superseded }
        if let end = history.end, end.how == .cancelled, (run.stop ?? end.at) >= end.at { return .cancelled }
        if run.stop != nil { return .stopped }
        if let reason = heldFor, leg.rule?.pauses(for: reason) == true { return .paused }
        return .running
    }

    /// Nothing of a cancelled record counts.
    private func outcome(_ state: ServiceLevelClock.State, _ due: Int?) -> ServiceLevelClock.Outcome {
        if state == .superseded || history.end?.how == .cancelled { return .excluded }
        guard let due else { return run.stop == nil ? .open : .met }
        if let stop = run.stop { return stop <= due ? .met : .breached }
        return due < now ? .breached : .open
    }

    /// What was passed, in order, and what lies ahead if nothing happens. What is past when a leg begins passes at once,
    /// unless it was passed before.
    private var crossings: [ServiceLevelClock.Crossing] {
        var all: [ServiceLevelClock.Crossing] = []
        for (cycle, leg) in legs.enumerated() {
            let end = cycle + 1 < legs.count ? legs[cycle + 1].at : run.stop
            var ofLeg: [(amount: Int, crossing: ServiceLevelClock.Crossing)] = []
            for threshold in leg.rule?.target.watched ?? [] {
                guard let amount = threshold.amount(of: leg.budget),
                    let at = leg.reaches(amount, until: run.stop, in: history), end.map({ at < $0 }) ?? true
                else { continue }
                if cycle > 0, at <= leg.at, all.contains(where: { $0.threshold == threshold }) { continue }
                let crossing = ServiceLevelClock.Crossing(
                    threshold: threshold, at: max(at, leg.at), cycle: cycle, retroactive: at < leg.at)
                ofLeg.append((amount, crossing))
            }
            all += ofLeg.sorted { ($0.crossing.at, $0.amount) < ($1.crossing.at, $1.amount) }.map(\.crossing)
        }
        return all
    }

    private func buckets(_ leg: ServiceLevelLeg) -> ServiceLevelClock.Buckets {
        var buckets = ServiceLevelClock.Buckets()
        guard let rule = legs.compactMap(\.rule).last else { return buckets }
        let end = key.measure == .resolution ? history.end?.at ?? now : run.stop ?? now
        for (index, phase) in history.phases.enumerated() {
            let next = index + 1 < history.phases.count ? history.phases[index + 1].from : end
            let (from, until) = (max(phase.from, run.from), min(next, end))
            guard from < until else { continue }
            buckets.add(phase.mode, from, until, rule)
        }
        return buckets
    }
}

extension ServiceLevelClock.Buckets {
    fileprivate mutating func add(
        _ mode: ServiceLevelHistory.Mode, _ from: Int, _ until: Int, _ rule: ServiceLevelRulebook.Rule
    ) {
        if mode == .resolved {
            resolved += until - from
            return
        }
        let open = rule.hours.elapsed(from: from, to: until)
        outsideHours += until - from - open
        if case .held(let reason) = mode, rule.pauses(for: reason) {
            paused[reason, default: 0] += open
        } else {
            working += open
        }
    }
}

extension ServiceLevelTarget {
    /// Its own thresholds, each once, and always the breach.
    fileprivate var watched: [ServiceLevelThreshold] {
        var seen: Set<ServiceLevelThreshold> = []
        return (thresholds + [.breach]).filter { seen.insert($0).inserted }
    }
}
