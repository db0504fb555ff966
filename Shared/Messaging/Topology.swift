/// The one place that says which exchanges and queues exist, who reads what and who may write where.
package enum Topology {
    package static let virtualHost = "dienst"

    /// What others publish to `dienst.intake`, whatever its routing key; event management reads it.
    package static let intakeQueue = "dienst.event.intake"

    package enum Exchange: String, CaseIterable, Sendable {
        case announcements = "dienst.announcements"
        case instructions = "dienst.instructions"
        case intake = "dienst.intake"
        case retry = "dienst.retry"
        case dead = "dienst.dead"
        case live = "dienst.live"
        /// What runbooks ask of executors outside; they bind queues of their own.
        case adjustments = "dienst.adjustments"
        case unrouted = "dienst.unrouted"

        /// Topic wherever a service may write only some subjects: RabbitMQ checks routing keys on topic exchanges alone.
        package var kind: String {
            switch self {
            case .announcements, .instructions, .intake, .retry, .dead, .adjustments: "topic"
            case .live, .unrouted: "fanout"
            }
        }

        /// Where a message goes that no queue is bound to; instructions are published mandatory instead.
        package var alternate: Exchange? {
            switch self {
            case .intake, .adjustments: .unrouted
            // Every announcement goes to the live exchange too, so none of them is ever without a reader.
            case .announcements, .instructions, .retry, .dead, .live, .unrouted: nil
            }
        }
    }

    /// How long a message waits before it is tried again; one queue each, since a queue expires only at its head.
    package enum RetryDelay: String, CaseIterable, Sendable {
        case fiveSeconds = "5s"
        case thirtySeconds = "30s"
        case fiveMinutes = "5m"

        package var milliseconds: Int {
            switch self {
            case .fiveSeconds: 5_000
            case .thirtySeconds: 30_000
            case .fiveMinutes: 300_000
            }
        }
    }

    /// One of the five services: what it hears and whom it may instruct.
    package struct Service: Sendable {
        package let name: String
        /// Announcements of the others that reach its queue, as topic patterns.
        package let hears: [String]
        /// Services it may send instructions to.
        package let instructs: [String]
        /// Whether each of its copies hears every announcement as it happens, for open browsers.
        package let hearsLive: Bool
        /// Whether it may ask executors outside.
        package let adjusts: Bool

        package init(
            name: String, hears: [String], instructs: [String], hearsLive: Bool = false, adjusts: Bool = false
        ) {
            self.name = name
            self.hears = hears
            self.instructs = instructs
            self.hearsLive = hearsLive
            self.adjusts = adjusts
        }

        package var queue: String { "dienst.\(name).in" }
        package var parkedQueue: String { "dienst.\(name).parked" }
        package var brokerUser: String { "dienst-\(name)" }
        package var database: String { "dienst_\(name)" }

        package func retryQueue(_ delay: RetryDelay) -> String { "dienst.\(name).retry.\(delay.rawValue)" }
        package func retryKey(_ delay: RetryDelay) -> String { "\(name).\(delay.rawValue)" }

        /// Whether an announcement or instruction with this subject reaches the service's queue.
        package func receives(_ subject: String) -> Bool {
            (hears + ["\(name).#"]).contains { TopicPattern($0).matches(subject) }
        }
    }

    private static let directory = [
        "desk.person.changed.v1", "desk.team.changed.v1", "desk.service.changed.v1", "desk.signing-keys.changed.v1",
    ]

    private static let serviceLevels = [
        "desk.calendar.changed.v1", "desk.agreement.changed.v1", "desk.service-level-policy.changed.v1",
    ]

    /// Queues are bound to the very subjects a service handles, so that what arrives and is not known is a mistake worth parking.
    package static let services = [
        Service(
            name: "desk",
            hears: [
                "incident.incident.changed.v1", "incident.major-incident.changed.v1",
                "problem.problem.changed.v1", "problem.known-error.changed.v1",
                "change.change.changed.v1", "change.maintenance-window.changed.v1", "event.service-health.changed.v1",
                "change.configuration-item.changed.v1", "incident.on-call-schedule.changed.v1",
            ], instructs: ["incident", "change", "problem"], hearsLive: true),
        Service(
            name: "incident",
            hears: directory + serviceLevels + [
                "desk.conversation.changed.v1",
                "event.situation.changed.v1", "problem.problem.changed.v1", "problem.known-error.changed.v1",
                "change.configuration-item.changed.v1", "change.change.changed.v1", "event.service-health.changed.v1",
            ], instructs: ["problem"]),
        Service(
            name: "problem",
            hears: directory + ["incident.incident.changed.v1", "change.configuration-item.changed.v1"], instructs: []),
        Service(
            name: "change", hears: directory + ["event.deployment.heard.v1", "event.adjustment.changed.v1"],
            instructs: []),
        Service(
            name: "event",
            hears: directory + [
                "change.configuration-item.changed.v1", "change.maintenance-window.changed.v1",
                "change.change.changed.v1", "desk.agreement.changed.v1", "desk.calendar.changed.v1",
            ], instructs: [], adjusts: true),
    ]

    /// Subjects that executors outside send, of which no service of ours knows how many there were.
    package static let fromOutside: Set<String> = ["event.adjustment.outcome.v1"]

    /// The service with this name.
    package static func service(_ name: String) -> Service? { services.first { $0.name == name } }
}

/// A topic binding pattern: `*` stands for one word, `#` for any number of words.
package struct TopicPattern: Sendable {
    private let words: ArraySlice<Substring>

    package init(_ pattern: String) {
        words = pattern.split(separator: ".", omittingEmptySubsequences: false)[...]
    }

    package func matches(_ subject: String) -> Bool {
        Self.matches(words, subject.split(separator: ".", omittingEmptySubsequences: false)[...])
    }

    private static func matches(_ pattern: ArraySlice<Substring>, _ subject: ArraySlice<Substring>) -> Bool {
        guard let word = pattern.first else { return subject.isEmpty }
        if word == "#" {
            return matches(pattern.dropFirst(), subject)
                || (!subject.isEmpty && matches(pattern, subject.dropFirst()))
        }
        guard let first = subject.first, word == "*" || word == first else { return false }
        return matches(pattern.dropFirst(), subject.dropFirst())
    }
}
