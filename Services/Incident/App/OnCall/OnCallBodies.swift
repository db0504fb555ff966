import Chassis
import Foundation
import IncidentDomain
import Messaging
import Records

/// What defines a schedule.
struct OnCallBody: Codable, Sendable {
    let name: String
    let team: UUID?
    /// An IANA name.
    let zone: String
    let layers: [OnCallLayer]

    var plan: OnCallPlan { OnCallPlan(zone: zone, layers: layers) }
}

/// Somebody is on call instead of whoever would be.
struct OnCallOverrideBody: Codable, Sendable {
    let from: Date
    let until: Date
    let instead: UUID?
    let by: UUID
}

/// Two people take each other's times.
struct SwapBody: Codable, Sendable {
    struct Part: Codable, Sendable {
        let person: UUID
        let from: Date
        let until: Date
    }

    let one: Part
    let other: Part
}

struct TakeoverBody: Codable, Sendable {
    /// Who takes over; the caller when missing.
    let person: UUID?
    /// The end of the shift that runs when missing.
    let until: Date?
}

struct WithdrawBody: Codable, Sendable {
    let exception: UUID
}

/// A schedule of another tool.
struct OnCallImportBody: Codable, Sendable {
    let format: OnCallImport.Format
    /// The tool's own JSON, as text.
    let file: String
    /// Who is who, by what the file calls them.
    let people: [String: UUID]
    let team: UUID?
    /// Instead of the name in the file.
    let name: String?
}

/// Layers that are not saved yet, to see what they would come to.
struct OnCallTrialBody: Codable, Sendable {
    /// Whose overrides and swaps count too; nil for a schedule that does not exist yet.
    let schedule: UUID?
    /// An IANA name.
    let zone: String
    let layers: [OnCallLayer]
    /// Now when missing.
    let from: Date?
    /// Four weeks later when missing.
    let until: Date?
    /// Hours of rest that are wanted between two duties of one person; 11 when missing.
    let restHours: Double?
    /// Hours that one person may be on call without a break; 169 when missing.
    let longestHours: Double?
    /// How many times an even share one person may carry; 1.5 when missing.
    let mostUneven: Double?

    /// Throws `Invalid` with the field at fault.
    func bounds() throws(Invalid) -> OnCallBounds {
        let standard = OnCallBounds()
        for (value, field, range) in [
            (restHours, "restHours", 0.0...1_000), (longestHours, "longestHours", 1...10_000),
            (mostUneven, "mostUneven", 1...100),
        ] {
            guard let value, !range.contains(value) else { continue }
            throw Invalid(
                "From \(Int(range.lowerBound)) to \(Int(range.upperBound)).", field: field, code: "out_of_range")
        }
        return OnCallBounds(
            rest: restHours ?? standard.rest, longest: longestHours ?? standard.longest,
            unevenness: mostUneven ?? standard.unevenness)
    }
}

extension WallTime: SchemaDescribed {
    package static var schema: Schema { .text() }
    package static var schemaExample: WallTime { WallTime(seconds: 0) }
}
