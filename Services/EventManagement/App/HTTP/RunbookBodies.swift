import EventDomain
import Foundation
import Messaging
import Records

/// A runbook as a person writes it down.
struct RunbookBody: Codable, Sendable {
    let name: String
    let purpose: String
    let action: ActionBody
    let rollback: ActionBody?
    let guards: GuardBody
    let limits: LimitsBody
    /// Seconds after a run in which its effect is waited for; 300 when left out.
    let settle: Int?
    /// Only say what would have been done; so it is when left out.
    let rehearses: Bool?
    let needsApproval: Bool?

    struct ActionBody: Codable, Sendable {
        let webhook: WebhookBody?
        let executor: ExecutorBody?
        /// Seconds; 30 when left out.
        let timeout: Int?
        /// Doing it twice does no more than doing it once.
        let isIdempotent: Bool?

        var action: RunbookAction {
            RunbookAction(
                webhook: webhook?.webhook, executor: executor.map { RunbookAction.Executor(route: $0.route) },
                timeout: timeout ?? 30, isIdempotent: isIdempotent ?? false)
        }
    }

    struct ExecutorBody: Codable, Sendable {
        /// The routing key that the executor has bound to `dienst.adjustments`.
        let route: String
    }

    struct WebhookBody: Codable, Sendable {
        let url: String
        /// `POST` when left out.
        let method: RunbookAction.Webhook.Method?
        let headers: [String: String]?
        /// Headers with values that are never shown again.
        let secrets: [String: String]?
        /// Of those that were given before, the ones that stay as they are.
        let secretHeaders: [String]?
        /// Signs each request; never shown again.
        let signingKey: String?
        /// It is signed with the key that was given before.
        let isSigned: Bool?
        /// With placeholders such as `{{item}}`; what is known of the run as JSON when left out.
        let body: String?

        var webhook: RunbookAction.Webhook {
            let given = secrets.map { Array($0.keys) } ?? []
            let kept = (secretHeaders ?? []).filter { name in
                !given.contains { $0.lowercased() == name.lowercased() }
            }
            return RunbookAction.Webhook(
                url: url, method: method ?? .post, headers: headers ?? [:], secretHeaders: (given + kept).sorted(),
                isSigned: signingKey != nil || isSigned == true, body: body)
        }

        func secrets(of part: RunbookSecret.Part) throws(Invalid) -> [String: String] {
            var named: [String: String] = [:]
            for (name, value) in secrets ?? [:] {
                try RunbookAction.Webhook.check(name, value, at: "\(part.rawValue).webhook.secrets")
                named[RunbookSecret.header(name, of: part)] = value
            }
            if let signingKey {
                guard (16...500).contains(signingKey.count) else {
                    throw Invalid("Give 16 to 500 characters.", field: "\(part.rawValue).webhook.signingKey")
                }
                named[RunbookSecret.key(of: part)] = signingKey
            }
            return named
        }
    }

    struct GuardBody: Codable, Sendable {
        let conditions: [SilenceBody.MatcherBody]?
        let items: [UUID]?
        let classes: [String]?
        let services: [UUID]?
        let health: [Health]?
        let runsDuringChange: Bool?
    }

    struct LimitsBody: Codable, Sendable {
        /// Seconds between two runs on one item.
        let coolDown: Int
        let perHour: Int
        /// Items that may feel it; 1 when left out.
        let items: Int?
        /// Business services that may feel it; 1 when left out.
        let services: Int?
        /// No business service more critical than this may feel it.
        let mostCritical: Int?
    }

    var terms: Runbook.Terms {
        get throws(Invalid) {
            Runbook.Terms(
                name: try name.checked("name", longest: 100), purpose: try purpose.checked("purpose", longest: 500),
                action: action.action, rollback: rollback?.action,
                guards: RunbookGuard(
                    conditions: (guards.conditions ?? []).map(\.matcher), items: guards.items ?? [],
                    classes: guards.classes ?? [], services: guards.services ?? [], health: guards.health ?? [],
                    runsDuringChange: guards.runsDuringChange ?? false),
                limits: RunbookLimits(
                    coolDown: limits.coolDown, perHour: limits.perHour, items: limits.items ?? 1,
                    services: limits.services ?? 1, mostCritical: limits.mostCritical),
                settle: settle ?? 300, rehearses: rehearses ?? true, needsApproval: needsApproval ?? false)
        }
    }

    var secrets: [String: String] {
        get throws(Invalid) {
            let own = try action.webhook?.secrets(of: .action) ?? [:]
            return own.merging(try rollback?.webhook?.secrets(of: .rollback) ?? [:]) { first, _ in first }
        }
    }
}

/// A runbook as the API shows it: of secrets their names alone.
struct RunbookView: Codable, Sendable {
    let id: UUID
    let version: Int
    let state: Runbook.State
    let pausedBecause: String?
    let name: String
    let purpose: String
    let action: RunbookAction
    let rollback: RunbookAction?
    let guards: RunbookGuard
    let limits: RunbookLimits
    let settle: Int
    let rehearses: Bool
    let needsApproval: Bool
    let createdAt: Date

    init(_ kept: Kept<Runbook>) {
        let (runbook, terms) = (kept.record, kept.record.terms)
        id = runbook.id
        version = kept.version
        state = runbook.state
        pausedBecause = runbook.pausedBecause
        name = terms.name
        purpose = terms.purpose
        action = terms.action
        rollback = terms.rollback
        guards = terms.guards
        limits = terms.limits
        settle = terms.settle
        rehearses = terms.rehearses
        needsApproval = terms.needsApproval
        createdAt = runbook.createdAt
    }
}

struct ReasonBody: Codable, Sendable {
    let reason: String
}

/// Which alert a runbook is tried on, or runs for.
struct RunbookAlertBody: Codable, Sendable {
    /// By number or id.
    let alert: String
    let reason: String?
}

/// What would come of a runbook for an alert; nothing was sent.
struct RunbookTrial: Codable, Sendable {
    struct Request: Codable, Sendable {
        let method: String
        let url: String
        /// Secret ones as dots.
        let headers: [String: String]
        let body: String?
    }

    /// `refused`, `rehearsed`, `proposed`, `waiting`: what a rule that asks for it now would bring about.
    let outcome: Adjustment.State
    let verdicts: [BoundVerdict]
    /// What a webhook would be sent.
    let request: Request?
    /// What an executor would be asked by.
    let route: String?
}
