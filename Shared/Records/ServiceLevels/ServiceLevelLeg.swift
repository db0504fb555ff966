import Foundation

/// A time during which one rule and one goal held for a run.
struct ServiceLevelLeg {
    let at: Int
    /// Nil when nothing is promised any more.
    let rule: ServiceLevelRulebook.Rule?
    let goal: ServiceLevelGoal.Amount?
    let priority: Int
    let budget: Int
    /// Where its time is counted from, and what is added to it.
    let countsFrom: Int
    let credit: Int

    /// The legs of a run, one after the other; the first has a rule.
    static func all(
        of run: ServiceLevelHistory.Run, _ promise: ServiceLevelAgreements.Promise,
        _ agreements: ServiceLevelAgreements, _ history: ServiceLevelHistory
    ) -> [ServiceLevelLeg] {
        let changes = Set((agreements.changes + history.priorities.map(\.at)).compactMap { history.wakes(from: $0) })
        let later = changes.filter { $0 > run.from && $0 < run.stop ?? Int.max }.sorted()
        var legs: [ServiceLevelLeg] = []
        for at in [run.from] + later {
            let rule = agreements.rule(of: promise, at: at)
            let next = ServiceLevelLeg(at: at, rule, history.priority(at: at), after: legs.last, run, history)
            if let last = legs.last ?? nil, last.isSame(as: next) { continue }
            if legs.isEmpty && next.rule == nil { continue }
            legs.append(next)
        }
        return legs
    }

    private init(
        at instant: Int, _ rule: ServiceLevelRulebook.Rule?, _ priority: Int, after last: ServiceLevelLeg?,
        _ run: ServiceLevelHistory.Run, _ history: ServiceLevelHistory
    ) {
        (at, self.priority) = (instant, priority)
        guard let rule, let goal = rule.target.goals.first(where: { $0.priority == nil || $0.priority == priority })
        else {
            (self.rule, self.goal, budget, countsFrom, credit) = (nil, nil, 0, instant, 0)
            return
        }
        let anew = last?.rule != nil && rule.target.onChange != .retroactive
        countsFrom = anew ? instant : run.from
        (self.rule, self.goal) = (rule, goal.amount)
        budget = rule.hours.budget(goal.amount, from: countsFrom)
        if anew, rule.target.onChange == .share, let last {
            credit = last.share(of: budget, at: instant, in: history)
        } else {
            credit = 0
        }
    }

    private func isSame(as other: ServiceLevelLeg) -> Bool {
        goal == other.goal && rule?.policy == other.rule?.policy && rule?.calendar == other.rule?.calendar
    }

    /// The same share of another budget as was used of this one, rounded down; at most a hundred times of it.
    private func share(of other: Int, at instant: Int, in history: ServiceLevelHistory) -> Int {
        let used = min(elapsed(until: instant, in: history), budget * 100)
        return budget.dividingFullWidth(used.multipliedFullWidth(by: other)).quotient
    }
}

extension ServiceLevelLeg {
    /// What of the goal is used up at an instant.
    func elapsed(until instant: Int, in history: ServiceLevelHistory) -> Int {
        guard let rule else { return 0 }
        return credit
            + running(until: instant, in: history).reduce(0) { sum, part in
                sum + rule.hours.elapsed(from: part.from, to: part.until ?? instant)
            }
    }

    /// The first instant at which so much is used up, if the run goes on as it stands and is stopped at `stop`.
    func reaches(_ amount: Int, until stop: Int?, in history: ServiceLevelHistory) -> Int? {
        guard let rule else { return nil }
        var left = amount - credit
        guard left > 0 else { return countsFrom }
        for part in running(until: stop, in: history) {
            guard let end = part.until else { return rule.hours.due(from: part.from, after: left) }
            let open = rule.hours.elapsed(from: part.from, to: end)
            if open >= left { return rule.hours.due(from: part.from, after: left) }
            left -= open
        }
        return nil
    }

    /// The parts of the record's life in which this leg's clock runs, up to a stop; the last has no end without one.
    private func running(until stop: Int?, in history: ServiceLevelHistory) -> [(from: Int, until: Int?)] {
        history.phases.indices.compactMap { index in
            let phase = history.phases[index]
            guard runs(in: phase.mode) else { return nil }
            let next = index + 1 < history.phases.count ? history.phases[index + 1].from : nil
            let until = [next, stop].compactMap(\.self).min()
            let from = max(phase.from, countsFrom)
            return until.map { from < $0 } ?? true ? (from, until) : nil
        }
    }

    private func runs(in mode: ServiceLevelHistory.Mode) -> Bool {
        switch mode {
        case .open: true
        case .held(let reason): !(rule?.pauses(for: reason) ?? false)
        case .resolved: false
        }
    }
}

extension OpenHours {
    /// A goal as open time from an instant; at least a millisecond, and the longest there is when no such day comes.
    fileprivate func budget(_ amount: ServiceLevelGoal.Amount, from start: Int) -> Int {
        switch amount {
        case .within(let seconds): return seconds * 1000
        case .businessDay(let count, let minute):
            guard let due = businessDay(count, after: start, atMinute: minute) else { return 315_576_000_000 }
            return max(1, elapsed(from: start, to: due))
        }
    }
}
