import ChangeDomain
import Chassis
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// Configuration items: what there is, what it needs, and the import that makes it so.
struct ItemRoutes {
    let database: Database
    let items: ItemStore
    let names: NameReader
    let imports: ImportModel

    func add(to api: inout API) {
        let path = "/api/v1/configuration-items"
        api.list(
            path, "List configuration items", for: .may(.configurationRead),
            by: RecordList<ConfigurationItem>.items.listing,
            of: ItemView.self, list)
        addImport(path + "/import", to: &api)
        api.get(
            path + "/{item}", "Read a configuration item, by id or by name", for: .may(.configurationRead),
            answers: ItemView.self
        ) {
            call in
            try await reading(call) { kept, tx in
                .ok(try ItemView.views([kept], names, in: tx)[0], version: kept.version)
            }
        }
        addNeighbours(path, to: &api)
        api.get(
            path + "/{item}/journal", "All that happened to a configuration item", for: .may(.configurationRead),
            answers: JournalAnswer.self
        ) { call in
            try await reading(call) { kept, tx in .ok(try RecordHistory.journal(of: kept.record.id, in: tx)) }
        }
        api.get(
            path + "/{item}/why", "Why the suite decided as it did", for: .may(.configurationRead),
            answers: WhyAnswer.self
        ) { call in
            try await reading(call) { kept, tx in
                .ok(try RecordHistory.why(ConfigurationItem.self, kept.record.id, in: tx))
            }
        }
    }

    private func list(_ call: Call, _ wanted: Wanted) async throws -> Page<ItemView> {
        try await database.transaction { tx in
            let found = try RecordList<ConfigurationItem>.items.read(wanted, in: tx)
            return Page(try ItemView.views(found.kept, names, in: tx), next: found.next)
        }
    }

    private func addNeighbours(_ path: String, to api: inout API) {
        api.get(
            path + "/{item}/dependencies", "What a configuration item needs, nearest first",
            for: .may(.configurationRead),
            answers: NeighboursAnswer.self
        ) { call in
            try await reading(call) { kept, tx in
                .ok(try NeighboursAnswer(items.graph(in: tx).dependencies(of: [kept.record.id]), names, in: tx))
            }
        }
        api.get(
            path + "/{item}/dependants", "What needs a configuration item, nearest first",
            for: .may(.configurationRead),
            answers: NeighboursAnswer.self
        ) { call in
            try await reading(call) { kept, tx in
                .ok(try NeighboursAnswer(items.graph(in: tx).dependants(of: [kept.record.id]), names, in: tx))
            }
        }
    }

    private func addImport(_ path: String, to api: inout API) {
        api.raw(
            .post, path, "Make the configuration model what a YAML file says", for: .may(.configurationManage),
            query: [
                QueryParameter("dryRun", .boolean, "Only say what would change"),
                QueryParameter("prune", .boolean, "Retire what the file does not name"),
            ],
            accepts: "application/yaml", answers: "application/json", limit: ImportBody.limit
        ) { call in
            let reading = ModelReader.read(try await ImportBody.text(of: call))
            let dryRun = call.query.boolean("dryRun") ?? false
            let prune = call.query.boolean("prune") ?? false
            let provenance = try call.provenance("import")
            do {
                let difference = try await database.transaction { tx in
                    try imports.run(reading, prune: prune, dryRun: dryRun, by: provenance, in: tx)
                }
                return try ImportBody.response(ImportAnswer(difference, dryRun: dryRun))
            } catch let mistakes as ModelMistakes {
                throw ErrorReply(mistakes)
            }
        }
    }

    /// Answers for the item in the path; 404 when there is none.
    private func reading<Value: Codable & Sendable>(
        _ call: Call, _ answer: @escaping @Sendable (Kept<ConfigurationItem>, Transaction) throws -> Answer<Value>
    ) async throws -> Answer<Value> {
        let key = try call.path("item")
        return try await database.transaction { tx in
            guard let kept = try items.read(key, in: tx) else { throw NotFound("configuration item", key) }
            return try answer(kept, tx)
        }
    }
}
