import Foundation
import Records

extension ClockOracle {
    // MARK: - What held

    private struct Setting {
        var at: Int
        var rule: Rule?
        var goal: ServiceLevelGoal.Amount?
    }

    private func setting(_ key: ServiceLevelClock.Key, at minute: Int) -> Setting {
        var (priority, policies) = (3, [AgreedPolicy]())
        for moment in moments where moment.at / 60_000 <= minute {
            switch moment.event {
            case .opened(let new), .prioritised(let new): priority = new
            case .agreed(let new): policies = new
            default: continue
            }
        }
        let rule = policies.flatMap { rules[$0] ?? [] }.first {
            $0.kind == key.kind && $0.target.name == key.target && $0.target.measure == key.measure
        }
        let goal = rule?.target.goals.first { $0.priority == nil || $0.priority == priority }?.amount
        return Setting(at: minute, rule: goal == nil ? nil : rule, goal: goal)
    }

    private func settings(_ key: ServiceLevelClock.Key, _ from: Int, _ stop: Int?) -> [Setting] {
        var settings: [Setting] = []
        let last = max(from, min(now, (stop ?? Int.max) - 1))
        // Between two moments nothing changes.
        for minute in Set(moments.map { $0.at / 60_000 } + [from]).sorted() where (from...last).contains(minute) {
            guard minute == from || modes[minute - opened] != .resolved else { continue }
            let new = setting(key, at: minute)
            if settings.isEmpty && new.rule == nil { continue }
            if let last = settings.last, last.goal == new.goal, last.rule?.agreed.policy == new.rule?.agreed.policy,
                last.rule?.calendar == new.rule?.calendar
            {
                continue
            }
            settings.append(new)
        }
        return settings
    }

    // MARK: - What that makes

    func reading(_ key: ServiceLevelClock.Key, _ from: Int, _ stop: Int?) -> Reading? {
        let settings = settings(key, from, stop)
        guard let last = settings.last, let lastRule = settings.last(where: { $0.rule != nil })?.rule else {
            return nil
        }
        var crossings: [(key: String, text: String)] = []
        var (elapsed, budget, due) = (0, 0, Int?.none)
        for (cycle, setting) in settings.enumerated() {
            let end = cycle + 1 < settings.count ? settings[cycle + 1].at : stop
            guard let rule = setting.rule, let goal = setting.goal else {
                (elapsed, budget, due) = (0, 0, nil)
                continue
            }
            let wasRuled = cycle > 0 && settings[cycle - 1].rule != nil
            let anew = wasRuled && rule.target.onChange != .retroactive
            let begin = anew ? setting.at : from
            let before = (elapsed, budget)
            budget = Self.budget(goal, rule.open)
            let credit = anew && rule.target.onChange == .share ? Self.share(before, of: budget) : 0
            let steps = Steps(
                rule, modes, first: opened, from: begin, stop: stop, credit: credit, horizon: horizon)
            elapsed = steps.elapsed(at: end.map { min($0, now) } ?? now)
            due = steps.reach(budget)
            for (threshold, amount) in Self.amounts(rule.target, budget) {
                guard let at = steps.reach(amount), end.map({ at < $0 * 60_000 }) ?? true, at <= now * 60_000
                else { continue }
                let known = crossings.contains { $0.key == threshold }
                if cycle > 0, at <= setting.at * 60_000, known { continue }
                let isLate = at < setting.at * 60_000
                crossings.append(
                    (threshold, "\(threshold) \(max(at, setting.at * 60_000)) \(cycle) \(isLate)"))
            }
        }
        var reading = Reading(
            key: key, start: from * 60_000, stop: stop.map { $0 * 60_000 },
            outcome: outcome(last.rule == nil, stop, due), budget: budget, elapsed: elapsed, due: due,
            crossings: crossings.map(\.text).sorted(), working: 0, outside: 0, paused: [:], resolved: 0)
        addBuckets(to: &reading, lastRule, modes, from, stop)
        return reading
    }

