import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// SCIM 2.0 (RFC 7643, RFC 7644): an identity provider keeps people and teams, with an API token for `people.manage`.
struct SCIMRoutes: Sendable {
    let database: Database
    private let tokens = KeepAPITokens()

    init(database: Database) { self.database = database }

    private static let lists = [
        QueryParameter("filter", .text, "attribute eq \"value\", joined by and"),
        QueryParameter("startIndex", .text, "The first to answer, counted from 1"),
        QueryParameter("count", .text, "How many to answer at most"),
        QueryParameter("attributes", .text, "Taken and passed over: everything is answered"),
        QueryParameter("excludedAttributes", .text, "Taken and passed over: everything is answered"),
    ]

    func add(to api: inout API) {
        addPeople(to: &api)
        addTeams(to: &api)
        for (path, document) in SCIMDocuments.all {
            add(.get, path, "Read what this SCIM server is", to: &api) { _, root, _, _ in
                try SCIM.response(document(root))
            }
        }
    }

    private func addPeople(to api: inout API) {
        add(.get, "/Users", "List people for an identity provider", query: Self.lists, to: &api) { call, root, by, tx in
            let wanted = try Self.wanted(call, ProvisionPeople.filters)
            return try SCIM.response(ProvisionPeople(root: root, by: by).list(wanted, in: tx))
        }
        add(.post, "/Users", "Provision a person", to: &api) { call, root, by, tx in
            let (kept, resource) = try ProvisionPeople(root: root, by: by).create(SCIMUser(call.json), in: tx)
            return try SCIM.response(
                resource, .created, location: "\(root)/Users/\(kept.record.id.uuidString.lowercased())",
                version: kept.version)
        }
        let one = "/Users/{user}"
        add(.get, one, "Read a person for an identity provider", query: Self.attributes, to: &api) {
            call, root, by, tx in
            let (kept, resource) = try ProvisionPeople(root: root, by: by).read(call.id("user"), in: tx)
            return try SCIM.response(resource, version: kept.version)
        }
        for method in [HTTPRequest.Method.put, .patch] {
            add(method, one, "Revise a person for an identity provider", query: Self.attributes, to: &api) {
                call, root, by, tx in
                let user = method == .put ? try SCIMUser(call.json) : try SCIMPatch(call.json).user()
                let (kept, resource) = try ProvisionPeople(root: root, by: by).revise(call.id("user"), to: user, in: tx)
                return try SCIM.response(resource, version: kept.version)
            }
        }
        add(.delete, one, "Deactivate a person for an identity provider", to: &api) { call, root, by, tx in
            try ProvisionPeople(root: root, by: by).delete(call.id("user"), in: tx)
            return Response(status: .noContent)
        }
    }

    private func addTeams(to api: inout API) {
        add(.get, "/Groups", "List teams for an identity provider", query: Self.lists, to: &api) { call, root, by, tx in
            let wanted = try Self.wanted(call, ProvisionTeams.filters)
            return try SCIM.response(ProvisionTeams(root: root, by: by).list(wanted, in: tx))
        }
        add(.post, "/Groups", "Provision a team", to: &api) { call, root, by, tx in
            let (kept, resource) = try ProvisionTeams(root: root, by: by).create(call.json, in: tx)
            return try SCIM.response(
                resource, .created, location: "\(root)/Groups/\(kept.record.id.uuidString.lowercased())",
                version: kept.version)
        }
        let one = "/Groups/{group}"
        add(.get, one, "Read a team for an identity provider", query: Self.attributes, to: &api) { call, root, by, tx in
            let (kept, resource) = try ProvisionTeams(root: root, by: by).read(call.id("group"), in: tx)
            return try SCIM.response(resource, version: kept.version)
        }
        add(.put, one, "Replace a team for an identity provider", query: Self.attributes, to: &api) {
            call, root, by, tx in
            let (kept, resource) = try ProvisionTeams(root: root, by: by)
                .replace(call.id("group"), with: call.json, in: tx)
            return try SCIM.response(resource, version: kept.version)
        }
        add(.patch, one, "Revise a team for an identity provider", query: Self.attributes, to: &api) {
            call, root, by, tx in
            let (kept, resource) = try ProvisionTeams(root: root, by: by)
                .patch(call.id("group"), with: SCIMPatch(call.json), in: tx)
            return try SCIM.response(resource, version: kept.version)
        }
        add(.delete, one, "Deactivate a team for an identity provider", to: &api) { call, root, by, tx in
            try ProvisionTeams(root: root, by: by).delete(call.id("group"), in: tx)
            return Response(status: .noContent)
        }
    }

    private static var attributes: [QueryParameter] { Array(lists.suffix(2)) }

    private static func wanted(_ call: SCIMCall, _ filters: [String]) throws -> ProvisionPeople.Wanted {
        let start = call.query("startIndex").flatMap { Int($0) } ?? 1
        let count = call.query("count").flatMap { Int($0) } ?? 100
        return ProvisionPeople.Wanted(
            filter: try SCIMFilter(call.query("filter"), allowed: filters), start: max(1, min(start, 10_000_000)),
            count: max(0, min(count, 500)))
    }
}
