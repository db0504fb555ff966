import Foundation

extension CorrelationBoard {
    /// Names items that do not alert although most of what directly needs them does: they are what failed.
    ///
    /// Only an item of which something came into trouble since is looked at, and only once enough of it is.
    mutating func inferSilentCauses() {
        var ahead = map.takeSuspects()
        while let item = ahead.popFirst() {
            guard let homes = evidence(against: item), let home = best(of: homes, { _ in true }) else { continue }
            guard homes.count > 1 || map.entries[home]?.silent.contains(item) == false else { continue }
            let name = map.model.name(of: item) ?? ""
            let because = "\(name) is silent, and most of what directly needs it alerts"
            let roots = unite(homes.subtracting([home]), with: home, because: because)
            map.infer(item, in: home)
            if !roots.isEmpty { map.addRoots(roots, to: home) }
            touch(home)
            ahead.formUnion(map.takeSuspects())
        }
    }

    /// The situations of what directly needs a silent item, when that is enough of them, at about the same time.
    private mutating func evidence(against item: UUID) -> Set<UUID>? {
        let direct = map.model.directDependants(of: item)
        let fewest = rule.fewest(of: direct.count)
        guard map.troubledDependants(of: item) >= fewest, map.firing(on: item) == 0 else { return nil }
        var witnesses: [(home: UUID, onset: Date)] = []
        for dependant in direct {
            guard let home = best(of: map.about(dependant), { _ in true }),
                isUnexplained(dependant, in: home, by: item),
                let onset = map.onset(of: dependant, in: home)
            else { continue }
            witnesses.append((home, onset))
        }
        let onsets = witnesses.map(\.onset).sorted()
        guard onsets.count >= fewest else { return nil }
        let middle = onsets[onsets.count / 2]
        let near = witnesses.filter { abs($0.onset.timeIntervalSince(middle)) <= rule.window }
        guard near.count >= fewest else { return nil }
        let above = map.explained(by: item).filter { id in
            map.entries[id].map { rule.explains(middle, $0.situation) } == true
        }
        return above.union(near.map(\.home))
    }

    /// Whether nothing that alerts explains it but what itself needs the silent item.
    private mutating func isUnexplained(_ dependant: UUID, in home: UUID, by item: UUID) -> Bool {
        let roots = map.entries[home].map { Array($0.roots.keys) } ?? []
        let own = roots.filter { $0 == dependant || map.needs(of: dependant).contains($0) }
        return !own.isEmpty && own.allSatisfy { $0 == item || map.needs(of: $0).contains(item) }
    }
}
