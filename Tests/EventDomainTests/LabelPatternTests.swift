import Records
import Testing

@testable import EventDomain

@Suite struct LabelPatternTests {
    @Test(arguments: [
        ("Disk.*", "DiskFull", true), ("Disk.*", "xDiskFull", false), ("a|b", "b", true), ("a|b", "ab", false),
        ("(?i)web\\d{1,2}", "WEB12", true), ("web\\d{1,2}", "web123", false), ("", "", true), ("", "a", false),
        ("[^a-c]+", "xyz", true), ("[^a-c]+", "xaz", false), ("[[:digit:]x-]+", "12-x", true), ("a{2}", "aa", true),
        ("a{2}", "aaa", false), ("a{2,}", "aaaa", true), ("(ab)*c?", "ababc", true), (".", "\n", false),
        ("(?s).", "\n", true), ("\\Ax\\z", "x", true), ("a\\.b", "a.b", true), ("a\\.b", "axb", false),
        ("x\\b.*", "x y", true), ("x\\b.*", "xy", false), ("(?:a|b(?:c|d))+", "abdbc", true), ("é+", "éé", true),
        ("(?P<n>a)b", "ab", true), ("^a$", "a", true), ("a{,2}", "a{,2}", true), ("[]]", "]", true),
    ])
    func `a pattern is for the whole text`(pattern: String, text: String, matches: Bool) throws {
        #expect(try LabelPattern(pattern).matches(text) == matches)
    }

    @Test(arguments: [
        "[", "(", ")", "*a", "a**", "\\", "\\1", "(?=a)", "a{2000}", "[b-a]", "(((a{1000}){1000}){1000})", "\\8",
        String(repeating: "(", count: 60), String(repeating: "a", count: 2001),
    ])
    func `what is no pattern is refused`(pattern: String) {
        #expect(throws: Invalid.self) { try LabelPattern(pattern) }
    }

    @Test func `a pattern that keeps others busy for ever takes no longer here`() throws {
        #expect(try !LabelPattern("(a*)*b").matches(String(repeating: "a", count: 5000)))
        #expect(try !LabelPattern("(x+x+)+y").matches(String(repeating: "x", count: 3000)))
    }

    @Test(arguments: [
        ("host=db1", "host", "db1", false, true), ("alertname=~Disk.*", "alertname", "Disk.*", true, true),
        (#" env != "te\"st" "#, "env", "te\"st", false, false), ("job!~x|y", "job", "x|y", true, false),
        ("a=", "a", "", false, true), (#"a="x\ny""#, "a", "x\ny", false, true),
    ])
    func `filters are read as Alertmanager reads them`(
        text: String, name: String, value: String, isRegex: Bool, isEqual: Bool
    ) throws {
        let expected = LabelMatcher(name: name, value: value, isRegex: isRegex, isEqual: isEqual)
        #expect(try LabelMatcher(parsing: text) == expected)
    }

    @Test(arguments: ["foo", "", "=x", #"a="x"#, #"a=x"y"#, "a=~[", "1a=b", "{a=b}"])
    func `what is no filter is refused`(text: String) {
        #expect(throws: Invalid.self) { try LabelMatcher(parsing: text) }
    }
}
