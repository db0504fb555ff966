import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Definitions of one kind as the API serves them.
protocol ServedDefinition: KeptDefinition {
    associatedtype New: NewDefinition where New.Content == Self
    associatedtype Revision: DefinitionRevision where Revision.Content == Self
    associatedtype View: DefinitionView where View.Content == Self

    static var place: DefinitionPlace { get }
    static var filters: [Filter] { get }
    static var sorts: [Listing.Column] { get }

    /// Which of them this reader may see; nil for all.
    static func visible(to reader: Principal) -> SQL?

    /// Throws unless this keeper may make or move a definition that says, or said, this.
    static func permit(_ details: Self, to keeper: Principal) throws
}

extension ServedDefinition {
    static var filters: [Filter] { [] }
    static var sorts: [Listing.Column] { [] }
    static func visible(to reader: Principal) -> SQL? { nil }
    static func permit(_ details: Self, to keeper: Principal) throws {}
}

/// Where definitions of a kind stand in the API, what people call them, and whose they are.
struct DefinitionPlace: Sendable {
    let root: String
    /// `a team`
    let one: String
    /// `teams`
    let many: String
    let readers: Access
    let keepers: Access
    let auditors: Access
}

/// What `POST` takes.
protocol NewDefinition: Decodable, Sendable {
    associatedtype Content
    func details() throws(Invalid) -> Content
}

/// What `PATCH` takes: what is left out stays, null clears.
protocol DefinitionRevision: Decodable, Sendable {
    associatedtype Content
    func revising(_ details: Content) throws(Invalid) -> Content
}

protocol DefinitionView: Codable, Sendable {
    associatedtype Content: Definable
    init(_ kept: Kept<Definition<Content>>)
}

/// Definitions of one kind are listed, read, made, revised, deactivated and used again.
struct DefinitionRoutes<Content: ServedDefinition>: Sendable {
    let database: Database
    private let definitions = KeepDefinitions<Content>()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let place = Content.place
        let one = "\(place.root)/{id}"
        api.list(place.root, "List \(place.many)", for: place.readers, by: listing, of: Content.View.self, list)
        api.post(
            place.root, "Define \(place.one)", for: place.keepers, accepts: Content.New.self,
            answers: Content.View.self, define)
        api.get(one, "Read \(place.one)", for: place.readers, answers: Content.View.self, read)
        api.patch(
            one, "Revise \(place.one)", for: place.keepers, accepts: Content.Revision.self,
            answers: Content.View.self, revise)
        api.post("\(one)/deactivate", "Deactivate \(place.one)", for: place.keepers, answers: Content.View.self) {
            try await perform(.deactivate, "deactivate", $0)
        }
        api.post("\(one)/reactivate", "Reactivate \(place.one)", for: place.keepers, answers: Content.View.self) {
            try await perform(.reactivate, "reactivate", $0)
        }
        api.history(of: Definition<Content>.self, at: one, for: place.auditors, in: database)
    }

    private var listing: Listing {
        Listing(
            sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)]
                + Content.sorts,
            standard: "name",
            filters: [.any("state", "state", .oneOf(DefinitionState.self), "Whether they are in use")]
                + Content.filters,
            search: { "name ILIKE \(Search.pattern($0))" })
    }

    private func list(_ call: Call, _ wanted: Wanted) async throws -> Page<Content.View> {
        let visible = Content.visible(to: try call.principal)
        return try await database.transaction { tx in
            try wanted.read("record, version", from: SQL(unsafe: Content.table), where: visible, in: tx) {
                Content.View(try DefinitionStore<Content>.kept($0))
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<Content.View> {
        let (id, visible) = (try call.uuid("id"), Content.visible(to: try call.principal))
        let kept = try await database.transaction {
            try DefinitionStore<Content>().read(id, where: visible, in: $0)
        }
        guard let kept else { throw NotFound(Content.kind, id.uuidString.lowercased()) }
        return .ok(Content.View(kept), version: kept.version)
    }

    private func define(_ call: Call, _ body: Content.New) async throws -> Answer<Content.View> {
        let (details, keeper) = (try body.details(), try call.principal)
        let provenance = try call.provenance("define")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                try Content.permit(details, to: keeper)
                let kept = try definitions.define(details, by: provenance, in: tx)
                return .created(
                    Content.View(kept), version: kept.version,
                    at: "\(Content.place.root)/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func revise(_ call: Call, _ revision: Content.Revision) async throws -> Answer<Content.View> {
        let (id, version, keeper) = (try call.uuid("id"), try call.requiredVersion, try call.principal)
        let provenance = try call.provenance("revise")
        let kept = try await database.transaction { tx in
            let before = try definitions.find(id, in: tx).record.details
            let details = try revision.revising(before)
            for said in [before, details] { try Content.permit(said, to: keeper) }
            return try definitions.perform(.revise(details), on: id, expecting: version, by: provenance, in: tx)
        }
        return .ok(Content.View(kept), version: kept.version)
    }

    private func perform(
        _ command: Definition<Content>.Command, _ word: String, _ call: Call
    ) async throws -> Answer<Content.View> {
        let (id, keeper, provenance) = (try call.uuid("id"), try call.principal, try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                try Content.permit(definitions.find(id, in: tx).record.details, to: keeper)
                let kept = try definitions.perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(Content.View(kept), version: kept.version)
            }
        }
    }
}
