import Foundation
import IncidentDomain

/// The restore order as the API shows it. Money is in the business's own currency.
struct RestoreOrderView: Codable, Sendable {
    /// What to restore first comes first.
    let positions: [RestorePositionView]
    /// On hold until somebody says so: in no order.
    let standing: [RestorePositionView.Subject]
    /// What the business loses until all is restored in this order.
    let lost: Double
    /// The same if every team took the highest priority first, and of one priority the oldest.
    let lostByPriority: Double
    /// What the outages cost together by the hour now.
    let lossPerHour: Double
    let teams: [RestoreTeamView]
    /// Open incidents that are too many to be put in order.
    let leftOut: Int
    /// When one was asked for first: which, and what that costs more than the best order.
    let whatIf: WhatIf?
    let orderedAt: Date

    struct WhatIf: Codable, Sendable {
        let first: RestorePositionView.Subject
        let costs: Double
    }
}

/// A team, and on how many outages it works at the same time.
struct RestoreTeamView: Codable, Sendable {
    let id: UUID
    let name: String?
    let capacity: Int
    /// Whether somebody has set that.
    let isSet: Bool
    let outages: Int
}

struct TeamCapacityBody: Codable, Sendable {
    /// 1 to 50, or null to go back to one.
    let capacity: Int?
}

/// One outage at its place in the order, with everything that put it there.
struct RestorePositionView: Codable, Sendable {
    /// An incident in a few words.
    struct Subject: Codable, Sendable {
        let id: UUID
        let number: String
        let summary: String
        let priority: Int
    }

    /// A service as the outage hurts it.
    struct Hurt: Codable, Sendable {
        let id: UUID
        let name: String
        /// Of 0 to 1: how much of it is lost.
        let share: Double
        /// What an hour of the whole service is worth now.
        let valuePerHour: Double
    }

    /// What changing places with the next of the same team would come to.
    struct Swap: Codable, Sendable {
        let next: Subject
        /// Nil when it cannot be: the next needs this one.
        let costs: Double?
    }

    /// From 1.
    let place: Int
    /// Where it stands in the best order, when another was asked for.
    let bestPlace: Int
    let incident: Subject
    let state: Incident.State
    let team: IncidentView.Named?
    let assignee: IncidentView.Named?
    let services: [Hurt]
    /// What is saved by the hour once it alone is restored.
    let lossPerHour: Double
    /// What it has cost since it broke.
    let lostSoFar: Double
    let brokenSince: Date
    /// Of work that is left.
    let expectedHours: Double
    let estimate: RestoreEstimate
    let startsAt: Date
    let endsAt: Date
    /// What must be restored before it.
    let needs: [Subject]
    /// What people report and what is restored with it.
    let restores: [Subject]
    let swap: Swap?
    /// Why it stands here, in one sentence.
    let because: String
}
