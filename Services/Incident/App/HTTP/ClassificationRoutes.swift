import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What an incident is about: its category at opening and in the end, the items that have to do with it, and its end itself.
struct ClassificationRoutes: Sendable {
    private static let one = "/api/v1/incidents/{number}"

    let incidents: Incidents
    let database: Database

    private var routes: IncidentRoutes { IncidentRoutes(incidents: incidents, database: database) }

    func add(to api: inout API) {
        api.post(
            "\(Self.one)/categorise", "Say what it is about", for: .may(.incidentsWork), accepts: CategoryBody.self,
            answers: IncidentView.self
        ) { call, body in
            try await routes.change(call, "categorise") { id, provenance, tx in
                try incidents.perform(
                    .categorise(category(body.category, in: tx)), on: id, by: provenance,
                    expecting: call.expectedVersion, in: tx)
            }
        }
        api.post(
            "\(Self.one)/resolve", "Say how service was restored", for: .may(.incidentsWork), accepts: ResolveBody.self,
            answers: IncidentView.self
        ) { call, body in
            try await routes.change(call, "resolve") { try resolve($0, body, call, by: $1, in: $2) }
        }
        addItems(to: &api)
    }

    private func addItems(to api: inout API) {
        api.post(
            "\(Self.one)/items", "Say that a configuration item has to do with it", for: .may(.incidentsWork),
            accepts: ItemBody.self, answers: IncidentView.self
        ) { call, body in
            try await routes.change(call, "add-item") { id, provenance, tx in
                guard try Projection<ConfigurationItemAnnounced>().find(body.item, in: tx)?.active == true else {
                    throw Invalid("There is no such configuration item.", field: "item", code: "unknown_item")
                }
                return try incidents.perform(
                    .addItem(.init(item: body.item, role: body.role)), on: id, by: provenance,
                    expecting: call.expectedVersion, in: tx)
            }
        }
        api.delete(
            "\(Self.one)/items/{id}", "Say that it has nothing to do with it", for: .may(.incidentsWork),
            answers: IncidentView.self
        ) { call in
            let item = try call.uuid("id")
            return try await routes.change(call, "remove-item") { id, provenance, tx in
                try incidents.perform(
                    .removeItem(item), on: id, by: provenance, expecting: call.expectedVersion, in: tx)
            }
        }
    }

    /// The category in the end is told with the resolution, and kept beside that of the opening.
    private func resolve(
        _ id: UUID, _ body: ResolveBody, _ call: Call, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Incident> {
        var version = call.expectedVersion
        if let text = body.category {
            version = try incidents.perform(
                .categorise(category(text, in: tx)), on: id, by: provenance, expecting: version, in: tx
            ).version
        }
        let resolution = Incident.Resolution(code: body.code, notes: try body.notes.checked("notes"))
        return try incidents.perform(.resolve(resolution), on: id, by: provenance, expecting: version, in: tx)
    }

    private func category(_ text: String, in tx: Transaction) throws -> IncidentCategory {
        try IncidentCategory(text, in: RulesStore<IncidentCategories>().current(in: tx).rules)
    }
}

extension Incidents {
    /// Another incident as a caller names it in a body, if they may work on it. Throws `Invalid` at the field.
    func named(_ key: String, field: String, by caller: Principal, in tx: Transaction) throws -> Kept<Incident> {
        do {
            guard let id = try store.id(of: key, in: tx), let kept = try store.read(id, in: tx) else {
                throw NotFound(Incident.kind, key)
            }
            try Sight.incidents.check(id, as: key, by: caller, to: .incidentsWork, in: tx)
            return kept
        } catch is NotFound {
            throw Invalid("There is no such incident.", field: field, code: "unknown_incident")
        }
    }
}
