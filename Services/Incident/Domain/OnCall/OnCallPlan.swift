import Foundation
import Records

/// Who is on call by whom and when: layers of rotations in one zone, and what is different for a time.
package struct OnCallPlan: Codable, Equatable, Sendable {
    /// An IANA name.
    package let zone: String
    package let layers: [OnCallLayer]
    /// In the order in which they were agreed: a later one counts more.
    package var exceptions: [OnCallException]

    package init(zone: String, layers: [OnCallLayer], exceptions: [OnCallException] = []) {
        self.zone = zone
        self.layers = layers
        self.exceptions = exceptions
    }
}

/// For some time somebody is on call instead of whoever would be.
package struct OnCallException: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// Planned before.
        case override
        /// One half of two people who changed places.
        case swap
        /// From now on, whoever was on call.
        case takeover
    }

    package let id: UUID
    package let kind: Kind
    package let from: Date
    package let until: Date
    /// Whom it relieves; nil for all who are on call then.
    package let instead: UUID?
    package let by: UUID

    package init(id: UUID, kind: Kind, from: Date, until: Date, instead: UUID?, by: UUID) {
        self.id = id
        self.kind = kind
        self.from = from
        self.until = until
        self.instead = instead
        self.by = by
    }

    func contains(_ instant: Int) -> Bool { instant >= from.second && instant < until.second }
}

extension Date {
    /// Whole seconds since 1970; a shift begins and ends on them.
    var second: Int { Int(timeIntervalSince1970.rounded(.down)) }
}

extension OnCallPlan {
    package static let mostLayers = 20
    package static let mostTurns = 100
    package static let mostTogether = 20
    package static let mostWindows = 50

    /// Throws `Invalid` with the field at fault.
    package func checked() throws(Invalid) -> OnCallPlan {
        guard ZoneOffsets(zone) != nil else {
            throw Invalid("There is no such time zone.", field: "zone", code: "unknown_zone")
        }
        guard layers.count <= Self.mostLayers else {
            throw Invalid("At most \(Self.mostLayers) layers.", field: "layers", code: "too_many")
        }
        for (place, layer) in layers.enumerated() { try layer.check("layers.\(place)") }
        return self
    }
}

extension OnCallLayer {
    fileprivate func check(_ field: String) throws(Invalid) {
        func need(_ holds: Bool, _ message: String, _ part: String) throws(Invalid) {
            if !holds { throw Invalid(message, field: "\(field).\(part)") }
        }
        try need(!name.isEmpty && name.count <= 200, "A layer has a name of at most 200 characters.", "name")
        try need((0...100).contains(level), "The level is a number from 0 to 100.", "level")
        try need(
            !turns.isEmpty && turns.count <= OnCallPlan.mostTurns, "1 to \(OnCallPlan.mostTurns) turns.", "turns")
        try need(
            turns.allSatisfy { $0.count <= OnCallPlan.mostTogether },
            "At most \(OnCallPlan.mostTogether) people at a time.", "turns")
        try need((1...1_000).contains(every), "A turn is 1 to 1000 of its unit long.", "every")
        try need(windows.count <= OnCallPlan.mostWindows, "At most \(OnCallPlan.mostWindows) windows.", "windows")
        try need(
            windows.allSatisfy { (0...1440).contains($0.from) && (0...1440).contains($0.until) },
            "Minutes after midnight are from 0 to 1440.", "windows")
        try need(lasts.map { (1...1_000_000).contains($0) } ?? true, "A turn lasts 1 to 1000000 minutes.", "lasts")
        if let from, let until { try need(from < until, "It must end after it begins.", "until") }
    }
}
