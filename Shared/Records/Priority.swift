/// How much of the business is hurt; 1 is the most.
package enum Impact: Int, Codable, CaseIterable, Comparable, Sendable {
    case high = 1
    case medium = 2
    case low = 3

    package static func < (a: Impact, b: Impact) -> Bool { a.rawValue > b.rawValue }
}

/// How soon the harm grows; 1 is the soonest.
package enum Urgency: Int, Codable, CaseIterable, Comparable, Sendable {
    case high = 1
    case medium = 2
    case low = 3

    package static func < (a: Urgency, b: Urgency) -> Bool { a.rawValue > b.rawValue }
}

/// The order in which work is taken up, from impact and urgency; P1 first.
package enum Priority: Int, Codable, CaseIterable, Comparable, Sendable {
    case critical = 1
    case high = 2
    case moderate = 3
    case low = 4
    case planning = 5

    /// The matrix most suites ship with: 1 2 3 / 2 3 4 / 3 4 5, rows by impact and columns by urgency.
    package init(impact: Impact, urgency: Urgency) {
        self = Priority.matrix[impact.rawValue - 1][urgency.rawValue - 1]
    }

    private static let matrix: [[Priority]] = [
        [.critical, .high, .moderate],
        [.high, .moderate, .low],
        [.moderate, .low, .planning],
    ]

    package static func < (a: Priority, b: Priority) -> Bool { a.rawValue > b.rawValue }

    /// `P1` … `P5`.
    package var name: String { "P\(rawValue)" }
}
