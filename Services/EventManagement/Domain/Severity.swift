/// How bad a source says it is; the order is the rank.
package enum Severity: String, Codable, CaseIterable, Comparable, Sendable {
    case unknown, info, warning, minor, major, critical

    /// 0 unknown … 5 critical.
    package var rank: Int { Severity.ranks[self, default: 0] }

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    /// Reads the words of the monitoring world; what is missing or new to us is `unknown`, never a guess.
    package init(word: String?) {
        guard let word else {
            self = .unknown
            return
        }
        // Most words come as they stand in the list, and every event passes here.
        self =
            Severity.words[word] ?? Severity.words[word.lowercased().filter { !$0.isWhitespace }] ?? .unknown
    }

    /// What an alert of this severity says about a business service that stands on it.
    package var observed: ServiceImpact {
        switch self {
        case .critical: .down
        case .major, .minor, .warning, .unknown: .degraded
        case .info: .none
        }
    }

    private static let ranks = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))

    private static let words: [String: Severity] = {
        let synonyms: [(Severity, String)] = [
            (.critical, "critical crit page s1 p1 sev0 emergency emerg fatal disaster down security failure"),
            (.major, "major high error err s2 p2 sev1 unreachable"),
            (.minor, "minor medium average s3 p3 sev2"),
            (.warning, "warning warn low s4 p4 sev3"),
            (.info, "info informational information none notice debug ok s5 p5 sev4"),
            (.unknown, "unknown indeterminate"),
        ]
        return Dictionary(
            uniqueKeysWithValues: synonyms.flatMap { severity, words in
                words.split(separator: " ").map { (String($0), severity) }
            })
    }()
}

/// How a business service is hurt, seen or declared; the order is the harm.
package enum ServiceImpact: String, Codable, CaseIterable, Comparable, Sendable {
    case none, degraded, down

    private var harm: Int { self == .none ? 0 : self == .degraded ? 1 : 2 }

    package static func < (a: ServiceImpact, b: ServiceImpact) -> Bool { a.harm < b.harm }
}
