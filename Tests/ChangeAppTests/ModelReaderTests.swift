import ChangeDomain
import Testing

@testable import ChangeApp

/// YAML becomes a model, or mistakes with lines; never a crash.
@Suite struct ModelReaderTests {
    @Test func `every name knows its line`() {
        let reading = ModelReader.read(
            """
            # the shop
            items:
              - name: web
                class: application
                aliases: [web.example.org]
                dependsOn:
                  - db
                supports: [Shop]
              - {name: db, class: database}
            """)
        #expect(reading.mistakes.isEmpty)
        #expect(
            reading.model.items == [
                DesiredItem(
                    name: "web", position: 0, line: 3, itemClass: "application",
                    aliases: [NameInFile("web.example.org", line: 5)], dependsOn: [NameInFile("db", line: 7)],
                    supports: [NameInFile("Shop", line: 8)]),
                DesiredItem(name: "db", position: 1, line: 9, itemClass: "database"),
            ])
    }

    @Test func `wrong types and unknown keys are all named, each with its line`() {
        let reading = ModelReader.read(
            """
            items:
              - name: 42
                class: server
              - name: a
                class: server
                color: red
                aliases: a.example.org
              - just a text
              - name: b
                class: [server]
                dependsOn: [{name: a}, true]
              - class: server
            extra: 1
            """)
        #expect(reading.mistakes.map(\.line) == [13, 2, 6, 7, 8, 10, 11, 11, 12])
        #expect(
            reading.mistakes.map(\.field) == [
                "", "items[0].name", "items[1]", "items[1].aliases", "items[2]", "items[3].class",
                "items[3].dependsOn[0]", "items[3].dependsOn[1]", "items[4].name",
            ])
    }

    @Test(arguments: ["", "# nothing", "items:", "items: []", "{}"])
    func `nothing is an empty model`(_ text: String) {
        #expect(ModelReader.read(text).model.items.isEmpty)
        #expect(ModelReader.read(text).mistakes.isEmpty)
    }

    @Test(arguments: [
        ("items:\n  - name: a\n bad", 3), ("items: [", 2), ("\"open", 1), ("a: 1\n--- \nb: 2", 2), ("items: *none", 1),
        ("items:\n  - name: a\n    name: b\n    class: x", 2), ("\u{1}", 1), ("- a\n- b", 1), ("just text", 1),
    ])
    func `what is no model says where`(_ text: String, line: Int) throws {
        let mistake = try #require(ModelReader.read(text).mistakes.first)
        #expect(mistake.line == line, "\(mistake.message)")
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "- - "])
    func `endless nesting is refused before it costs anything`(_ piece: String) throws {
        let mistake = try #require(ModelReader.read(String(repeating: piece, count: 200_000)).mistakes.first)
        #expect(mistake.message.contains("deep"))
    }

    @Test func `nesting line by line is refused too`() throws {
        let text = (0..<5000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
        #expect(try #require(ModelReader.read(text).mistakes.first).line == 66)
    }

    @Test func `references cannot multiply names without end`() {
        let names = (0..<2000).map { "n\($0)" }.joined(separator: ", ")
        let items = (0..<2000).map { "  - {name: i\($0), class: c, dependsOn: *all}" }.joined(separator: "\n")
        let reading = ModelReader.read("x: &all [\(names)]\nitems:\n\(items)")
        #expect(reading.mistakes.contains { $0.message.contains("hundred thousand") })
    }
}

@Suite struct RedundancyReadingTests {
    @Test func `a group says how many of its items are needed, and they are depended on`() {
        let reading = ModelReader.read(
            """
            items:
              - {name: app, class: application, dependsOn: [net], redundancy: [{of: [db1, db2, net], atLeast: 2}, {of: [a, b]}]}
            """)
        #expect(reading.mistakes.isEmpty)
        #expect(reading.model.items.first?.dependsOn.map(\.name) == ["net", "db1", "db2", "a", "b"])
        #expect(reading.model.items.first?.redundancy.map(\.atLeast) == [2, 1])
    }

    @Test(arguments: [
        "{of: [a]}", "{of: [a, A]}", "{of: [a, b], atLeast: 3}", "{of: [a, b], atLeast: x}", "{any: [a, b]}",
    ])
    func `a group that makes no sense is told`(group: String) {
        let reading = ModelReader.read("items:\n  - {name: app, class: application, redundancy: [\(group)]}")
        #expect(!reading.mistakes.isEmpty)
    }
}
