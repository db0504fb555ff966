import Foundation
import Records

/// Alerts that relations between their kinds put together, where what needs what does not.
extension CorrelationBoard {
    /// Situations that an alert belongs to by a relation, each with why.
    mutating func related(to alert: Alert) -> [UUID: CauseRelation] {
        guard !knowledge.relations.isEmpty else { return [:] }
        let member = Situation.Member(alert)
        let type = map.type(of: member)
        let services = map.services(concerning: member)
        var found: [UUID: CauseRelation] = [:]
        for relation in knowledge.relations.causing(type) {
            for id in map.firing(of: relation.terms.cause) {
                guard let entry = map.entries[id], rule.admits(alert.onset, to: entry.situation),
                    isNear(relation, entry, services, alert)
                else { continue }
                found[id] = found[id] ?? relation
            }
        }
        for relation in knowledge.relations.caused(by: type) {
            for id in map.firing(of: relation.terms.effect) {
                guard let entry = map.entries[id], rule.explains(alert.onset, entry.situation),
                    map.isCause(relation.terms.effect, of: entry), isNear(relation, entry, services, alert)
                else { continue }
                found[id] = found[id] ?? relation
            }
        }
        return found
    }

    private func isNear(
        _ relation: CauseRelation, _ entry: SituationEntry, _ services: Set<UUID>, _ alert: Alert
    ) -> Bool {
        guard entry.situation.isLive else { return false }
        if let item = alert.binding.item, feedback.parts(item, from: entry.situation.cause.item) { return false }
        return relation.terms.nearness == .anywhere || entry.hurts(services)
    }

    /// Notes in the situation why the alert is in it.
    mutating func noteRelation(_ relation: CauseRelation, of alert: Alert, in id: UUID) {
        let why = Explanation(
            decision: "correlation", rule: "can cause", inputs: ["relation": relation.id.uuidString.lowercased()],
            outcome: alert.number, because: "\(alert.number) belongs to it: \(relation.words)")
        add(.related(alert: alert.id, why: why), to: id)
    }
}

extension SituationMap {
    /// The kind of an alert: what was checked, on what class of item.
    func type(of member: Situation.Member) -> CauseRelation.AlertType {
        CauseRelation.AlertType(
            check: member.check ?? "", itemClass: member.item.flatMap { model.items[$0]?.itemClass })
    }

    /// The business services that an alert is about, whatever it says of them.
    mutating func services(concerning member: Situation.Member) -> Set<UUID> {
        let carried = member.item.map { services(on: $0) } ?? []
        return member.service.map { carried.union([$0]) } ?? carried
    }

    /// Whether the cause of a situation alerts in this way.
    func isCause(_ type: CauseRelation.AlertType, of entry: SituationEntry) -> Bool {
        guard let item = entry.situation.cause.item else { return true }
        return entry.items[item].map { type.covers(self.type(of: $0.first)) } ?? false
    }

    /// Live situations in which alerts of a kind fire.
    func firing(of type: CauseRelation.AlertType) -> Set<UUID> { byType[type] ?? [] }

    /// An alert of a kind begins (1) or ends (-1) to fire in a situation.
    mutating func countType(of member: Situation.Member, _ change: Int, in id: UUID) {
        let type = type(of: member)
        let types = type.itemClass == nil ? [type] : [type, CauseRelation.AlertType(check: type.check)]
        for type in types {
            var all = 0
            self.change(id) { all = $0.count(type, change) }
            if all > 0, entries[id]?.situation.isLive == true {
                byType[type, default: []].insert(id)
            } else {
                dropType(type, of: id)
            }
        }
    }

    mutating func dropType(_ type: CauseRelation.AlertType, of id: UUID) {
        byType[type]?.remove(id)
        if byType[type]?.isEmpty == true { byType[type] = nil }
    }
}
