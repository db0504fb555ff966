import Foundation

/// Dates are `timestamptz`, exact to the microsecond.
extension Date: PostgresArrayElement {
    package static var postgresType: PostgresType { .timestamptz }

    /// Seconds from PostgreSQL's epoch (2000) to Foundation's (2001).
    private static let epochGap: Int64 = 366 * 86_400

    package func encode(into bytes: inout [UInt8]) -> Bool {
        let microseconds = (timeIntervalSinceReferenceDate * 1_000_000).rounded()
        // What does not fit is sent as a time the server refuses as out of range.
        let sinceReference = Int64(exactly: microseconds) ?? (Int64.max - 1 - Self.epochGap * 1_000_000)
        let (sum, overflow) = sinceReference.addingReportingOverflow(Self.epochGap * 1_000_000)
        bytes.append(bigEndian: overflow ? Int64.max - 1 : sum)
        return true
    }

    /// Reads `timestamptz`, `timestamp` (as UTC) and `date` (midnight UTC); infinity is the distant future or past.
    package init(cell: Cell) throws {
        switch cell.type {
        case PostgresType.timestamptz.oid, ReadOnlyType.timestamp:
            self = Self.date(microseconds: try cell.number())
        case ReadOnlyType.date:
            self = Self.date(days: try cell.number())
        default: throw cell.mismatch(Date.self)
        }
    }

    private static func date(microseconds: Int64) -> Date {
        switch microseconds {
        case .max: .distantFuture
        case .min: .distantPast
        default: Date(timeIntervalSinceReferenceDate: Double(microseconds - epochGap * 1_000_000) / 1_000_000)
        }
    }

    private static func date(days: Int32) -> Date {
        switch days {
        case .max: .distantFuture
        case .min: .distantPast
        default: Date(timeIntervalSinceReferenceDate: Double(Int64(days) * 86_400 - epochGap))
        }
    }
}
