import Foundation

/// What an import refuses, each with the line it stands on.
extension ModelImport {
    var mistakes: [ModelMistake] { repeatedNames + unknownItems + unknownServices + cycles }

    /// Names and aliases share one space: monitoring finds an item by either.
    private var repeatedNames: [ModelMistake] {
        var owners: [String: (item: String, line: Int?)] = [:]
        for item in kept {
            for name in [item.name] + item.aliases { owners[name.lowercased()] = (item.name, nil) }
        }
        var mistakes: [ModelMistake] = []
        for item in desired.items {
            let key = item.name.lowercased()
            if let owner = owners[key] {
                mistakes.append(item.mistake("", "The name \(item.name) is taken: \(place(owner))."))
            }
            owners[key] = owners[key] ?? (item.name, item.line)
        }
        for item in desired.items {
            for alias in item.aliases {
                let owner = owners[alias.name.lowercased()]
                if let owner, owner.item.lowercased() != item.name.lowercased() {
                    mistakes.append(
                        item.mistake("aliases", at: alias, "The alias \(alias.name) is taken: \(place(owner))."))
                }
                owners[alias.name.lowercased()] = owner ?? (item.name, alias.line)
            }
        }
        return mistakes
    }

    private func place(_ owner: (item: String, line: Int?)) -> String {
        guard let line = owner.line else { return "\(owner.item) is in the model already" }
        return "\(owner.item) has it on line \(line)"
    }

    private var unknownItems: [ModelMistake] {
        let known = Set(desired.items.map { $0.name.lowercased() } + kept.map { $0.name.lowercased() })
        return desired.items.flatMap { item in
            item.dependsOn.filter { !known.contains($0.name.lowercased()) }.map { reference in
                item.mistake("dependsOn", at: reference, absence(of: reference.name, for: item.name))
            }
        }
    }

    private func absence(of name: String, for item: String) -> String {
        switch present[name.lowercased()] {
        case nil: "\(item) depends on \(name), which is neither in this file nor in the model."
        case let known? where known.isActive: "\(item) depends on \(name), which this pruning import would retire."
        case _?: "\(item) depends on \(name), which is retired: name it in this file to bring it back."
        }
    }

    private var unknownServices: [ModelMistake] {
        desired.items.flatMap { item in
            item.supports.filter { services[$0.name.lowercased()] == nil }.map { reference in
                item.mistake(
                    "supports", at: reference,
                    "\(item.name) supports \(reference.name), which is no business service known here.")
            }
        }
    }

    /// Cycles may run through items that the file leaves alone.
    private var cycles: [ModelMistake] {
        let names = Dictionary(present.values.map { ($0.id, $0.name.lowercased()) }) { first, _ in first }
        var needs: [String: [String]] = [:]
        for item in kept { needs[item.name.lowercased()] = item.dependsOn.compactMap { names[$0] } }
        for item in desired.items { needs[item.name.lowercased()] = item.dependsOn.map { $0.name.lowercased() } }
        let files = Dictionary(desired.items.map { ($0.name.lowercased(), $0) }) { first, _ in first }
        return DependencyCycles.among(desired.items.map { $0.name.lowercased() }, needs: needs).compactMap { path in
            guard let first = path.lazy.compactMap({ files[$0] }).first else { return nil }
            return first.mistake("dependsOn", describe(path, files))
        }
    }

    private func describe(_ path: [String], _ files: [String: DesiredItem]) -> String {
        let steps = path.enumerated().map { index, name in
            guard let item = files[name] else { return "\(present[name]?.name ?? name) (in the model)" }
            let next = index + 1 < path.count ? path[index + 1] : nil
            let reference = item.dependsOn.first { $0.name.lowercased() == next }
            return reference.map { "\(item.name) (line \($0.line))" } ?? item.name
        }
        return "A cycle of dependencies: " + steps.joined(separator: " → ") + "."
    }
}

extension DesiredItem {
    fileprivate func mistake(_ key: String, at place: NameInFile? = nil, _ message: String) -> ModelMistake {
        let field = key.isEmpty ? "items[\(position)].name" : "items[\(position)].\(key)"
        return ModelMistake(line: place?.line ?? line, field: field, message: message)
    }
}
