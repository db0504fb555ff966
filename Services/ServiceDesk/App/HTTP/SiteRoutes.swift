import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Sites: staff may read all, everybody else those of their own organisation.
struct SiteRoutes: Sendable {
    let database: Database
    private let kept = KeepSites()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = "/api/v1/sites"
        api.list(root, "List sites", for: .signedIn, by: SiteLists.listing, of: SiteView.self) { call, wanted in
            try await database.transaction { try SiteLists.page(wanted, for: call.principal, in: $0) }
        }
        api.post(root, "Define a site", for: .may(.peopleManage), accepts: NewSite.self, answers: SiteView.self, define)
        api.get("\(root)/{id}", "Read a site", for: .signedIn, answers: SiteView.self, read)
        api.patch(
            "\(root)/{id}", "Revise a site", for: .may(.peopleManage), accepts: SiteRevision.self,
            answers: SiteView.self, revise)
        api.post("\(root)/{id}/deactivate", "Deactivate a site", for: .may(.peopleManage), answers: SiteView.self) {
            call in
            try await perform(.deactivate, "deactivate", call)
        }
        api.post("\(root)/{id}/reactivate", "Reactivate a site", for: .may(.peopleManage), answers: SiteView.self) {
            call in
            try await perform(.reactivate, "reactivate", call)
        }
        api.history(of: Site.self, at: "\(root)/{id}", for: .may(.peopleRead), in: database)
    }

    private func define(_ call: Call, _ body: NewSite) async throws -> Answer<SiteView> {
        let details = try body.details()
        let provenance = try call.provenance("define")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let made = try kept.define(details, by: provenance, in: tx)
                return .created(
                    SiteView(made), version: made.version,
                    at: "/api/v1/sites/\(made.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<SiteView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return try await database.transaction { tx in
            guard let found = try SiteStore().read(id, in: tx), isVisible(found.record, to: reader) else {
                throw NotFound(Site.kind, id.uuidString.lowercased())
            }
            return .ok(SiteView(found), version: found.version)
        }
    }

    private func revise(_ call: Call, _ revision: SiteRevision) async throws -> Answer<SiteView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let revised = try await database.transaction { tx in
            try kept.revise(id, expecting: version, by: provenance, in: tx) { try revision.revising($0) }
        }
        return .ok(SiteView(revised), version: revised.version)
    }

    private func perform(_ command: Site.Command, _ word: String, _ call: Call) async throws -> Answer<SiteView> {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let moved = try kept.perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(SiteView(moved), version: moved.version)
            }
        }
    }

    private func isVisible(_ site: Site, to reader: Principal) -> Bool {
        reader.may(.peopleRead) || site.details.organisation == reader.organisation
    }
}
