import Foundation
import Records

/// What a batch of alert changes does to the live situations.
///
/// A value: it is given the map of what is live, told each change in order, settled, and then asked for the facts.
/// The map it leaves behind is where the next batch begins.
package struct CorrelationBoard {
    let rule: CorrelationRule
    let now: Date
    let feedback: CorrelationFeedback
    let newID: () -> UUID
    package internal(set) var map: SituationMap
    private var moved: Set<UUID> = []
    var grown: Set<UUID> = []
    private var seen: Set<UUID> = []
    var hurried: [UUID: Explanation] = [:]
    private var placed: [UUID: UUID] = [:]
    var story = SituationStory()

    package init(
        _ map: SituationMap, rule: CorrelationRule, feedback: CorrelationFeedback = CorrelationFeedback(), now: Date,
        newID: @escaping () -> UUID
    ) {
        self.map = map
        self.feedback = feedback
        self.rule = rule
        self.now = now
        self.newID = newID
    }

    /// What is to be written, in order. Situations that began and went over to others within the batch never were.
    package var steps: [SituationStory.Step] { story.steps }

    /// The alerts that came into a situation, with that situation.
    package var placements: [UUID: UUID] {
        placed.compactMapValues { map.current($0) }
    }

    /// Situations that this batch began, in order; they have no number yet.
    package var opened: [UUID] { story.opened }

    /// A situation as it stands now.
    package func situation(_ id: UUID) -> Situation? { map.entries[id]?.situation }

    package mutating func give(_ numbers: [UUID: String]) {
        for (id, number) in numbers { map.change(id) { $0.situation.number = number } }
        story.give(numbers)
    }

    /// The steps are written: every situation has as many journal lines more.
    package mutating func wrote(_ versions: [UUID: Int]) -> SituationMap {
        for (id, version) in versions { map.change(id) { $0.version = version } }
        return map
    }

    // MARK: what happens

    /// A firing alert that is not muted: new, back, released, of another severity, or about something else.
    package mutating func fired(_ alert: Alert) {
        if let known = home(of: alert) { rejoin(alert, known) } else { place(alert) }
    }

    /// An alert that is over, or muted now.
    package mutating func ended(_ alert: Alert) {
        guard let id = home(of: alert), let member = map.entries[id]?.situation.members[alert.id], member.isFiring
        else { return }
        if map.entries[id]?.situation.state == .pending, map.entries[id]?.situation.firing == 1 {
            add(.announced(why: rule.explanation("it cleared within the hold-off", alert)), to: id)
        }
        leaveOff(member, in: id)
    }

    /// An alert that was muted before others heard of it: they need not. What they have heard of stays as it is.
    package mutating func muted(_ alert: Alert) {
        guard let id = home(of: alert), map.entries[id]?.situation.state == .pending,
            let member = map.entries[id]?.situation.members[alert.id], member.isFiring
        else { return }
        leaveOff(member, in: id)
    }

    private mutating func leaveOff(_ member: Situation.Member, in id: UUID) {
        var over = member
        over.isFiring = false
        map.count(over, 1, in: id)
        map.count(member, -1, in: id)
        add(.alertsCleared(alerts: [member.alert]), to: id)
        clearIfOver(id)
    }

    /// Weighs causes and harm again, once for all changes. To be called after the last change.
    package mutating func settle() {
        inferSilentCauses()
        for id in moved.sorted() {
            guard let situation = map.entries[id]?.situation, situation.survivor == nil else { continue }
            if grown.contains(id) { weigh(id) }
            let hurt = map.entries[id]?.hurt ?? []
            if situation.state != .cleared, hurt != situation.hurt { add(.impactChanged(hurt: hurt), to: id) }
            if situation.state == .pending, let why = hurried[id] { add(.announced(why: why), to: id) }
        }
        seen.formUnion(moved)
        moved = []
        grown = []
        hurried = [:]
    }

    /// Names the cause anew when something else is likelier now.
    mutating func weigh(_ id: UUID) {
        guard let cause = newCause(of: id) else { return }
        let isSame = cause.item == map.entries[id]?.situation.cause.item
        add(isSame ? .causeWeighed(cause: cause) : .causeMoved(cause: cause), to: id)
    }

    private func newCause(of id: UUID) -> Situation.Cause? {
        guard let entry = map.entries[id], !entry.situation.isPinned else { return nil }
        let cause = CauseFinding(map.model, rule).cause(of: entry)
        return cause == entry.situation.cause ? nil : cause
    }

    /// Applies a fact and notes it. Nobody may hold the situation meanwhile: its members would be copied.
    mutating func add(_ fact: Situation.Fact, to id: UUID) {
        guard map.entries[id] != nil else { return }
        note(fact, on: id)
        map.change(id) { $0.situation.apply(fact, at: now) }
        moved.insert(id)
    }

    private mutating func note(_ fact: Situation.Fact, on id: UUID) {
        guard let entry = map.entries[id] else { return }
        story.add(fact, to: entry.situation, version: entry.version)
    }

    /// Whether others were told of the alert just as it is.
    package func knows(_ alert: Alert) -> Bool {
        let member = home(of: alert).flatMap { map.entries[$0]?.situation.members[alert.id] }
        return member?.tells(theSameAs: Situation.Member(alert)) ?? false
    }

    private func home(of alert: Alert) -> UUID? {
        (placed[alert.id] ?? alert.situation).flatMap { map.current($0) }
    }

    /// Its causes are to be weighed again.
    mutating func touch(_ id: UUID) {
        moved.insert(id)
        grown.insert(id)
    }

    mutating func clearIfOver(_ id: UUID) {
        guard let situation = map.entries[id]?.situation, situation.isLive, situation.firing == 0 else { return }
        add(.cleared, to: id)
        map.relist(id)
    }

    /// Situations whose cause does not fire any more, while others of them do.
    package var orphaned: [UUID] {
        seen.filter { id in
            guard let entry = map.entries[id], entry.situation.isLive, let cause = entry.situation.cause.item else {
                return false
            }
            return !entry.situation.isPinned && entry.items[cause]?.firing == 0
        }
        .sorted()
    }

    /// The hold-off is over.
    package mutating func announce(_ id: UUID) {
        guard map.entries[id]?.situation.state == .pending else { return }
        add(.announced(why: rule.holdOffIsOver()), to: id)
    }

    /// The cause has been over for as long as symptoms may outlast it: what still fires has a cause of its own.
    package mutating func outlast(_ id: UUID) {
        guard let cause = map.entries[id]?.situation.cause.item, map.entries[id]?.situation.isLive == true,
            map.entries[id]?.items[cause]?.firing == 0
        else { return }
        map.findRoots(of: id)
        touch(id)
    }

    // MARK: finding a place

    private mutating func place(_ alert: Alert) {
        guard let item = alert.binding.item else {
            let same = best(of: alert.group.map { map.about(group: $0) } ?? []) { rule.admits(alert.onset, to: $0) }
            return same.map { join(alert, $0) } ?? open(alert)
        }
        let same = best(of: map.about(item)) { rule.admits(alert.onset, to: $0) }
        if let same, map.entries[same]?.items[item] != nil { return join(alert, same) }
        let kin = feedback.partners(of: item).reduce(into: map.explaining(item)) { $0.formUnion(map.about($1)) }
        let deeper =
            same
            ?? best(of: kin) {
                rule.admits(alert.onset, to: $0) && !feedback.parts(item, from: $0.cause.item)
            }
        let above = map.explained(by: item).filter { id in
            guard id != deeper, let situation = map.entries[id]?.situation else { return false }
            return rule.explains(alert.onset, situation) && !feedback.parts(item, from: situation.cause.item)
        }
        let all = above.union(deeper.map { [$0] } ?? [])
        guard let home = best(of: all, { _ in true }) else { return open(alert) }
        let why = Merging.common(map.model.name(of: item) ?? "")
        join(alert, home, unite(all.subtracting([home]), with: home, because: why))
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

    private mutating func open(_ alert: Alert) {
        let member = Situation.Member(alert)
        guard let id = begin(member, group: alert.group, exceeds: alert.exceeds) else { return }
        enter(member, of: alert, id, member.item.map { [$0: 0] } ?? [:])
    }

    /// A new situation, of which the map does not count the first member yet.
    private mutating func begin(_ member: Situation.Member, group: String?, exceeds: ChangeReference?) -> UUID? {
        let opening = Situation.Opening(
            number: "", group: group, first: member, cause: CauseFinding(map.model, rule).alone(member),
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

    private mutating func join(_ alert: Alert, _ id: UUID, _ roots: [UUID: Int] = [:]) {
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

    private mutating func enter(_ member: Situation.Member, of alert: Alert, _ id: UUID, _ roots: [UUID: Int]) {
        map.count(member, 1, in: id)
        if !roots.isEmpty { map.addRoots(roots, to: id) }
        moved.insert(id)
        grown.insert(id)
        if alert.situation != id { placed[alert.id] = id }
        guard map.entries[id]?.situation.state == .pending, hurried[id] == nil else { return }
        let services = map.hurt(by: member).map(\.service)
        hurried[id] = rule.reasonToAnnounce(alert, hurting: Set(services), in: map.model)
    }

    private mutating func rejoin(_ alert: Alert, _ id: UUID) {
        let known = map.entries[id]?.situation.members[alert.id]
        if let known, known.item == nil, alert.binding.item != nil, alert.situation == id {
            return resettle(alert, known, from: id)
        }
        if map.entries[id]?.situation.state == .cleared {
            add(.reopened, to: id)
            map.relist(id)
            if map.entries[id]?.situation.wasAnnounced == false {
                add(.announced(why: rule.explanation("it still fires after what muted it", alert)), to: id)
            }
        }
        join(alert, id)
    }

    /// What the alert is about has become known: it goes where that item belongs.
    private mutating func resettle(_ alert: Alert, _ known: Situation.Member, from id: UUID) {
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
