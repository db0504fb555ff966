import ChangeDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct ConfigurationItemTests {
    static let commands: [String: ConfigurationItem.Command] = [
        "revise": .revise(itemClass: "database", aliases: ["10.0.0.1"]),
        "connect": .connect(dependsOn: [UUID()], supports: [shop]),
        "retire": .retire,
        "reinstate": .reinstate,
    ]

    @Test func `every state answers every command as the README's table says`() throws {
        let table = try LifecycleTable(readme: "Services/Change/README.md", under: "States of a configuration item")
        for state in ConfigurationItem.State.allCases {
            for (name, command) in Self.commands {
                let record = anItem("db-1", retired: state == .retired)
                let facts = try? record.deciding(command, at: noon)
                let reached = facts.map { $0.reduce(record) { $0.applying($1, at: noon) }.state.rawValue }
                #expect(reached == table.next[.init(state: state.rawValue, command: name)], "\(state) × \(name)")
            }
        }
    }

    @Test func `the same description again changes nothing`() throws {
        let item = anItem("db-1", "database", aliases: ["b", "a"], supports: [shop])
        #expect(try item.deciding(.revise(itemClass: "database", aliases: ["a", "b"]), at: noon).isEmpty)
        #expect(try item.deciding(.connect(dependsOn: [], supports: [shop]), at: noon).isEmpty)
    }
}

@Suite struct ModelGraphTests {
    let disk = anItem("disk")
    var database: ConfigurationItem { Self.database(on: disk) }

    private static func database(on disk: ConfigurationItem) -> ConfigurationItem {
        anItem("db", dependsOn: [disk.id], supports: [payroll])
    }

    @Test func `services are reached through everything that needs the scope`() {
        let database = database
        let app = anItem("app", dependsOn: [database.id], supports: [shop, payroll])
        let graph = ModelGraph([disk, database, app].map(ModelGraph.Node.init))
        let reached = graph.services(reachedFrom: [disk.id])
        #expect(reached.map(\.service) == [payroll, shop])
        #expect(reached.map(\.through.name) == ["db", "app"])
        #expect(graph.dependants(of: [disk.id]).map(\.name) == ["db", "app"])
        #expect(graph.dependencies(of: [app.id]).map(\.name) == ["db", "disk"])
        #expect(graph.services(reachedFrom: [UUID()]).isEmpty)
    }

    @Test func `a diamond is walked once`() {
        let left = anItem("left", dependsOn: [disk.id])
        let right = anItem("right", dependsOn: [disk.id])
        let top = anItem("top", dependsOn: [left.id, right.id], supports: [shop])
        let graph = ModelGraph([disk, left, right, top].map(ModelGraph.Node.init))
        #expect(graph.dependants(of: [disk.id]).map(\.name) == ["left", "right", "top"])
        #expect(graph.services(reachedFrom: [disk.id, left.id]).count == 1)
    }
}

extension ModelGraph.Node {
    init(_ item: ConfigurationItem) {
        self.init(id: item.id, name: item.name, dependsOn: item.dependsOn, supports: item.supports)
    }
}
