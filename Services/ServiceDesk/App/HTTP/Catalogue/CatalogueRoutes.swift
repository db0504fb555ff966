import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// The catalogue as everybody sees it who may ask for something: what is published and meant for them.
struct CatalogueRoutes: Sendable {
    let database: Database
    let hours: WorkingHours

    func add(to api: inout API) {
        let root = "/api/v1/catalogue"
        api.get(
            root, "Browse what one may ask for", for: .signedIn,
            query: [QueryParameter("q", .text, "Words in name or summary")], answers: CatalogueView.self, browse)
        api.get("\(root)/items/{id}", "Read what one may ask for", for: .signedIn, answers: OfferedItemView.self, read)
        api.get(
            "\(root)/items/{id}/promise", "When it would be there if it were asked for now", for: .signedIn,
            answers: PromiseView.self, promise)
    }

    private func browse(_ call: Call) async throws -> Answer<CatalogueView> {
        let (reader, words) = (try call.principal, call.query.text("q"))
        guard (words?.count ?? 0) <= 200 else { throw ErrorReply.parameter("q", "Search for at most 200 characters.") }
        let entries = try await database.transaction { tx in
            try BrowseCatalogue().entries(for: reader, matching: words, in: tx)
        }
        return .ok(CatalogueView(entries))
    }

    private func read(_ call: Call) async throws -> Answer<OfferedItemView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return .ok(
            try await database.transaction { tx in
                let entry = try BrowseCatalogue().find(id, for: reader, in: tx)
                return OfferedItemView(entry, promisedAt: hours.due(entry.item.content.delivery, from: try tx.now))
            })
    }

    private func promise(_ call: Call) async throws -> Answer<PromiseView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return .ok(
            try await database.transaction { tx in
                let delivery = try BrowseCatalogue().find(id, for: reader, in: tx).item.content.delivery
                return PromiseView(
                    promisedAt: hours.due(delivery, from: try tx.now), delivery: delivery, zone: hours.zone.identifier)
            })
    }
}
