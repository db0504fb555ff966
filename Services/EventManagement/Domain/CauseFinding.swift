import Foundation
import Records

/// Names the cause of a situation: among the items that need no other of it, the one with the most weight.
///
/// Weights, of a hundred: 45 for the share of the situation that needs it, 25 for needing nothing that alerts, 10 for an
/// early onset, 10 for its severity, 10 for having alerted itself; and up to 10 more, less with every hour, for a
/// deployment on it or on what it needs, and up to 20 for being able to cause another possible cause.
package struct CauseFinding: Sendable {
    let model: ServiceModel
    let rule: CorrelationRule
    let knowledge: CauseKnowledge

    package init(
        _ model: ServiceModel, _ rule: CorrelationRule = CorrelationRule(), _ knowledge: CauseKnowledge = .none
    ) {
        self.model = model
        self.rule = rule
        self.knowledge = knowledge
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
                },
            deployment: best.suspicion?.change)
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
        /// By what it can cause another possible cause.
        let relation: CauseRelation?
        /// What was deployed on it, or on what it needs, not long before.
        let suspicion: RecentChanges.Suspicion?

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
        let suspicion = knowledge.changes.suspicion(
            of: item, at: presence?.first.onset ?? entry.situation.firstOnset, in: model)
        let relation = relation(from: item, in: entry)
        let weight =
            45 * share + 25 + (isEarly ? 10 : 0) + 10 * severity + (presence == nil ? 0 : 10)
            + 10 * (suspicion?.weight ?? 0) + 20 * (relation?.weight ?? 0)
        return Candidate(
            item: item, name: model.name(of: item) ?? item.uuidString.lowercased(), first: presence?.first,
            needing: needing, weight: min(100, Int(weight.rounded())), relation: relation, suspicion: suspicion)
    }

    /// The surest relation by which an item's first alert can cause that of another possible cause; of many causes some.
    private func relation(from item: UUID, in entry: SituationEntry) -> CauseRelation? {
        guard !knowledge.relations.isEmpty, entry.roots.count > 1, let first = entry.items[item]?.first else {
            return nil
        }
        return entry.roots.keys.sorted().prefix(50).compactMap { other in
            guard other != item, let effect = entry.items[other]?.first else { return nil }
            return knowledge.relations.relation(from: type(of: first), to: type(of: effect))
        }
        .max { $0.weight < $1.weight }
    }

    private func type(of member: Situation.Member) -> CauseRelation.AlertType {
        CauseRelation.AlertType(
            check: member.check ?? "", itemClass: member.item.flatMap { model.items[$0]?.itemClass })
    }

    private func headline(_ best: Candidate) -> String {
        best.first?.summary ?? "\(best.name) is silent, and most of what directly needs it alerts"
    }

    /// The deployment of the last hour before it, in words.
    private func deployed(_ best: Candidate) -> String {
        guard let found = best.suspicion, found.age <= RecentChanges.named else { return "" }
        let place = found.item == best.item ? "" : " on \(model.name(of: found.item) ?? "something"), which it needs,"
        let minutes = Int(found.age / 60)
        let time = minutes == 0 ? "just" : minutes == 1 ? "a minute" : "\(minutes) minutes"
        let change = found.change.change.map { " for \($0)" } ?? ""
        return "; \(found.change.title) was deployed\(place)\(change) \(time) before"
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
            case (2, _, _): "\(best.name) needs nothing that alerts, and the other item that alerts needs it"
            default:
                "\(best.name) needs nothing that alerts, and \(best.needing) of the other \(items - 1) alerting items "
                    + "need it"
            }
        var inputs = [
            "alerting items": "\(items)", "deepest": "\(deepest)", "needing it": "\(best.needing)",
            "weight": "\(best.weight)",
        ]
        inputs["can cause"] = best.relation?.words
        inputs["deployment"] = best.suspicion.map { "\($0.change.title) (\($0.change.tool))" }
        return Explanation(
            decision: "cause", rule: "deepest firing item", version: 3, inputs: inputs, outcome: best.name,
            because: because + (best.relation.map { "; \($0.words)" } ?? "") + deployed(best))
    }
}
