import Foundation
import Records

/// Names the cause among the items that fired together: the deepest one.
package struct CauseFinding: Sendable {
    let model: ServiceModel

    package init(_ model: ServiceModel) {
        self.model = model
    }

    /// The item that needs no other of them; of several, the one most others need, then the one that fired first.
    package func cause(of members: [Situation.Member]) -> Situation.Cause? {
        guard let first = members.min(by: isEarlier) else { return nil }
        let firing = Dictionary(grouping: members.filter { $0.item != nil }, by: { $0.item ?? $0.alert })
        let items = Set(firing.keys)
        let deepest = items.filter { model.needs(of: $0).isDisjoint(with: items) }
        let ranked = (deepest.isEmpty ? items : deepest).compactMap { item -> Candidate? in
            guard let earliest = firing[item]?.min(by: isEarlier) else { return nil }
            let needing = model.dependants(of: item).intersection(items).count
            return Candidate(item: item, first: earliest, needing: needing)
        }
        guard let best = ranked.min(by: Candidate.isLikelier) else {
            return unbound(first)
        }
        let name = model.name(of: best.item) ?? best.item.uuidString.lowercased()
        return Situation.Cause(
            item: best.item, name: name, headline: best.first.summary,
            why: explanation(name, best, deepest: ranked.count, items: items.count))
    }

    private struct Candidate {
        let item: UUID
        let first: Situation.Member
        let needing: Int

        static func isLikelier(_ a: Candidate, _ b: Candidate) -> Bool {
            if a.needing != b.needing { return a.needing > b.needing }
            if a.first.onset != b.first.onset { return a.first.onset < b.first.onset }
            return a.item < b.item
        }
    }

    private func isEarlier(_ a: Situation.Member, _ b: Situation.Member) -> Bool {
        (a.onset, a.alert) < (b.onset, b.alert)
    }

    private func unbound(_ first: Situation.Member) -> Situation.Cause {
        let name = first.service.flatMap { model.services[$0]?.name } ?? first.summary
        let why = Explanation(
            decision: "cause", rule: "deepest firing item", inputs: [:], outcome: name,
            because: "no alert names a configuration item we know, so the first alert stands for the cause")
        return Situation.Cause(item: nil, name: name, headline: first.summary, why: why)
    }

    private func explanation(_ name: String, _ best: Candidate, deepest: Int, items: Int) -> Explanation {
        let because =
            switch (items, best.needing) {
            case (1, _): "\(name) is the only configuration item that alerts"
            case (_, 0): "\(name) needs nothing that alerts, and alerted first"
            default:
                "\(name) needs nothing that alerts, and \(best.needing) of the other \(items - 1) alerting items need it"
            }
        return Explanation(
            decision: "cause", rule: "deepest firing item",
            inputs: ["alerting items": "\(items)", "deepest": "\(deepest)", "needing it": "\(best.needing)"],
            outcome: name, because: because)
    }
}
