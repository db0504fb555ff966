import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Rules for events: list, create, read, amend, retire, try out, journal; and the runbooks they have asked for.
struct RuleRoutes {
    private static let root = "/api/v1/alert-rules"
    private static let one = "/api/v1/alert-rules/{id}"

    let database: Database

    private static let listing = Listing(
        sorts: [Listing.Column("order", "place", .integer), Listing.Column("createdAt", "created_at", .date)],
        standard: "order", filters: [.any("state", "state", .oneOf(AlertRule.State.self), "States")],
        search: { "strpos(lower(name), lower(\($0))) > 0" })

    func add(to api: inout API) {
        addReading(to: &api)
        let database = database
        api.post(
            Self.root, "Make a rule for events", for: .may(.integrationsManage), accepts: RuleBody.self,
            answers: RuleView.self
        ) { call, body in
            let by = try call.provenance("create-rule")
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try KeepRules().create(body.terms(), by: by, in: tx)
                    let address = "\(Self.root)/\(kept.record.id.uuidString.lowercased())"
                    return .created(RuleView(kept), version: kept.version, at: address)
                }
            }
        }
        api.post(
            "\(Self.one)/amend", "Set other terms", for: .may(.integrationsManage), accepts: RuleBody.self,
            answers: RuleView.self
        ) { call, body in
            try await perform(.amend(try body.terms()), "amend-rule", call)
        }
        api.post("\(Self.one)/retire", "Take it out of use", for: .may(.integrationsManage), answers: RuleView.self) {
            call in
            try await perform(.end, "retire-rule", call)
        }
        api.post(
            "\(Self.root)/try", "See what a rule would have done to what was heard last; changes nothing",
            for: .may(.integrationsManage), accepts: RuleTrialBody.self, answers: RuleTrial.self
        ) { _, body in
            let requests = body.requests ?? 200
            guard (1...KeepRules.mostTried).contains(requests) else {
                throw Invalid("Try 1 to \(KeepRules.mostTried) requests.", field: "requests")
            }
            return .ok(
                try await database.transaction { tx in
                    try KeepRules().tryOut(body.rule.terms(), insteadOf: body.insteadOf, requests: requests, in: tx)
                })
        }
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(
            Self.root, "List rules for events", for: .may(.integrationsManage), by: Self.listing, of: RuleView.self
        ) { _, wanted in
            try await database.transaction { tx in
                try wanted.read("version, record", from: "alert_rule", in: tx) {
                    RuleView(try RuleStore.kept($0))
                }
            }
        }
        api.get(Self.one, "Read a rule", for: .may(.integrationsManage), answers: RuleView.self) { call in
            let id = try call.uuid("id")
            let kept = try await database.transaction { tx in try RuleStore().existing(id, in: tx) }
            return .ok(RuleView(kept), version: kept.version)
        }
        addHistory(to: &api, of: AlertRule.self, at: Self.one, for: .may(.integrationsManage), in: database) {
            key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(AlertRule.kind, key) }
            return try RuleStore().existing(id, in: tx).record.id
        }
    }

    private func perform(_ command: AlertRule.Command, _ name: String, _ call: Call) async throws -> Answer<RuleView> {
        let (id, by) = (try call.uuid("id"), try call.provenance(name))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try KeepRules().perform(command, on: id, expecting: call.expectedVersion, by: by, in: tx)
                return .ok(RuleView(kept), version: kept.version)
            }
        }
    }
}

struct RuleBody: Codable, Sendable {
    struct EffectsBody: Codable, Sendable {
        let drops: Bool?
        let labels: [String: String]?
        let severity: Severity?
        let summary: String?
        let team: UUID?
        let hold: Int?
        let opensAtOnce: Bool?
        let adjustment: String?
        let enrichment: EnrichmentBody?
        let stops: Bool?
    }

    struct EnrichmentBody: Codable, Sendable {
        /// The labels that make the key.
        let keys: [String]
        /// The labels that a row sets, for `rows`.
        let sets: [String]?
        /// Values: those of the keys first, then those to set.
        let rows: [[String]]?
        /// Instead of `sets` and `rows`: a file with a heading; columns that are no key are set.
        let csv: String?

        func table() throws(Invalid) -> AlertRuleTerms.Enrichment {
            guard let csv else { return AlertRuleTerms.Enrichment(keys: keys, sets: sets ?? [], rows: rows ?? []) }
            let field = "effects.enrichment.csv"
            let read = try CommaSeparated(csv, field: field).rows(by: keys, field: field)
            return AlertRuleTerms.Enrichment(keys: keys, sets: read.others, rows: read.rows)
        }
    }

    let name: String
    let order: Int
    let conditions: [SilenceBody.MatcherBody]
    let effects: EffectsBody

    /// Throws `Invalid` for a table that cannot be read.
    func terms() throws(Invalid) -> AlertRule.Terms {
        let enrichment = try effects.enrichment?.table()
        return AlertRule.Terms(
            name: name.trimmingCharacters(in: .whitespacesAndNewlines), order: order,
            conditions: conditions.map(\.matcher),
            effects: AlertRuleTerms.Effects(
                drops: effects.drops, labels: effects.labels, severity: effects.severity, summary: effects.summary,
                team: effects.team, hold: effects.hold, opensAtOnce: effects.opensAtOnce,
                adjustment: effects.adjustment, enrichment: enrichment, stops: effects.stops))
    }
}

struct RuleTrialBody: Codable, Sendable {
    let rule: RuleBody
    /// The rule that it would replace.
    let insteadOf: UUID?
    /// How many of the newest requests to read; 200 when left out.
    let requests: Int?
}

/// A rule as the API shows it.
struct RuleView: Codable, Sendable {
    let id: UUID
    let version: Int
    let state: AlertRule.State
    let name: String
    let order: Int
    let conditions: [LabelMatcher]
    let effects: AlertRuleTerms.Effects
    /// What it does, in words.
    let words: [String]
    let createdAt: Date

    init(_ kept: Kept<AlertRule>) {
        let rule = kept.record
        id = rule.id
        version = kept.version
        state = rule.state
        name = rule.terms.name
        order = rule.terms.order
        conditions = rule.terms.conditions
        effects = rule.terms.effects
        words = rule.terms.effects.words
        createdAt = rule.createdAt
    }
}
