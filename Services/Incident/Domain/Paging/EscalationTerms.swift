import Foundation
import Records

extension EscalationPolicy {
    /// What a policy says. A page keeps those with which it began.
    package struct Terms: Codable, Equatable, Sendable {
        package let name: String
        /// Whose incidents it is for; nil for those that no policy of their team takes.
        package let team: UUID?
        /// 1 to 5: it is for incidents of this priority and of higher ones.
        package let lowestPriority: Int
        package let steps: [Step]
        /// How often it begins again after the last step.
        package let repeats: Int
        /// How long an acknowledgement holds before work has begun, in minutes; then it begins again. Nil for as long as it takes.
        package let acknowledgement: Int?
        package let quiet: QuietHours?

        package init(
            name: String, team: UUID?, lowestPriority: Int, steps: [Step], repeats: Int, acknowledgement: Int? = nil,
            quiet: QuietHours? = nil
        ) {
            self.name = name
            self.team = team
            self.lowestPriority = lowestPriority
            self.steps = steps
            self.repeats = repeats
            self.acknowledgement = acknowledgement
            self.quiet = quiet
        }
    }

    /// Calls all its targets at once, then waits.
    package struct Step: Codable, Equatable, Sendable {
        package let targets: [Target]
        /// How long an answer is waited for before the next step, in minutes.
        package let minutes: Int

        package init(targets: [Target], minutes: Int) {
            self.targets = targets
            self.minutes = minutes
        }
    }

    package struct Target: Codable, Hashable, Sendable {
        package enum Kind: String, Codable, CaseIterable, Sendable {
            /// Whoever is on call by it then.
            case schedule
            case person
            /// A machine of the team's own, such as its chat.
            case webhook
        }

        package let kind: Kind
        /// Of the schedule or the person.
        package let id: UUID?
        /// Of the webhook.
        package let address: String?

        package init(kind: Kind, id: UUID? = nil, address: String? = nil) {
            self.kind = kind
            self.id = id
            self.address = address
        }
    }
}

extension EscalationPolicy.Terms {
    /// Throws `Invalid` with the field at fault.
    package func check() throws(Invalid) {
        func need(_ holds: Bool, _ message: String, _ field: String) throws(Invalid) {
            if !holds { throw Invalid(message, field: field) }
        }
        try need((1...5).contains(lowestPriority), "The priority is a number from 1 to 5.", "lowestPriority")
        try need((1...20).contains(steps.count), "1 to 20 steps.", "steps")
        try need((0...9).contains(repeats), "It begins again 0 to 9 times.", "repeats")
        try need(
            acknowledgement.map { (1...1440).contains($0) } ?? true, "An acknowledgement holds 1 to 1440 minutes.",
            "acknowledgement")
        if let quiet {
            try need(
                (0..<1440).contains(quiet.from) && (0..<1440).contains(quiet.until),
                "Minutes after midnight are from 0 to 1439.", "quiet")
            try need((1...5).contains(quiet.urgent), "The priority is a number from 1 to 5.", "quiet.urgent")
        }
        for (place, step) in steps.enumerated() {
            try need(
                (1...20).contains(step.targets.count), "A step calls 1 to 20 targets.", "steps.\(place).targets")
            try need(
                (1...1440).contains(step.minutes), "An answer is waited for 1 to 1440 minutes.",
                "steps.\(place).minutes")
            try need(
                step.targets.allSatisfy(\.isWhole), "A person and a schedule have an id, a webhook an address.",
                "steps.\(place).targets")
        }
    }
}

extension EscalationPolicy.Target {
    fileprivate var isWhole: Bool {
        switch kind {
        case .person, .schedule: id != nil && address == nil
        case .webhook: id == nil && address.map { !$0.isEmpty && $0.count <= 1_000 } ?? false
        }
    }
}
