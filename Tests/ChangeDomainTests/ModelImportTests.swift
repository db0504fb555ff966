import ChangeDomain
import Foundation
import Testing

@Suite struct ModelImportTests {
    private let services = ["Shop": shop, "Payroll": payroll]

    private func compare(
        _ items: [DesiredItem], present: [ConfigurationItem] = [], prune: Bool = false, earlier: [ModelMistake] = []
    ) throws(ModelMistakes) -> ModelPlan {
        try ModelImport.compare(
            DesiredModel(items: items), with: PresentModel(items: present, services: services), prune: prune,
            earlier: earlier, identify: { UUID() })
    }

    private func mistakes(
        _ items: [DesiredItem], present: [ConfigurationItem] = [], prune: Bool = false, earlier: [ModelMistake] = []
    ) -> [ModelMistake] {
        do throws(ModelMistakes) {
            _ = try compare(items, present: present, prune: prune, earlier: earlier)
            return []
        } catch {
            return error.list
        }
    }

    /// One item a line, from line 1.
    private func file(_ items: (String, needs: [String], supports: [String])...) -> [DesiredItem] {
        items.enumerated().map { index, item in
            DesiredItem(
                name: item.0, position: index, line: index + 1, itemClass: "server",
                dependsOn: item.needs.map { NameInFile($0, line: index + 1) },
                supports: item.supports.map { NameInFile($0, line: index + 1) })
        }
    }

    @Test func `new items are defined and connected, whatever their order in the file`() throws {
        let plan = try compare(file(("app", ["db"], ["Shop"]), ("db", [], [])))
        #expect(plan.difference.added == ["app", "db"])
        #expect(plan.steps.map(\.isNew) == [true, true])
        let database = try #require(plan.steps.last).item
        #expect(plan.steps[0].facts.last == .connected(dependsOn: [database], supports: [shop]))
    }

    @Test func `the same model again changes nothing`() throws {
        let database = anItem("db")
        let app = anItem("app", dependsOn: [database.id], supports: [shop])
        let plan = try compare(file(("app", ["DB"], ["shop"]), ("db", [], [])), present: [database, app])
        #expect(plan.difference.isEmpty)
        #expect(plan.difference.unchanged == 2)
        #expect(plan.steps.isEmpty)
    }

    @Test func `a changed item says which fields, before and after`() throws {
        let app = anItem("app", "application", supports: [shop])
        let plan = try compare(file(("app", [], ["Payroll"])), present: [app])
        #expect(
            plan.difference.changed == [
                .init(
                    name: "app",
                    fields: [
                        .init(field: "class", before: ["application"], after: ["server"]),
                        .init(field: "supports", before: ["Shop"], after: ["Payroll"]),
                    ])
            ])
        #expect(plan.steps.map(\.facts.count) == [2])
    }

    @Test func `what the file does not name is retired only when asked`() throws {
        let present = [anItem("db"), anItem("old")]
        #expect(try compare(file(("db", [], [])), present: present).difference.retired.isEmpty)
        let plan = try compare(file(("db", [], [])), present: present, prune: true)
        #expect(plan.difference.retired == ["old"])
        #expect(plan.steps.map(\.facts) == [[.retired]])
    }

    @Test func `a retired item comes back under its old identity`() throws {
        let old = anItem("db", retired: true)
        let plan = try compare(file(("db", [], [])), present: [old])
        #expect(plan.steps.map(\.item) == [old.id])
        #expect(plan.steps.map(\.facts) == [[.reinstated]])
        #expect(plan.difference.changed.map(\.fields) == [[.init(field: "active", before: ["false"], after: ["true"])]])
    }

    @Test func `an item may depend on one that is in the model only`() throws {
        #expect(try compare(file(("app", ["db"], [])), present: [anItem("db")]).difference.added == ["app"])
    }

    @Test func `all mistakes are named at once, each with its line`() {
        let found = mistakes(
            file(("db", [], []), ("app", ["cache"], ["Shopp"]), ("db", [], []), ("web", ["web"], [])),
            earlier: [ModelMistake(line: 9, field: "items[4].color", message: "unknown")])
        #expect(found.map(\.line) == [2, 2, 3, 4, 9])
        #expect(
            found.map(\.field) == [
                "items[1].dependsOn", "items[1].supports", "items[2].name", "items[3].dependsOn", "items[4].color",
            ])
        for (mistake, word) in zip(found, ["cache", "Shopp", "db has it on line 1", "web (line 4) → web", "unknown"]) {
            #expect(mistake.message.contains(word))
        }
    }

    @Test func `a cycle is named as a whole, with its lines`() {
        let found = mistakes(file(("a", ["b"], []), ("b", ["c"], []), ("c", ["a"], []), ("d", ["a"], [])))
        #expect(found.count == 1)
        #expect(found.first?.message.contains("a (line 1) → b (line 2) → c (line 3) → a") == true)
    }

    @Test func `a cycle through the present model is found`() {
        let app = UUID()
        let database = anItem("db", dependsOn: [app])
        let present = [database, named("app", app)]
        let found = mistakes(file(("app", ["db"], [])), present: present)
        #expect(found.map(\.message) == ["A cycle of dependencies: app (line 1) → db (in the model) → app."])
    }

    private func named(_ name: String, _ id: UUID) -> ConfigurationItem {
        guard
            let item = ConfigurationItem.beginning(
                id, with: .defined(name: name, itemClass: "server", aliases: []), at: noon)
        else { preconditionFailure("a defined fact begins an item") }
        return item
    }

    @Test func `two separate cycles are two mistakes`() {
        #expect(mistakes(file(("a", ["b"], []), ("b", ["a"], []), ("c", ["d"], []), ("d", ["c"], []))).count == 2)
    }

    @Test func `a chain of ten thousand is walked without trouble`() throws {
        let items = (0..<10_000).map { index in
            DesiredItem(
                name: "n\(index)", position: index, line: index + 1, itemClass: "server",
                dependsOn: index == 0 ? [] : [NameInFile("n\(index - 1)", line: index + 1)])
        }
        #expect(try compare(items.reversed()).difference.added.count == 10_000)
    }

    @Test func `an alias may not be another's name or alias`() {
        let items = [
            DesiredItem(
                name: "a", position: 0, line: 1, itemClass: "server", aliases: [NameInFile("10.0.0.1", line: 2)]),
            DesiredItem(
                name: "b", position: 1, line: 3, itemClass: "server",
                aliases: [NameInFile("10.0.0.1", line: 4), NameInFile("a", line: 5), NameInFile("kept", line: 6)]),
        ]
        let found = mistakes(items, present: [anItem("kept")])
        #expect(found.map(\.line) == [4, 5, 6])
        #expect(found[0].message.contains("a has it on line 2"))
        #expect(found[2].message.contains("in the model already"))
    }

    @Test func `a dependency on what is retired or about to be says so`() {
        let present = [anItem("gone", retired: true), anItem("doomed")]
        #expect(mistakes(file(("a", ["gone"], [])), present: present).first?.message.contains("bring it back") == true)
        let pruned = mistakes(file(("a", ["doomed"], [])), present: present, prune: true)
        #expect(pruned.first?.message.contains("would retire") == true)
    }

    @Test func `an empty model is refused, not taken as a wish to retire everything`() {
        #expect(mistakes([], present: [anItem("db")], prune: true).map(\.field) == ["items"])
    }
}
