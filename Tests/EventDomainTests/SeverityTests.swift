import EventDomain
import Testing

@Suite struct SeverityTests {
    @Test(arguments: [
        ("critical", Severity.critical), ("PAGE", .critical), ("error", .major), ("medium", .minor), ("Warn", .warning),
        ("none", .info), ("purple", .unknown), ("", .unknown),
    ])
    func `the words of the field have a rank`(word: String, severity: Severity) {
        #expect(Severity(word: word) == severity)
    }

    @Test func `a missing severity is unknown, not critical`() { #expect(Severity(word: nil) == .unknown) }

    @Test func `ranks run from unknown to critical`() {
        #expect(Severity.allCases.map(\.rank) == [0, 1, 2, 3, 4, 5])
        #expect(Severity.allCases.map(\.observed) == [.degraded, .none, .degraded, .degraded, .degraded, .down])
    }
}
