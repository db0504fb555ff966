import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Saved views: staff keep their own and see what is shared with them.
struct SavedViewRoutes: Sendable {
    let database: Database
    private let views = KeepViews()

    init(database: Database) { self.database = database }

    func add(to api: inout API) {
        let root = "/api/v1/views"
        api.list(root, "List saved views", for: .staff, by: SavedViewLists.listing, of: SavedViewView.self) {
            call, wanted in
            let reader = try call.principal
            return try await database.transaction { try SavedViewLists.page(wanted, for: reader, in: $0) }
        }
        api.post(
            root, "Save a view", for: .staff, accepts: NewSavedView.self, answers: SavedViewView.self, define)
        api.get("\(root)/{id}", "Read a saved view", for: .staff, answers: SavedViewView.self, read)
        api.patch(
            "\(root)/{id}", "Revise a saved view", for: .staff, accepts: SavedViewRevision.self,
            answers: SavedViewView.self, revise)
        api.post("\(root)/{id}/retire", "Take a saved view away", for: .staff, answers: SavedViewView.self, retire)
    }

    private func define(_ call: Call, _ body: NewSavedView) async throws -> Answer<SavedViewView> {
        let (details, owner, provenance) = (try body.details, try call.principal, try call.provenance("define"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try views.define(details, for: owner, by: provenance, in: tx)
                return .created(
                    SavedViewView(kept), version: kept.version,
                    at: "/api/v1/views/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<SavedViewView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let kept = try await database.transaction { try views.find(id, for: reader, in: $0) }
        return .ok(SavedViewView(kept), version: kept.version)
    }

    private func revise(_ call: Call, _ revision: SavedViewRevision) async throws -> Answer<SavedViewView> {
        let (id, version, reader) = (try call.uuid("id"), try call.requiredVersion, try call.principal)
        let provenance = try call.provenance("revise")
        let kept = try await database.transaction { tx in
            try views.revise(id, as: reader, expecting: version, by: provenance, in: tx) { try revision.revising($0) }
        }
        return .ok(SavedViewView(kept), version: kept.version)
    }

    private func retire(_ call: Call) async throws -> Answer<SavedViewView> {
        let (id, reader, provenance) = (try call.uuid("id"), try call.principal, try call.provenance("retire"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try views.retire(id, as: reader, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(SavedViewView(kept), version: kept.version)
            }
        }
    }
}
