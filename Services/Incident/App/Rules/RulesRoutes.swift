import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// New rules as a whole, and why.
struct RulesBody<Rules: EditedRules>: Codable, Sendable {
    let rules: Rules
    let reason: String
}

struct RulesView<Rules: EditedRules>: Codable, Sendable {
    let version: Int
    let rules: Rules
    let reason: String?
    let setBy: IncidentView.Named?
    let setAt: Date?
}

struct RulesHistory<Rules: EditedRules>: Codable, Sendable {
    let items: [RulesView<Rules>]
}

/// One kind of rules is read, with all its versions, tried, and replaced by the next version.
struct RulesRoutes<Rules: ServedRules>: Sendable {
    private let incidents: Incidents
    private let database: Database
    private let store = RulesStore<Rules>()

    init(incidents: Incidents, database: Database) {
        self.incidents = incidents
        self.database = database
    }

    func add(to api: inout API) {
        let place = "/api/v1/incident/\(Rules.name)"
        api.get(place, "Read \(Rules.title)", for: .may(.incidentsWork), answers: RulesView<Rules>.self) { _ in
            let view = try await database.transaction { tx in try views(in: tx)[0] }
            return .ok(view, version: view.version)
        }
        api.get(
            "\(place)/versions", "All versions of \(Rules.title), the newest first", for: .may(.incidentsWork),
            answers: RulesHistory<Rules>.self
        ) { _ in
            .ok(RulesHistory(items: try await database.transaction { tx in try views(in: tx) }))
        }
        api.post(
            "\(place)/trial", "What \(Rules.title) or a draft would do with open incidents; nothing is changed",
            for: .may(.incidentsWork), accepts: RulesTrialBody<Rules>.self, answers: RulesTrialAnswer.self
        ) { call, body in
            let caller = try call.principal
            return .ok(
                try await database.transaction { tx in
                    try TryRules(incidents: incidents).answer(body, for: caller, in: tx)
                })
        }
        addReplacing(place, to: &api)
    }

    private func addReplacing(_ place: String, to api: inout API) {
        api.put(
            place, "Replace \(Rules.title)", for: .may(.settingsManage), accepts: RulesBody<Rules>.self,
            answers: RulesView<Rules>.self
        ) { call, body in
            let (person, version) = (try call.principal.id, try call.requiredVersion)
            let view = try await database.transaction { tx in
                let reason = try body.reason.checked("reason", longest: 1_000)
                try body.rules.checkReferences(in: tx)
                try store.set(body.rules, because: reason, by: person, expecting: version, in: tx)
                try body.rules.hold(in: tx)
                return try views(in: tx)[0]
            }
            return .ok(view, version: view.version)
        }
    }

    private func views(in tx: Transaction) throws -> [RulesView<Rules>] {
        let editions = try store.editions(in: tx)
        let people = try Projection<PersonAnnounced>().find(Array(Set(editions.compactMap(\.setBy))), in: tx)
        return editions.map { edition in
            RulesView(
                version: edition.version, rules: edition.rules, reason: edition.reason,
                setBy: edition.setBy.map { .init(id: $0, name: people[$0]?.name) }, setAt: edition.setAt)
        }
    }
}
