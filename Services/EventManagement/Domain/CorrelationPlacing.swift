import Foundation
import Records

/// Where an alert belongs: to a situation about its item, to one about something it needs, or to a new one.
extension CorrelationBoard {
    mutating func place(_ alert: Alert) {
        let related = related(to: alert)
        let home = settle(alert, related)
        if let home, let relation = related[home] { noteRelation(relation, of: alert, in: home) }
    }

    /// Puts it where it belongs; answers the situation when only a relation brought it there.
    private mutating func settle(_ alert: Alert, _ related: [UUID: CauseRelation]) -> UUID? {
        guard let item = alert.binding.item else { return settle(unbound: alert, related) }
        if let same = best(of: map.about(item), { rule.admits(alert.onset, to: $0) }),
            map.entries[same]?.items[item] != nil
        {
            join(alert, same)
            return nil
        }
        let kin = kin(of: item, alert)
        let all = kin.union(related.keys)
        guard let home = best(of: all, { _ in true }) else {
            open(alert)
            return nil
        }
        let why =
            related.first { $0.key != home && !kin.contains($0.key) }?.value.words
            ?? Merging.common(map.model.name(of: item) ?? "")
        join(alert, home, unite(all.subtracting([home]), with: home, because: why))
        return kin.contains(home) ? nil : home
    }

    /// What names no item goes to its like, else to what can cause it.
    private mutating func settle(unbound alert: Alert, _ related: [UUID: CauseRelation]) -> UUID? {
        let like = best(of: alert.group.map { map.about(group: $0) } ?? []) { rule.admits(alert.onset, to: $0) }
        let cause = like == nil ? best(of: Set(related.keys)) { _ in true } : nil
        guard let home = like ?? cause else {
            open(alert)
            return nil
        }
        join(alert, home)
        return cause
    }

    /// Situations about something that the item needs, and those whose causes need it.
    private mutating func kin(of item: UUID, _ alert: Alert) -> Set<UUID> {
        let same = best(of: map.about(item)) { rule.admits(alert.onset, to: $0) }
        let needed = feedback.partners(of: item).reduce(into: map.explaining(item)) { $0.formUnion(map.about($1)) }
        let deeper =
            same
            ?? best(of: needed) {
                rule.admits(alert.onset, to: $0) && !feedback.parts(item, from: $0.cause.item)
            }
        let above = map.explained(by: item).filter { id in
            guard id != deeper, let situation = map.entries[id]?.situation else { return false }
            return rule.explains(alert.onset, situation) && !feedback.parts(item, from: situation.cause.item)
        }
        return above.union(deeper.map { [$0] } ?? [])
    }

    /// What others know of survives, then what is written, then what is larger, then what is older.
    func best(of ids: Set<UUID>, _ fits: (Situation) -> Bool) -> UUID? {
        let found = ids.compactMap { map.entries[$0] }.filter { $0.situation.isLive && fits($0.situation) }
        return found.min { one, other in
            let (a, b) = (one.situation, other.situation)
            if a.wasAnnounced != b.wasAnnounced { return a.wasAnnounced }
            if (one.version > 0) != (other.version > 0) { return one.version > 0 }
            if !a.wasAnnounced, a.memberCount != b.memberCount { return a.memberCount > b.memberCount }
            return (a.openedAt, a.number, a.id) < (b.openedAt, b.number, b.id)
        }?.situation.id
    }

    mutating func open(_ alert: Alert) {
        let member = Situation.Member(alert)
        guard let id = begin(member, group: alert.group, exceeds: alert.exceeds) else { return }
        enter(member, of: alert, id, member.item.map { [$0: 0] } ?? [:])
    }

    /// A new situation, of which the map does not count the first member yet.
    mutating func begin(_ member: Situation.Member, group: String?, exceeds: ChangeReference?) -> UUID? {
        let opening = Situation.Opening(
            number: "", group: group, first: member, cause: CauseFinding(map.model, rule, knowledge).alone(member),
            hurt: map.hurt(by: member), exceeds: exceeds)
        let fact = Situation.Fact.opened(opening: opening)
        guard let situation = Situation.beginning(newID(), with: fact, at: now) else { return nil }
        story.open(situation.id, fact)
        map.insert(SituationEntry(situation, version: 0))
        return situation.id
    }

    /// A new situation of some that another had.
    mutating func begin(with members: [Situation.Member], from old: UUID) -> UUID? {
        guard let first = members.first, let new = begin(first, group: nil, exceeds: nil) else { return nil }
        leave(members, from: old, to: new)
        if members.count > 1 { add(.alertsJoined(members: Array(members.dropFirst())), to: new) }
        for member in members {
            map.count(member, 1, in: new)
            placed[member.alert] = new
        }
        map.findRoots(of: new)
        touch(new)
        return new
    }

    mutating func join(_ alert: Alert, _ id: UUID, _ roots: [UUID: Int] = [:]) {
        let member = Situation.Member(alert)
        let before = map.entries[id]?.situation.members[alert.id]
        var roots = roots
        if let item = member.item, map.entries[id]?.items[item] == nil { roots[item, default: 0] += 0 }
        add(.alertsJoined(members: [member]), to: id)
        if let change = alert.exceeds, map.entries[id]?.situation.exceeds != change {
            add(.changeExceeded(change: change), to: id)
        }
        enter(member, of: alert, id, roots)
        guard let before else { return }
        map.count(before, -1, in: id)
        if before.item != member.item { map.findRoots(of: id) }
    }

    mutating func enter(_ member: Situation.Member, of alert: Alert, _ id: UUID, _ roots: [UUID: Int]) {
        map.count(member, 1, in: id)
        if !roots.isEmpty { map.addRoots(roots, to: id) }
        moved.insert(id)
        grown.insert(id)
        if alert.situation != id { placed[alert.id] = id }
        if alert.opensAtOnce == true { urgent.insert(id) }
        guard map.entries[id]?.situation.state == .pending, hurried[id] == nil else { return }
        let services = map.hurt(by: member).map(\.service)
        hurried[id] = rule.reasonToAnnounce(alert, hurting: Set(services), in: map.model)
    }

    mutating func rejoin(_ alert: Alert, _ id: UUID) {
        let known = map.entries[id]?.situation.members[alert.id]
        if let known, known.item == nil, alert.binding.item != nil, alert.situation == id {
            return resettle(alert, known, from: id)
        }
        if map.entries[id]?.situation.state == .cleared {
            add(.reopened, to: id)
            map.relist(id)
            if map.entries[id]?.situation.wasAnnounced == false {
                hurried[id] = rule.explanation("it still fires after what muted it", alert)
            }
        }
        join(alert, id)
    }

    /// What the alert is about has become known: it goes where that item belongs.
    mutating func resettle(_ alert: Alert, _ known: Situation.Member, from id: UUID) {
        guard let item = alert.binding.item, let situation = map.entries[id]?.situation else { return }
        let others = map.about(item).union(map.explaining(item)).subtracting([id])
        guard let home = best(of: others, { rule.admits(alert.onset, to: $0) }) else { return join(alert, id) }
        if situation.memberCount == 1 {
            let why = Merging.common(map.model.name(of: item) ?? "")
            join(alert, home, unite([id], with: home, because: why))
        } else {
            leave([known], from: id, to: home)
            join(alert, home)
        }
    }
}
