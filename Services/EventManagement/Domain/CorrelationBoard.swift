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
    let knowledge: CauseKnowledge
    /// More comes than anybody can look at: one situation speaks for each top cause.
    package let isStormy: Bool
    let newID: () -> UUID
    package internal(set) var map: SituationMap
    var moved: Set<UUID> = []
    var grown: Set<UUID> = []
    private var seen: Set<UUID> = []
    var hurried: [UUID: Explanation] = [:]
    /// Situations that a rule wants told at once, storm or no storm.
    var urgent: Set<UUID> = []
    var placed: [UUID: UUID] = [:]
    var story = SituationStory()

    package init(
        _ map: SituationMap, rule: CorrelationRule, feedback: CorrelationFeedback = CorrelationFeedback(),
        knowledge: CauseKnowledge = .none, isStormy: Bool = false, now: Date, newID: @escaping () -> UUID
    ) {
        self.map = map
        self.feedback = feedback
        self.knowledge = knowledge
        self.isStormy = isStormy
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
            announce(id, because: rule.explanation("it cleared within the hold-off", alert))
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
            if let why = hurried[id] { announce(id, because: why) }
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
        let cause = CauseFinding(map.model, rule, knowledge).cause(of: entry)
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

    func home(of alert: Alert) -> UUID? {
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
        announce(id, because: rule.holdOffIsOver())
    }

    /// The cause has been over for as long as symptoms may outlast it: what still fires has a cause of its own.
    package mutating func outlast(_ id: UUID) {
        guard let cause = map.entries[id]?.situation.cause.item, map.entries[id]?.situation.isLive == true,
            map.entries[id]?.items[cause]?.firing == 0
        else { return }
        map.findRoots(of: id)
        touch(id)
    }
}
