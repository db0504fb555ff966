import Foundation

/// Compares the model somebody wants with the model that is. Items keep their identity by name; case does not count.
///
/// What the file does not name stays as it is, unless the import prunes.
package struct ModelImport {
    let desired: DesiredModel
    let prune: Bool
    let present: [String: ConfigurationItem]
    let services: [String: UUID]
    /// Present items that the file leaves alone.
    let kept: [ConfigurationItem]
    private let names: [UUID: String]

    private init(_ desired: DesiredModel, _ model: PresentModel, prune: Bool) {
        self.desired = desired
        self.prune = prune
        present = Dictionary(model.items.map { ($0.name.lowercased(), $0) }) { $0.isActive ? $0 : $1 }
        services = Dictionary(model.services.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        let wanted = Set(desired.items.map { $0.name.lowercased() })
        kept = prune ? [] : model.items.filter { $0.isActive && !wanted.contains($0.name.lowercased()) }
        names = Dictionary(
            model.items.map { ($0.id, $0.name) } + model.services.map { ($0.value, $0.key) }
        ) { first, _ in first }
    }

    /// What has to happen, or everything that is wrong: `earlier` are the mistakes found while reading the file.
    package static func compare(
        _ desired: DesiredModel, with model: PresentModel, prune: Bool = false, earlier: [ModelMistake] = [],
        identify: () -> UUID
    ) throws(ModelMistakes) -> ModelPlan {
        let comparison = ModelImport(desired, model, prune: prune)
        let mistakes = earlier + (earlier.isEmpty && desired.items.isEmpty ? [empty] : comparison.mistakes)
        guard mistakes.isEmpty else { throw ModelMistakes(mistakes) }
        return comparison.plan(identify)
    }

    private static let empty = ModelMistake(
        line: 1, field: "items", message: "The model names no configuration item: give at least one.")

    private func plan(_ identify: () -> UUID) -> ModelPlan {
        let new = desired.items.filter { present[$0.name.lowercased()] == nil }
        var ids = present.mapValues(\.id)
        for item in new { ids[item.name.lowercased()] = identify() }
        var steps: [ModelPlan.Step] = []
        var changed: [ModelDifference.ChangedItem] = []
        for item in desired.items {
            guard let id = ids[item.name.lowercased()] else { continue }
            let known = present[item.name.lowercased()]
            let facts = facts(of: item, known: known, ids: ids)
            guard !facts.isEmpty else { continue }
            steps.append(.init(item: id, isNew: known == nil, facts: facts))
            if let known { changed.append(.init(name: known.name, fields: fields(facts, of: known, wanted: item))) }
        }
        let retired = retiring()
        steps += retired.map { .init(item: $0.id, isNew: false, facts: [.retired]) }
        let difference = ModelDifference(
            added: new.map(\.name), changed: changed, retired: retired.map(\.name),
            unchanged: desired.items.count - new.count - changed.count)
        return ModelPlan(difference: difference, steps: steps)
    }

    private func retiring() -> [ConfigurationItem] {
        guard prune else { return [] }
        let wanted = Set(desired.items.map { $0.name.lowercased() })
        return present.filter { $0.value.isActive && !wanted.contains($0.key) }.map(\.value).sorted {
            $0.name < $1.name
        }
    }

    private func facts(
        of item: DesiredItem, known: ConfigurationItem?, ids: [String: UUID]
    ) -> [ConfigurationItem.Fact] {
        let aliases = item.aliases.map(\.name).withoutRepeats.sorted()
        let dependsOn = item.dependsOn.compactMap { ids[$0.name.lowercased()] }.withoutRepeats
        let supports = item.supports.compactMap { services[$0.name.lowercased()] }.withoutRepeats
        let redundancy = item.redundancy.map { group in
            Redundancy(
                items: group.items.compactMap { ids[$0.name.lowercased()] }.withoutRepeats, atLeast: group.atLeast)
        }
        guard let known else {
            let begun: [ConfigurationItem.Fact] = [
                .defined(name: item.name, itemClass: item.itemClass, aliases: aliases),
                .connected(dependsOn: dependsOn, supports: supports),
            ]
            return redundancy.isEmpty ? begun : begun + [.redundancyDeclared(groups: redundancy)]
        }
        var facts: [ConfigurationItem.Fact] = known.isActive ? [] : [.reinstated]
        if known.itemClass != item.itemClass || known.aliases != aliases {
            facts.append(.revised(itemClass: item.itemClass, aliases: aliases))
        }
        if Set(known.dependsOn) != Set(dependsOn) || Set(known.supports) != Set(supports) {
            facts.append(.connected(dependsOn: dependsOn, supports: supports))
        }
        if (known.redundancy ?? []) != redundancy { facts.append(.redundancyDeclared(groups: redundancy)) }
        return facts
    }

    private func fields(
        _ facts: [ConfigurationItem.Fact], of known: ConfigurationItem, wanted: DesiredItem
    ) -> [ModelDifference.ChangedField] {
        let before = [
            ("active", [String(known.isActive)]), ("class", [known.itemClass]), ("aliases", known.aliases),
            ("dependsOn", known.dependsOn.compactMap { names[$0] }.sorted()),
            ("supports", known.supports.compactMap { names[$0] }.sorted()),
            (
                "redundancy",
                (known.redundancy ?? []).map { text($0.atLeast, of: $0.items.map { names[$0] ?? $0.uuidString }) }
            ),
        ]
        let after = [
            ["true"], [wanted.itemClass], wanted.aliases.map(\.name).withoutRepeats.sorted(),
            wanted.dependsOn.map { present[$0.name.lowercased()]?.name ?? $0.name }.withoutRepeats.sorted(),
            wanted.supports.map { name(ofService: $0) }.withoutRepeats.sorted(),
            wanted.redundancy.map {
                text($0.atLeast, of: $0.items.map { present[$0.name.lowercased()]?.name ?? $0.name }.withoutRepeats)
            },
        ]
        return zip(before, after).filter { $0.1 != $1 }.map { .init(field: $0.0, before: $0.1, after: $1) }
    }

    private func text(_ atLeast: Int, of items: [String]) -> String {
        "\(atLeast) of \(items.joined(separator: ", "))"
    }

    private func name(ofService wanted: NameInFile) -> String {
        services[wanted.name.lowercased()].flatMap { names[$0] } ?? wanted.name
    }
}

extension Array where Element: Hashable {
    /// Each element once, at its first place.
    fileprivate var withoutRepeats: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
