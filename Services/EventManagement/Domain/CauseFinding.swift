import Foundation
import Records

/// Names the cause of a situation: among the items that need no other of it, the one with the most weight.
///
/// Weights, of a hundred: 45 for the share of the situation that needs it, 25 for needing nothing that alerts, 10 for an
/// early onset, 10 for its severity, 10 for having alerted itself.
package struct CauseFinding: Sendable {
    let model: ServiceModel
    let rule: CorrelationRule

    package init(_ model: ServiceModel, _ rule: CorrelationRule = CorrelationRule()) {
        self.model = model
        self.rule = rule
    }

    /// Costs as much as the situation has possible causes, whatever its size; nil when none of them is known.
    func cause(of entry: SituationEntry) -> Situation.Cause? {
        let ranked = entry.roots.map { candidate($0.key, needing: $0.value, in: entry) }.sorted(
            by: Candidate.isLikelier)
        guard let best = ranked.first else { return nil }
        let items = entry.items.count + entry.silent.count
        return Situation.Cause(
            item: best.item, name: best.name, headline: headline(best),
            why: explanation(best, deepest: ranked.count, items: items), isSilent: best.first == nil ? true : nil,
            confidence: best.weight,
            rivals: ranked.count < 2
                ? nil
                : ranked.dropFirst().prefix(3).map {
                    Situation.Rival(item: $0.item, name: $0.name, confidence: $0.weight)
                })
    }

    /// What one alert by itself is taken to come from.
    func alone(_ member: Situation.Member) -> Situation.Cause {
        guard let item = member.item else { return unbound(member) }
        var entry = SituationEntry(alone: member)
        entry.roots = [item: 0]
        return cause(of: entry) ?? unbound(member)
    }

    struct Candidate {
        let item: UUID
        let name: String
        /// Its first alert; nil when it is silent.
        let first: Situation.Member?
        let needing: Int
        let weight: Int

        static func isLikelier(_ a: Candidate, _ b: Candidate) -> Bool {
            if a.weight != b.weight { return a.weight > b.weight }
            if a.needing != b.needing { return a.needing > b.needing }
            let (onset, other) = (a.first?.onset ?? .distantFuture, b.first?.onset ?? .distantFuture)
            return onset != other ? onset < other : a.item < b.item
        }
    }

    private func candidate(_ item: UUID, needing: Int, in entry: SituationEntry) -> Candidate {
        let presence = entry.items[item]
        let others = max(1, entry.items.count + entry.silent.count - 1)
        let isAlone = entry.items.count + entry.silent.count == 1
        let share = isAlone ? 1 : min(1, Double(needing) / Double(others))
        let onset = presence?.first.onset ?? entry.situation.lastOnset
        let isEarly = onset <= entry.situation.firstOnset + rule.window / 2
        let severity = Double(presence?.worst.rank ?? 0) / Double(Severity.critical.rank)
        let weight = 45 * share + 25 + (isEarly ? 10 : 0) + 10 * severity + (presence == nil ? 0 : 10)
        return Candidate(
            item: item, name: model.name(of: item) ?? item.uuidString.lowercased(), first: presence?.first,
            needing: needing, weight: Int(weight.rounded()))
    }

    private func headline(_ best: Candidate) -> String {
        best.first?.summary ?? "\(best.name) is silent, and most of what directly needs it alerts"
    }

    private func unbound(_ first: Situation.Member) -> Situation.Cause {
        let name = first.service.flatMap { model.services[$0]?.name } ?? first.summary
        let why = Explanation(
            decision: "cause", rule: "deepest firing item", version: 2, inputs: [:], outcome: name,
            because: "no alert names a configuration item we know, so the first alert stands for the cause")
        return Situation.Cause(item: nil, name: name, headline: first.summary, why: why)
    }

    private func explanation(_ best: Candidate, deepest: Int, items: Int) -> Explanation {
        let because =
            switch (items, best.needing, best.first) {
            case (_, _, nil):
                "\(best.name) does not alert itself, but most of what directly needs it does: inferred, not alerting"
            case (1, _, _): "\(best.name) is the only configuration item that alerts"
            case (_, 0, _): "\(best.name) needs nothing that alerts, and alerted first"
            default:
                "\(best.name) needs nothing that alerts, and \(best.needing) of the other \(items - 1) alerting items "
                    + "need it"
            }
        return Explanation(
            decision: "cause", rule: "deepest firing item", version: 2,
            inputs: [
                "alerting items": "\(items)", "deepest": "\(deepest)", "needing it": "\(best.needing)",
                "weight": "\(best.weight)",
            ],
            outcome: best.name, because: because)
    }
}
