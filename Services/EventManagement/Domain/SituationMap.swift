import Foundation

/// The live situations, indexed so that an alert finds its place at a cost that does not grow with them.
///
/// A value derived from situations and the model; every copy of the service keeps one from batch to batch.
package struct SituationMap: Sendable {
    package let model: ServiceModel
    private(set) var entries: [UUID: SituationEntry] = [:]
    /// Live situations with alerts on an item, or that infer it.
    private var byItem: [UUID: Set<UUID>] = [:]
    /// Live situations by the items that nothing deeper of theirs explains.
    private var byRoot: [UUID: Set<UUID>] = [:]
    private var byGroup: [String: Set<UUID>] = [:]
    /// Live situations of alerts that name neither item nor service, by integration.
    private var byIntegration: [String: Set<UUID>] = [:]
    /// Live situations by the kinds of alerts that fire there, those of one class under the check alone, too.
    var byType: [CauseRelation.AlertType: Set<UUID>] = [:]
    /// Why an item counts as in trouble: its firing alerts, and the situations that infer it.
    private var troubles: [UUID: Int] = [:]
    private var troubledDependants: [UUID: Int] = [:]
    private var survivors: [UUID: UUID] = [:]
    private var forgotten = Date.distantPast
    private var closures: [UUID: Set<UUID>] = [:]
    private var carried: [UUID: Set<UUID>] = [:]
    /// Items of which something that directly needs them has come into trouble.
    private(set) var suspects: Set<UUID> = []

    package init(model: ServiceModel) {
        self.model = model
    }

    package func holds(_ id: UUID) -> Bool { entries[id] != nil || survivors[id] != nil }

    package var isEmpty: Bool { entries.isEmpty }

    /// Puts a situation in, as it was read, or in place of what was known of it.
    package mutating func put(_ situation: Situation, version: Int) {
        remove(situation.id)
        if let survivor = situation.survivor {
            survivors[situation.id] = survivor
            return
        }
        insert(SituationEntry(situation, version: version))
        for member in situation.members.values { count(member, 1, in: situation.id) }
        let items = entries[situation.id]?.items.keys.map { ($0, 0) } ?? []
        addRoots(Dictionary(uniqueKeysWithValues: items), to: situation.id)
        if let cause = situation.cause.item, entries[situation.id]?.items[cause] == nil,
            situation.cause.isSilent == true
        {
            infer(cause, in: situation.id)
        }
        suspects = []
    }

    package mutating func remove(_ id: UUID) {
        guard let entry = entries[id] else { return }
        for member in entry.situation.members.values { count(member, -1, in: id) }
        for item in entry.silent { trouble(item, -1) }
        unlist(id)
        entries[id] = nil
    }

    /// Forgets what has been over for long, at most once a minute; what comes back later is read again.
    package mutating func forget(clearedBefore instant: Date) {
        guard instant >= forgotten + 60 else { return }
        forgotten = instant
        let over = entries.values.filter { !$0.situation.isLive && ($0.situation.clearedAt ?? instant) < instant }
        for entry in over { remove(entry.situation.id) }
        let kept = survivors.filter { entries[$0.value] != nil || survivors[$0.value] != nil }
        survivors = kept
    }

    mutating func insert(_ entry: SituationEntry) {
        let id = entry.situation.id
        entries[id] = entry
        if entry.situation.isLive { enlist(entry.situation) }
    }

    private mutating func enlist(_ situation: Situation) {
        if let group = situation.group { byGroup[group, default: []].insert(situation.id) }
        if let integration = situation.integrationGroup { byIntegration[integration, default: []].insert(situation.id) }
    }

    mutating func change(_ id: UUID, _ body: (inout SituationEntry) -> Void) {
        guard let place = entries.index(forKey: id) else { return }
        body(&entries.values[place])
    }

    mutating func takeSuspects() -> Set<UUID> {
        defer { suspects = [] }
        return suspects
    }

    /// The situation an id stands for now, through all it was merged into.
    package func current(_ id: UUID) -> UUID? {
        var id = id
        for _ in 0..<64 {
            guard let next = survivors[id] else { return entries[id] == nil ? nil : id }
            id = next
        }
        return nil
    }

    /// What one alert says of business services.
    mutating func hurt(by member: Situation.Member) -> [Situation.Hurt] {
        harmed(by: member).sorted().map { Situation.Hurt(service: $0, observed: member.severity.observed) }
    }

    mutating func needs(of item: UUID) -> Set<UUID> {
        if let known = closures[item] { return known }
        let found = model.needs(of: item)
        if found.count <= 64 { closures[item] = found }
        return found
    }

    mutating func services(on item: UUID) -> Set<UUID> {
        if let known = carried[item] { return known }
        let found = model.services(on: item)
        carried[item] = found
        return found
    }

    // MARK: finding

    func about(_ item: UUID) -> Set<UUID> { byItem[item] ?? [] }

    func about(group: String) -> Set<UUID> { byGroup[group] ?? [] }

    /// Situations of an integration's alerts that name neither item nor service.
    func loose(of integration: String) -> Set<UUID> { byIntegration[integration] ?? [] }

    /// Situations with something that the item needs.
    mutating func explaining(_ item: UUID) -> Set<UUID> {
        needs(of: item).reduce(into: []) { $0.formUnion(byItem[$1] ?? []) }
    }

    /// Situations whose cause would be explained by the item.
    func explained(by item: UUID) -> Set<UUID> {
        let above = model.dependants(of: item)
        let known = above.count < byRoot.count ? above : above.intersection(byRoot.keys)
        return known.reduce(into: []) { $0.formUnion(byRoot[$1] ?? []) }
    }

    func firing(on item: UUID) -> Int { about(item).reduce(0) { $0 + (entries[$1]?.items[item]?.firing ?? 0) } }

    /// When an item's trouble began, as far as a situation knows.
    func onset(of item: UUID, in id: UUID) -> Date? {
        guard let entry = entries[id] else { return nil }
        return entry.items[item]?.first.onset ?? (entry.silent.contains(item) ? entry.situation.firstOnset : nil)
    }

    func troubledDependants(of item: UUID) -> Int { troubledDependants[item, default: 0] }

    // MARK: following

    /// An alert of a situation begins (1) or ends (-1) to count there.
    mutating func count(_ member: Situation.Member, _ change: Int, in id: UUID) {
        let hurt = harmed(by: member)
        let wasSilent = member.item.map { entries[id]?.silent.contains($0) == true } ?? false
        self.change(id) { $0.count(member, change, hurting: hurt) }
        if member.isFiring { countType(of: member, change, in: id) }
        guard let item = member.item else { return }
        if member.isFiring { trouble(item, change) }
        if wasSilent, change > 0 { trouble(item, -1) }
        if entries[id]?.items[item] == nil {
            byItem[item]?.remove(id)
            if byItem[item]?.isEmpty == true { byItem[item] = nil }
        } else if entries[id]?.situation.isLive == true {
            byItem[item, default: []].insert(id)
        }
    }

    /// Puts items among the roots, or below those they need; each with how many of the situation are known to need it.
    mutating func addRoots(_ joining: [UUID: Int], to id: UUID) {
        guard var roots = entries[id]?.roots else { return }
        roots.merge(joining) { $0 + $1 }
        let before = Set(entries[id]?.roots.keys.map { $0 } ?? [])
        change(id) { $0.roots = [:] }
        var kept = roots
        for (item, needing) in roots {
            let deeper = needs(of: item).filter { roots[$0] != nil && !needs(of: $0).contains(item) }
            guard !deeper.isEmpty else { continue }
            kept[item] = nil
            for root in deeper where kept[root] != nil || roots[root] != nil {
                kept[root, default: 0] += needing + 1
            }
        }
        for item in roots.keys where !isRoot(item, among: roots) { kept[item] = nil }
        change(id) { $0.roots = kept }
        guard entries[id]?.situation.isLive == true else { return }
        for item in before.subtracting(kept.keys) { dropRoot(item, of: id) }
        for item in kept.keys where !before.contains(item) { byRoot[item, default: []].insert(id) }
    }

    private mutating func isRoot(_ item: UUID, among roots: [UUID: Int]) -> Bool {
        !needs(of: item).contains { roots[$0] != nil && !needs(of: $0).contains(item) }
    }

    /// An item that does not alert is taken to be in trouble.
    mutating func infer(_ item: UUID, in id: UUID) {
        guard entries[id]?.silent.contains(item) == false else { return }
        change(id) { $0.silent.insert(item) }
        byItem[item, default: []].insert(id)
        trouble(item, 1)
        addRoots([item: 0], to: id)
    }

    /// What one situation has goes over to another. Answers its roots: to be added once all have gone over.
    mutating func merge(_ loser: UUID, into winner: UUID) -> [UUID: Int] {
        guard let taken = entries[loser] else { return [:] }
        for member in taken.situation.members.values { count(member, -1, in: loser) }
        unlist(loser)
        entries[loser] = nil
        survivors[loser] = winner
        for member in taken.situation.members.values { count(member, 1, in: winner) }
        for item in taken.silent {
            if entries[winner]?.items[item] != nil || entries[winner]?.silent.contains(item) == true {
                trouble(item, -1)
            } else {
                change(winner) { $0.silent.insert(item) }
                byItem[item, default: []].insert(winner)
            }
        }
        return taken.roots
    }

    /// A situation that is over is found by its alerts only; one that is back is found by all.
    mutating func relist(_ id: UUID) {
        unlist(id)
        guard let entry = entries[id], entry.situation.isLive else { return }
        for item in entry.items.keys { byItem[item, default: []].insert(id) }
        for item in entry.silent { byItem[item, default: []].insert(id) }
        for item in entry.roots.keys { byRoot[item, default: []].insert(id) }
        for type in entry.types.keys { byType[type, default: []].insert(id) }
        enlist(entry.situation)
    }

    /// Finds the roots of a situation anew, among what fires there.
    mutating func findRoots(of id: UUID) {
        guard let entry = entries[id] else { return }
        for item in entry.roots.keys { dropRoot(item, of: id) }
        change(id) { $0.roots = [:] }
        let firing = entry.items.filter { $0.value.firing > 0 }.keys
        let silent = entry.silent
        addRoots(Dictionary(uniqueKeysWithValues: Set(firing).union(silent).map { ($0, 0) }), to: id)
    }

    private mutating func unlist(_ id: UUID) {
        guard let entry = entries[id] else { return }
        for item in entry.items.keys.map({ $0 }) + entry.silent {
            byItem[item]?.remove(id)
            if byItem[item]?.isEmpty == true { byItem[item] = nil }
        }
        for item in entry.roots.keys { dropRoot(item, of: id) }
        for type in entry.types.keys { dropType(type, of: id) }
        if let group = entry.situation.group {
            byGroup[group]?.remove(id)
            if byGroup[group]?.isEmpty == true { byGroup[group] = nil }
        }
        if let integration = entry.situation.integrationGroup { byIntegration[integration]?.remove(id) }
    }

    private mutating func dropRoot(_ item: UUID, of id: UUID) {
        byRoot[item]?.remove(id)
        if byRoot[item]?.isEmpty == true { byRoot[item] = nil }
    }

    private mutating func harmed(by member: Situation.Member) -> Set<UUID> {
        guard member.isFiring, member.severity.observed > .none else { return [] }
        let carried = member.item.map { services(on: $0) } ?? []
        return member.service.map { carried.union([$0]) } ?? carried
    }

    private mutating func trouble(_ item: UUID, _ change: Int) {
        let before = troubles[item, default: 0]
        let after = max(0, before + change)
        troubles[item] = after == 0 ? nil : after
        guard (before == 0) != (after == 0) else { return }
        for needed in model.directNeeds(of: item) {
            troubledDependants[needed, default: 0] += after == 0 ? -1 : 1
            if after > 0 { suspects.insert(needed) }
        }
    }
}