    private func outcome(_ isSuperseded: Bool, _ stop: Int?, _ due: Int?) -> ServiceLevelClock.Outcome {
        if isSuperseded || moments.contains(where: { $0.event == .cancelled }) { return .excluded }
        if let stop { return due.map { stop * 60_000 <= $0 } ?? true ? .met : .breached }
        return due.map { $0 < now * 60_000 } ?? false ? .breached : .open
    }

    private static func budget(_ goal: ServiceLevelGoal.Amount, _ open: MinuteOracle) -> Int {
        if case .within(let seconds) = goal { seconds * 1000 } else { 0 }
    }

    private static func share(_ before: (elapsed: Int, budget: Int), of budget: Int) -> Int {
        // Amounts are small here: the product fits.
        min(before.elapsed, before.budget * 100) * budget / before.budget
    }

    private static func amounts(_ target: ServiceLevelTarget, _ budget: Int) -> [(String, Int)] {
        var amounts: [String: Int] = [:]
        for threshold in target.thresholds + [.breach] {
            switch threshold {
            case .share(let percent):
                amounts[threshold.key] = max(1, Int((Double(budget * percent) / 100).rounded(.up)))
            case .before(let seconds):
                if budget > seconds * 1000 { amounts[threshold.key] = budget - seconds * 1000 }
            case .after(let seconds): amounts[threshold.key] = budget + seconds * 1000
            }
        }
        return amounts.sorted { $0.key < $1.key }
    }

    private func addBuckets(
        to reading: inout Reading, _ rule: Rule, _ modes: [Mode], _ from: Int, _ stop: Int?
    ) {
        let ended = moments.first { $0.event.isEnd }.map { $0.at / 60_000 }
        let end = rule.target.measure == .resolution ? ended ?? now : stop ?? now
        guard from < end else { return }
        for minute in from..<end {
            switch modes[minute - opened] {
            case .resolved: reading.resolved += 60_000
            case _ where !rule.open.isOpen(minute): reading.outside += 60_000
            case .held(let reason) where rule.target.holds(for: reason): reading.paused[reason, default: 0] += 60_000
            default: reading.working += 60_000
            }
        }
    }

    /// Elapsed time minute by minute.
    private struct Steps {
        let begin: Int
        let credit: Int
        /// What has run before each minute from `begin` on.
        private var before: [Int] = []

        init(
            _ rule: Rule, _ modes: [Mode], first: Int, from: Int, stop: Int?, credit: Int, horizon: Int
        ) {
            (begin, self.credit) = (from, credit)
            var sum = credit
            for minute in from..<max(from, min(stop ?? horizon, horizon)) {
                before.append(sum)
                let runs =
                    switch modes[minute - first] {
                    case .open: true
                    case .held(let reason): !rule.target.holds(for: reason)
                    case .resolved, .none: false
                    }
                if runs && rule.open.isOpen(minute) { sum += 60_000 }
            }
            before.append(sum)
        }

        func elapsed(at minute: Int) -> Int { before[max(0, min(minute - begin, before.count - 1))] }

        /// The first millisecond at which so much has run.
        func reach(_ amount: Int) -> Int? {
            if amount <= credit { return begin * 60_000 }
            for index in before.indices.dropFirst() where before[index] >= amount {
                return (begin + index - 1) * 60_000 + amount - before[index - 1]
            }
            return nil
        }
    }
}

extension ServiceLevelTarget {
    fileprivate func holds(for reason: String) -> Bool {
        measure != .response && measure != .supplier && pausedBy.contains(reason)
    }
}

extension ClockOracle.Reading {
    /// What lies beyond the oracle's horizon it cannot know.
    init(_ clock: ServiceLevelClock, horizon: Int) {
        let due = clock.dueAt.flatMap { $0 <= horizon * 60_000 ? $0 : nil }
        self.init(
            key: clock.key, start: clock.startedAt, stop: clock.stoppedAt, outcome: clock.outcome,
            budget: clock.budget, elapsed: clock.elapsed, due: due,
            crossings: clock.crossings.map { "\($0.threshold.key) \($0.at) \($0.cycle) \($0.retroactive)" }.sorted(),
            working: clock.buckets.working, outside: clock.buckets.outsideHours,
            paused: clock.buckets.paused.filter { $0.value > 0 }, resolved: clock.buckets.resolved)
    }
}
