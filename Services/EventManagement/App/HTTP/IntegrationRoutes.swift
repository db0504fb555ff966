import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// Integrations: create, list, read, change, pause, give another key, revoke, set up, journal, why.
struct IntegrationRoutes {
    private static let root = "/api/v1/integrations"
    private static let one = "/api/v1/integrations/{id}"

    let database: Database
    let watch: WatchIntegrations

    private static let listing = Listing(
        sorts: [Listing.Column("createdAt", "created_at", .date), Listing.Column("name", "name", .text)],
        standard: "-createdAt", filters: [.any("state", "state", .oneOf(Integration.State.self), "States")])

    func add(to api: inout API) {
        addReading(to: &api)
        addWriting(to: &api)
        addMoves(to: &api)
        addSetup(to: &api)
        addHistory(to: &api, of: Integration.self, at: Self.one, for: .may(.integrationsManage), in: database) {
            key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(Integration.kind, key) }
            return try IntegrationStore().read(id, in: tx).record.id
        }
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(
            Self.root, "List integrations", for: .may(.integrationsManage), by: Self.listing, of: IntegrationView.self
        ) {
            _, wanted in
            try await database.transaction { tx in
                try wanted.read(Self.columns, from: Self.tables, in: tx) { try Self.view($0) }
            }
        }
        api.get(Self.one, "Read an integration", for: .may(.integrationsManage), answers: IntegrationView.self) {
            call in
            let id = try call.uuid("id")
            let view = try await database.transaction { tx in
                try tx.first("SELECT \(Self.columns) FROM \(Self.tables) WHERE integration.id = \(id)") {
                    try Self.view($0)
                }
            }
            guard let view else { throw NotFound(Integration.kind, id.uuidString.lowercased()) }
            return .ok(view, version: view.version)
        }
    }

    private static let tables: SQL = "integration LEFT JOIN integration_hearing AS h ON h.integration = integration.id"
    private static let columns: SQL = "version, record, h.heard_at, h.is_silent"

    private static func view(_ row: Row) throws -> IntegrationView {
        IntegrationView(
            try IntegrationStore.kept(row), heardAt: try row.value("heard_at"),
            isSilent: try row.value("is_silent"))
    }

    private func addWriting(to api: inout API) {
        let (database, watch) = (database, watch)
        api.post(
            Self.root, "Create an integration; its key is answered this once", for: .may(.integrationsManage),
            accepts: IntegrationBody.self, answers: IntegrationView.self
        ) { call, body in
            let by = try call.provenance("create-integration")
            // Not remembered for repeats: the key must not be kept readable. The unique name guards against two.
            let made = try await database.transaction { tx in
                let made = try KeepIntegrations().create(
                    named: body.name, key: body.key, profile: body.profile, by: by, in: tx)
                try watch.expect(made.kept.record, in: tx)
                return made
            }
            let address = "\(Self.root)/\(made.kept.record.id.uuidString.lowercased())"
            return .created(IntegrationView(made.kept, key: made.key), version: made.kept.version, at: address)
        }
        api.patch(
            Self.one, "Rename it, or say how what it sends is to be understood", for: .may(.integrationsManage),
            accepts: IntegrationChange.self, answers: IntegrationView.self
        ) { call, body in
            let (id, by) = (try call.uuid("id"), try call.provenance("change-integration"))
            let version = call.expectedVersion
            let kept = try await database.transaction { tx in
                let kept = try KeepIntegrations().change(
                    id, name: body.name, profile: body.profile, expecting: version, by: by, in: tx)
                if body.profile != nil { try watch.expect(kept.record, in: tx) }
                return kept
            }
            return .ok(IntegrationView(kept), version: kept.version)
        }
    }

    private func addMoves(to api: inout API) {
        let database = database
        let moves: [(String, String, Integration.Command)] = [
            ("pause", "Keep what it sends, but make no alerts of it", .pause),
            ("resume", "Make alerts of what it sends again", .resume),
        ]
        for (word, summary, command) in moves {
            api.post("\(Self.one)/\(word)", summary, for: .may(.integrationsManage), answers: IntegrationView.self) {
                call in
                let (id, by) = (try call.uuid("id"), try call.provenance("\(word)-integration"))
                let version = call.expectedVersion
                let kept = try await database.transaction { tx in
                    try KeepIntegrations().move(id, command, expecting: version, by: by, in: tx)
                }
                return .ok(IntegrationView(kept), version: kept.version)
            }
        }
        api.post(
            "\(Self.one)/revoke", "Take its key away", for: .may(.integrationsManage), answers: IntegrationView.self
        ) { call in
            let (id, by) = (try call.uuid("id"), try call.provenance("revoke-integration"))
            let version = call.expectedVersion
            let kept = try await database.transaction { tx in
                try KeepIntegrations().revoke(id, expecting: version, by: by, in: tx)
            }
            return .ok(IntegrationView(kept), version: kept.version)
        }
        api.post(
            "\(Self.one)/renew-key", "Take its key away and give it another, answered this once",
            for: .may(.integrationsManage), accepts: KeyBody.self, answers: IntegrationView.self
        ) { call, body in
            let (id, by) = (try call.uuid("id"), try call.provenance("renew-integration-key"))
            let version = call.expectedVersion
            let made = try await database.transaction { tx in
                try KeepIntegrations().renewKey(id, key: body.key, expecting: version, by: by, in: tx)
            }
            return .ok(IntegrationView(made.kept, key: made.key), version: made.kept.version)
        }
    }

    private func addSetup(to api: inout API) {
        let database = database
        api.get(
            "/api/v1/integration-kinds", "The tools that integrations are made for, their addresses and mappings",
            for: .may(.integrationsManage), answers: SourceKindsView.self
        ) { _ in
            .ok(
                SourceKindsView(
                    items: SourceKind.allCases.map {
                        SourceKindView(kind: $0, path: $0.path, mapping: $0.mapping)
                    }))
        }
        api.raw(
            .get, "\(Self.one)/setup", "Configuration to copy into the tool; put the key in place of KEY",
            for: .may(.integrationsManage),
            query: [
                QueryParameter("address", .text, "Where the tool reaches the suite, such as https://dienst.example")
            ],
            answers: "text/plain"
        ) { call in
            let id = try call.uuid("id")
            let address = try Self.address(call)
            let integration = try await database.transaction { tx in try IntegrationStore().read(id, in: tx).record }
            let setup = SourceSetup(
                kind: integration.profile?.kind ?? .any, name: integration.name, address: address)
            return Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: setup.text)))
        }
    }

    /// As given, or as this call came.
    private static func address(_ call: Call) throws -> String {
        if let given = call.query.text("address") {
            guard given.count <= 200, let url = URL(string: given), ["http", "https"].contains(url.scheme ?? ""),
                url.host() != nil, given.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "\"" && $0 != "'" })
            else {
                throw ErrorReply.parameter("address", "Give an address such as https://dienst.example.")
            }
            return given.hasSuffix("/") ? String(given.dropLast()) : given
        }
        let scheme =
            HTTPField.Name("X-Forwarded-Proto").flatMap { call.request.headers[$0] } == "https" ? "https" : "http"
        let host = (call.request.head.authority ?? "localhost").filter {
            $0.isLetter || $0.isNumber || ".:-[]".contains($0)
        }
        return "\(scheme)://\(host)"
    }
}
