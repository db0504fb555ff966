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
}

extension WallTime: SchemaDescribed {
    package static var schema: Schema { .text() }
    package static var schemaExample: WallTime { WallTime(seconds: 0) }
}
