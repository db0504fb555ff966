import EventDomain
import Foundation
import Records
import Testing

@Suite struct InhibitionTests {
    private func matcher(_ name: String, _ value: String, isRegex: Bool = false) -> LabelMatcher {
        LabelMatcher(name: name, value: value, isRegex: isRegex)
    }

    private func book(
        _ sources: [LabelMatcher], _ targets: [LabelMatcher], equal: [String] = ["cluster"]
    ) throws -> InhibitionBook {
        let terms = try Inhibition.Terms(name: "Rule", sources: sources, targets: targets, equal: equal).checked()
        return InhibitionBook([try #require(Inhibition.beginning(id(1), with: .created(terms: terms), at: noon))])
    }

    private func mutes(_ book: InhibitionBook, _ source: [String: String], _ target: [String: String]) -> Bool {
        let (sources, targets) = (book.sides(of: source), book.sides(of: target))
        return targets.contains { target in sources.contains { target.isMuted(by: $0) } }
    }

    @Test func `a source mutes what has the same labels, and a label that neither has is the same`() throws {
        let book = try book([matcher("severity", "critical")], [matcher("severity", "warning")])
        #expect(mutes(book, ["severity": "critical", "cluster": "a"], ["severity": "warning", "cluster": "a"]))
        #expect(!mutes(book, ["severity": "critical", "cluster": "a"], ["severity": "warning", "cluster": "b"]))
        #expect(!mutes(book, ["severity": "critical", "cluster": "a"], ["severity": "warning"]))
        #expect(mutes(book, ["severity": "critical"], ["severity": "warning"]))
        #expect(!mutes(book, ["severity": "warning"], ["severity": "warning"]))
    }

    @Test func `what is on both sides is not muted by what is on both sides, nor by itself`() throws {
        let book = try book(
            [matcher("kind", "node|switch", isRegex: true)], [matcher("kind", "node|app", isRegex: true)])
        let (node, app, lan) = (["kind": "node"], ["kind": "app"], ["kind": "switch"])
        #expect(!mutes(book, node, node) && mutes(book, node, app) && mutes(book, lan, node) && mutes(book, lan, app))
        #expect(!mutes(book, app, node) && !mutes(book, node, lan))
    }

    @Test func `fields beside labels are understood`() throws {
        let book = try book(
            [matcher("event.check", "HostDown")], [matcher("event.severity", "warning")], equal: ["ci"])
        let source = alert(1, on: "db1", severity: .critical), target = alert(2, on: "db1")
        #expect(mutes(book, source.fields, target.fields))
    }

    @Test func `terms that would mute everything, or cannot be read, are refused`() {
        func check(_ sources: [LabelMatcher], _ targets: [LabelMatcher], settle: Int = 0) throws {
            _ = try Inhibition.Terms(name: "Rule", sources: sources, targets: targets, equal: [], settle: settle)
                .checked()
        }
        let fine = [matcher("severity", "critical")]
        #expect(throws: Invalid.self) { try check([], fine) }
        #expect(throws: Invalid.self) { try check(fine, []) }
        #expect(throws: Invalid.self) { try check(fine, [matcher("x", ".*", isRegex: true)]) }
        #expect(throws: Invalid.self) { try check([matcher("x", "(", isRegex: true)], fine) }
        #expect(throws: Invalid.self) { try check(fine, fine, settle: -1) }
    }

    @Test func `an ended one asks for nothing`() throws {
        let terms = Inhibition.Terms(
            name: "Rule", sources: [matcher("a", "b")], targets: [matcher("c", "d")], equal: [])
        let rule = try #require(Inhibition.beginning(id(1), with: .created(terms: terms), at: noon))
        #expect(try rule.deciding(.end, at: noon) == [.ended])
        let ended = rule.applying(.ended, at: noon)
        #expect(InhibitionBook([ended]).isEmpty && ended.endedAt == noon)
        #expect(try ended.deciding(.end, at: noon) == [])
        #expect(throws: Rejection.self) { try ended.deciding(.amend(terms), at: noon) }
    }
}
