import Chassis
import DeskDomain
import Foundation
import Postgres

/// Search over the records of all services: staff find what they may see, requesters what is theirs.
struct SearchRoutes: Sendable {
    let database: Database

    func add(to api: inout API) {
        api.get(
            "/api/v1/search", "Search records, people and services", for: .signedIn,
            query: RecordSearch.listing.parameters + [
                QueryParameter("q", .text, "Words, or the number of a record"),
                QueryParameter("service", .uuid, "Only those that concern these services", isList: true),
            ], answers: SearchAnswer.self, search)
        api.get(
            "/api/v1/search/suggest", "The eight best finds while somebody types", for: .signedIn,
            query: [QueryParameter("q", .text, "What was typed so far", isRequired: true)], answers: SearchAnswer.self,
            suggest)
        api.post(
            "/api/v1/desk/record-heads/rebuild", "Make the heads of all records again", for: .administrators,
            answers: Rebuilt.self
        ) { call in
            .ok(Rebuilt(heads: try await RebuildHeads(database: database).run(by: call.provenance("rebuild"))))
        }
    }

    private func search(_ call: Call) async throws -> Answer<SearchAnswer> {
        let (reader, wanted) = (try call.principal, try RecordSearch.listing.wanted(call.query))
        try Self.checkLength(call)
        return .ok(try await database.transaction { try SearchEverything().search(wanted, for: reader, in: $0) })
    }

    private func suggest(_ call: Call) async throws -> Answer<SearchAnswer> {
        let (reader, typed) = (try call.principal, call.query.text("q") ?? "")
        try Self.checkLength(call)
        return .ok(try await database.transaction { try SearchEverything().suggest(typed, for: reader, in: $0) })
    }

    private static func checkLength(_ call: Call) throws(ErrorReply) {
        guard (call.query.text("q")?.count ?? 0) <= 200 else {
            throw .parameter("q", "Search for at most 200 characters.")
        }
    }
}
