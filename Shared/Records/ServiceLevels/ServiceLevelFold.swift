import Foundation

extension ServiceLevelClock {
    /// All clocks of a record as they stand at an instant: what happened later is left out, so any past instant can be asked for.
    ///
    /// The moments are in the order in which they happened. Throws `Invalid` when the rulebook lacks a version that is agreed on.
    package static func reading(
        _ moments: some Sequence<ServiceLevelMoment>, by rulebook: ServiceLevelRulebook, at now: Int
    ) throws(Invalid) -> [ServiceLevelClock] {
        let history = ServiceLevelHistory(moments, until: now)
        guard let openedAt = history.openedAt else { return [] }
        var clocks: [ServiceLevelClock] = []
        let agreements = try ServiceLevelAgreements(history.agreements, in: rulebook)
        for promise in agreements.promises {
            for (number, run) in history.runs(of: promise, from: openedAt).enumerated() {
                let key = Key(kind: promise.kind, measure: promise.measure, target: promise.target, run: number)
                let legs = ServiceLevelLeg.all(of: run, promise, agreements, history)
                guard !legs.isEmpty else { continue }
                let clock = ServiceLevelRun(key: key, run: run, legs: legs, history: history, now: now).clock
                if let clock { clocks.append(clock) }
            }
        }
        return clocks
    }
}

/// Which rules held when.
struct ServiceLevelAgreements {
    /// One clock of the record, whatever versions of a policy stand behind it.
    struct Promise: Hashable {
        let kind: AgreementKind
        let target: String
        let measure: ServiceLevelTarget.Measure
        let respondedBy: ServiceLevelTarget.RespondedBy
        let team: UUID?
    }

    private let times: [(at: Int, rules: [(kind: AgreementKind, rule: ServiceLevelRulebook.Rule)])]
    let promises: [Promise]

    init(_ agreements: [(at: Int, policies: [AgreedPolicy])], in rulebook: ServiceLevelRulebook) throws(Invalid) {
        var times: [(at: Int, rules: [(kind: AgreementKind, rule: ServiceLevelRulebook.Rule)])] = []
        var promises: [Promise] = []
        for (at, policies) in agreements {
            var rules: [(kind: AgreementKind, rule: ServiceLevelRulebook.Rule)] = []
            for agreed in policies {
                let found = try rulebook.rules(of: agreed)
                rules += found.rules.map { (found.kind, $0) }
            }
            times.append((at, rules))
            for (kind, rule) in rules {
                let promise = Promise(
                    kind: kind, target: rule.target.name, measure: rule.target.measure,
                    respondedBy: rule.target.respondedBy, team: rule.target.team)
                let isKnown = promises.contains {
                    $0.kind == kind && $0.target == promise.target && $0.measure == promise.measure
                }
                if !isKnown { promises.append(promise) }
            }
        }
        (self.times, self.promises) = (times, promises)
    }

    var changes: [Int] { times.map(\.at) }

    /// The rule behind a promise at an instant; nil when there is none then.
    func rule(of promise: Promise, at instant: Int) -> ServiceLevelRulebook.Rule? {
        times.last { $0.at <= instant }?.rules.first {
            $0.kind == promise.kind && $0.rule.target.name == promise.target
                && $0.rule.target.measure == promise.measure
        }?.rule
    }
}

extension ServiceLevelHistory {
    func runs(of promise: ServiceLevelAgreements.Promise, from openedAt: Int) -> [Run] {
        switch promise.measure {
        case .resolution: [Run(from: openedAt, stop: mode == .resolved ? phases.last?.from : end?.at)]
        case .response:
            [Run(from: openedAt, stop: respondedAt(promise.respondedBy))]
        case .update: updates
        case .team: stints.filter { promise.team == nil || $0.subject == promise.team }
        case .supplier: supplies
        }
    }

    private func respondedAt(_ by: ServiceLevelTarget.RespondedBy) -> Int? {
        let stops = [answeredAt, by == .ownership ? ownedAt : nil, resolvedFirstAt, end?.at]
        return stops.compactMap(\.self).min()
    }

    func priority(at instant: Int) -> Int { priorities.last { $0.at <= instant }?.priority ?? 3 }

    /// The next time that the record is open or on hold, from an instant on: changes while it is resolved wait for that.
    func wakes(from instant: Int) -> Int? {
        guard let index = phases.lastIndex(where: { $0.from <= instant }) else { return nil }
        if phases[index].mode != .resolved { return instant }
        return phases[(index + 1)...].first { $0.mode != .resolved }?.from
    }
}
