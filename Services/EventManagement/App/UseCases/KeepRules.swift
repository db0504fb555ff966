import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Rules are made, amended, retired, and tried on what was heard before.
struct KeepRules {
    /// More would make each event dear.
    static let mostKept = 500
    /// How many requests a trial reads at most.
    static let mostTried = 1000

    private let rules = Ledger(RuleStore())

    func create(_ terms: AlertRule.Terms, by provenance: Provenance, in tx: Transaction) throws -> Kept<AlertRule> {
        let terms = try terms.checked()
        guard try rules.store.kept(in: tx).count < Self.mostKept else {
            throw Rejection("There are \(Self.mostKept) rules already: retire some first.", code: "too_many_rules")
        }
        let kept = try rules.open(UUID.v7(at: try tx.now), with: [.created(terms: terms)], by: provenance, in: tx)
        try RuleShelf.raiseEdition(in: tx)
        return kept
    }

    func perform(
        _ command: AlertRule.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<AlertRule> {
        if case .amend(let terms) = command { _ = try terms.checked() }
        let kept = try rules.perform(command, on: id, by: provenance, expecting: version, in: tx)
        try RuleShelf.raiseEdition(in: tx)
        return kept
    }

    /// What a rule would have done to the newest requests, beside what is done without it. Changes nothing.
    func tryOut(
        _ terms: AlertRule.Terms, insteadOf id: UUID?, requests: Int, in tx: Transaction
    ) throws -> RuleTrial {
        let terms = try terms.checked()
        let now = try tx.now
        let others = try rules.store.kept(in: tx).filter { $0.id != id }
        let tried = UUID.v7(at: now)
        guard let rule = AlertRule.beginning(id ?? tried, with: .created(terms: terms), at: now) else {
            throw Invalid("This is no rule.")
        }
        let (without, with) = (RuleBook(try rules.store.kept(in: tx)), RuleBook(others + [rule]))
        var trial = RuleTrial()
        for event in try heard(requests, in: tx) {
            trial.note(event, before: without.judge(event), after: with.judge(event), by: rule)
        }
        return trial
    }

    /// What the newest requests say in the light of their integrations, the newest first.
    private func heard(_ requests: Int, in tx: Transaction) throws -> [Event] {
        let newest = try IntakeStore().newest(requests, in: tx)
        let sources = try IntegrationStore().sources(Set(newest.map(\.delivery.integration)), in: tx)
        return try newest.flatMap { request -> [Event] in
            guard let source = sources[request.delivery.integration] else { return [] }
            var delivery = request.delivery
            delivery.profile = source.profile
            return try IntakeFormats.named(request.format).read(delivery).events.map(source.profile.dressing)
        }
    }
}

/// What came of a trial.
struct RuleTrial: Codable, Sendable {
    /// One event that would have become something else.
    struct Difference: Codable, Sendable {
        let receivedAt: Date
        let check: String
        let summary: String
        /// The labels as the source sent them.
        let labels: [String: String]
        let wasDropped: Bool
        let isDropped: Bool
        let severity: Severity
        let severityThen: Severity
        /// Labels that would have another value, with that value; empty for those that would be gone.
        let changedLabels: [String: String]
        /// Everything the rules would do, in words.
        let effects: String
    }

    static let mostShown = 50

    private(set) var events = 0
    private(set) var matched = 0
    private(set) var dropped = 0
    private(set) var differing = 0
    /// The newest that would differ, at most fifty.
    private(set) var differences: [Difference] = []

    mutating func note(_ event: Event, before: RuleBook.Verdict, after: RuleBook.Verdict, by rule: AlertRule) {
        events += 1
        if after.matched.contains(where: { $0.id == rule.id }) { matched += 1 }
        if after.isDropped { dropped += 1 }
        guard before.isDropped != after.isDropped || before.event != after.event else { return }
        differing += 1
        guard differences.count < Self.mostShown else { return }
        let names = Set(before.event.labels.keys).union(after.event.labels.keys)
        let changed = names.filter { before.event.labels[$0] != after.event.labels[$0] }
            .map { ($0, after.event.labels[$0] ?? "") }
        differences.append(
            Difference(
                receivedAt: event.receivedAt, check: event.check, summary: event.summary, labels: event.labels,
                wasDropped: before.isDropped, isDropped: after.isDropped, severity: before.event.severity,
                severityThen: after.event.severity, changedLabels: Dictionary(uniqueKeysWithValues: changed),
                effects: after.event.treatment?.why.outcome ?? ""))
    }
}
