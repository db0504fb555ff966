import Foundation
import Records

/// How a business service is, as far as monitoring sees.
package enum Health: String, Codable, CaseIterable, Sendable {
    case ok, degraded, down
    /// Only maintenance hurts it, and no more than declared.
    case maintenance
    /// Nothing that monitors it has ever been heard of.
    case unknown
}

/// The health of one business service, with what it comes from; its id is the service's.
package struct ServiceHealth: Codable, Equatable, Sendable {
    package let id: UUID
    package internal(set) var health: Health
    package internal(set) var since: Date
    /// The configuration items it comes from, at most fifty, the worst first.
    package internal(set) var causes: [UUID]
    package internal(set) var why: Explanation
}

extension ServiceHealth: Lifecycle {
    package static let kind = "service-health"

    package enum Command: Equatable, Sendable { case assess(Assessment) }

    package enum Fact: Codable, Equatable, Sendable { case assessed(assessment: Assessment) }

    package struct Assessment: Codable, Equatable, Sendable {
        package let health: Health
        package let causes: [UUID]
        package let why: Explanation
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch command {
        case .assess(let assessment): assessment.health == health ? [] : [.assessed(assessment: assessment)]
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> ServiceHealth {
        switch fact {
        case .assessed(let found):
            ServiceHealth(id: id, health: found.health, since: instant, causes: found.causes, why: found.why)
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> ServiceHealth? {
        switch fact {
        case .assessed(let found):
            ServiceHealth(id: id, health: found.health, since: instant, causes: found.causes, why: found.why)
        }
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .assessed(let found): found.why
        }
    }
}

/// What the health of a service is judged by.
package struct HealthEvidence: Equatable, Sendable {
    /// The worst firing alerts, muted ones and others, with the items they are about.
    package struct Finding: Equatable, Sendable {
        package let severity: Severity
        package let item: UUID?
        package let itemName: String?
        package let isMuted: Bool
        /// It names the service, and is about nothing that the service stands on.
        package let isDirect: Bool

        package init(severity: Severity, item: UUID?, itemName: String?, isMuted: Bool, isDirect: Bool = false) {
            self.severity = severity
            self.item = item
            self.itemName = itemName
            self.isMuted = isMuted
            self.isDirect = isDirect
        }
    }

    package let findings: [Finding]
    /// Whether any item carries the service, or any alert ever named it.
    package let isMonitored: Bool

    /// What the items that carry it are judged to be, with their redundancy; nil when none does.
    package let judged: Health?

    /// Who named it has gone silent.
    package let isSilent: Bool

    package init(findings: [Finding], isMonitored: Bool, judged: Health? = nil, isSilent: Bool = false) {
        self.isSilent = isSilent
        self.findings = findings
        self.isMonitored = isMonitored
        self.judged = judged
    }

    /// The worse of what carries it and what alerts say that name it; muted alerts alone mean maintenance.
    package func assess() -> ServiceHealth.Assessment {
        let open = findings.filter { !$0.isMuted && $0.severity.observed > .none }.sorted { $0.severity > $1.severity }
        let muted = findings.filter { $0.isMuted && $0.severity.observed > .none }
        let said = judged == nil ? (open, muted) : (open.filter(\.isDirect), muted.filter(\.isDirect))
        let named: Health =
            switch said.0.first?.severity.observed {
            case .down: .down
            case .degraded: .degraded
            default: !said.1.isEmpty ? .maintenance : isMonitored && !isSilent ? .ok : .unknown
            }
        let health = judged.map { Health.worst([$0, named]) } ?? named
        let telling = open.isEmpty ? muted : open
        let causes = telling.compactMap(\.item).reduce(into: [UUID]()) { if !$0.contains($1) { $0.append($1) } }
        return ServiceHealth.Assessment(
            health: health, causes: Array(causes.prefix(50)),
            why: explanation(health, telling, open: open.count, muted: muted.count))
    }

    private func explanation(_ health: Health, _ telling: [Finding], open: Int, muted: Int) -> Explanation {
        let worst = telling.first.map {
            "\($0.itemName ?? "an alert that names the service") is \($0.severity.rawValue)"
        }
        let because =
            switch health {
            case .down, .degraded: worst ?? "an alert fires"
            case .maintenance: "only alerts that a change has declared fire"
            case .ok where open > 0: "\(worst ?? "something") but what stands in for it carries on"
            case .ok: "no alert fires on anything it stands on"
            case .unknown where isMonitored: "what monitors something it stands on has gone silent"
            case .unknown: "nothing that monitors it has been heard of"
            }
        return Explanation(
            decision: "health", rule: "worst of what it needs, n-th best of what is redundant", version: 2,
            inputs: ["alerts": "\(open)", "muted alerts": "\(muted)", "monitored": "\(isMonitored)"],
            outcome: health.rawValue, because: because)
    }
}
