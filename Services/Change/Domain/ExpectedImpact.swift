import Foundation

/// How badly a change is expected to hurt a business service while its window is open.
package enum ServiceImpact: String, Codable, CaseIterable, Comparable, Sendable {
    case none
    case degraded
    case down

    package static func < (a: ServiceImpact, b: ServiceImpact) -> Bool { a.severity < b.severity }

    private var severity: Int {
        switch self {
        case .none: 0
        case .degraded: 1
        case .down: 2
        }
    }
}

/// What a change declares for one business service.
package struct ExpectedImpact: Codable, Equatable, Sendable {
    package let service: UUID
    package let impact: ServiceImpact

    package init(_ service: UUID, _ impact: ServiceImpact) {
        self.service = service
        self.impact = impact
    }
}

/// A business service that needs something a change touches, and through which configuration item.
package struct AffectedService: Codable, Equatable, Sendable {
    package let service: UUID
    package let name: String
    /// The configuration item that carries it: the nearest to the scope.
    package let through: String

    package init(_ service: UUID, name: String, through: String) {
        self.service = service
        self.name = name
        self.through = through
    }
}

/// What the present model says about a change's scope: whom it reaches, and what of it no longer exists.
package struct ScopeReach: Equatable, Sendable {
    package let services: [AffectedService]
    /// Names of configuration items in the scope that have been retired.
    package let retired: [String]

    package init(services: [AffectedService], retired: [String] = []) {
        self.services = services
        self.retired = retired
    }
}
