import ChangeDomain
import Foundation
import Records

/// A change as a person writes it down. Configuration items, services, people and teams by id or by name.
struct ChangeDraftBody: Codable, Sendable {
    let type: Change.Kind?
    let summary: String
    let description: String?
    let risk: String?
    let assignee: String?
    let team: String?
    let scope: [String]?
    let expectedImpact: [ImpactBody]?
    let window: WindowBody?

    var revision: ChangeRevisionBody {
        ChangeRevisionBody(
            type: type, summary: summary, description: description, risk: risk, assignee: assignee, team: team,
            scope: scope, expectedImpact: expectedImpact, window: window)
    }
}

/// What shall be different; what is left out stays.
struct ChangeRevisionBody: Codable, Sendable {
    let type: Change.Kind?
    let summary: String?
    let description: String?
    let risk: String?
    let assignee: String?
    let team: String?
    let scope: [String]?
    let expectedImpact: [ImpactBody]?
    let window: WindowBody?

    /// The new window when nothing else is asked for: a scheduled change can still be moved.
    var onlyWindow: WindowBody? {
        let others: [Any?] = [type, summary, description, risk, assignee, team, scope, expectedImpact]
        return others.allSatisfy { $0 == nil } ? window : nil
    }
}

/// The expected impact on one business service, by id or by name.
struct ImpactBody: Codable, Sendable {
    let service: String
    let impact: ServiceImpact
}

/// A planned window.
struct WindowBody: Codable, Sendable {
    let start: Date
    let end: Date

    func period() throws(Invalid) -> Period { try Period(start: start, end: end) }
}

struct ExtensionBody: Codable, Sendable {
    let to: Date
}

struct ClosureBody: Codable, Sendable {
    let outcome: Change.Outcome
    /// What happened; needed unless all went well.
    let notes: String?
}

struct CancellationBody: Codable, Sendable {
    let reason: String
}
