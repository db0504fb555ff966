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

@Suite struct SeverityMappingTests {
    private let mapping = SeverityMapping(words: [" Red ": .critical, "high": .minor], standard: .warning)

    @Test func `an integration's own words count first, then the usual ones, then its standard`() {
        #expect(mapping.severity(of: "RED") == .critical)
        #expect(mapping.severity(of: "high") == .minor)
        #expect(mapping.severity(of: "P1") == .critical)
        #expect(mapping.severity(of: "purple") == .warning)
        #expect(mapping.severity(of: nil) == .warning)
    }

    @Test func `without a mapping a word means what it usually means, and nothing means nothing`() {
        #expect(SeverityMapping.none.severity(of: "high") == .major)
        #expect(SeverityMapping.none.severity(of: nil) == .unknown)
    }
}
