import DeskDomain
import Testing

@Suite struct KnowledgeTextTests {
    @Test func `a diff tells removed and added lines among those that stay`() {
        let lines = LineDiff.lines(from: "a\nb\nc\nd", to: "a\nx\nc\nd\ne")
        #expect(lines.map(\.kind) == [.same, .removed, .added, .same, .same, .added])
        #expect(lines.map(\.text) == ["a", "b", "x", "c", "d", "e"])
    }

    @Test(arguments: [
        ("", ""), ("", "a\nb"), ("a\nb", ""), ("a", "a"), ("a\na\na", "a"), ("a\nb\nc", "c\nb\na"), ("a\r\nb", "a\nb"),
        ("\n\n", "\n"), ("x\na\nb", "a\nb\nx"),
    ])
    func `a diff holds both texts`(old: String, new: String) {
        let lines = LineDiff.lines(from: old, to: new)
        #expect(lines.filter { $0.kind != .added }.map(\.text) == Self.split(old))
        #expect(lines.filter { $0.kind != .removed }.map(\.text) == Self.split(new))
    }

    private static func split(_ text: String) -> [String] {
        text.isEmpty ? [] : text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }

    @Test func `two large texts with nothing in common are told as a whole`() {
        let old = (0..<30_000).map { "o\($0)" }.joined(separator: "\n")
        let new = (0..<30_000).map { "n\($0)" }.joined(separator: "\n")
        let lines = LineDiff.lines(from: "same\n" + old, to: "same\n" + new)
        #expect(lines.count == 60_001 && lines.first?.kind == .same)
    }

    @Test func `words of a search are letters and digits`() {
        #expect(
            SearchWords.of("VPN: it's \"down\" & !gone | (x)'; DROP") == [
                "vpn", "it", "s", "down", "gone", "x", "drop",
            ])
        #expect(SearchWords.of("Ещё Öl Ångström") == ["еще", "öl", "ångström"])
        #expect(SearchWords.of("a b c", atMost: 2) == ["a", "b"])
        #expect(SearchWords.of(String(repeating: "x", count: 5_000)).first?.count == 80)
        #expect(SearchWords.isUnfinished("print") && !SearchWords.isUnfinished("print "))
    }

    @Test func `a search that could name a person is not counted`() {
        #expect(SearchWords.countable("  Printer   JAM ") == "printer jam")
        #expect(SearchWords.countable("mail anna@berg.example") == nil)
        #expect(SearchWords.countable("call 0170 123456") == nil)
        #expect(SearchWords.countable("!!") == nil)
    }

    @Test func `an excerpt is plain text around the words`() {
        let body =
            "# Title\n\n" + String(repeating: "filler words here ", count: 40)
            + "the **printer** [jams](https://x.example)."
        let excerpt = Excerpt.of(body, around: ["printer"])
        #expect(excerpt.contains("the printer jams.") && excerpt.hasPrefix("… "))
        #expect(Excerpt.of("short", around: ["none"]) == "short")
    }
}
