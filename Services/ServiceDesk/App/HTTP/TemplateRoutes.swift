import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Templates of one purpose: what lists, reading, retiring and restoring have in common.
private struct TemplateTable: Sendable {
    let database: Database
    let templates: KeepTemplates
    let root: String

    init(_ database: Database, _ purpose: Template.Purpose, at root: String) {
        self.database = database
        self.root = root
        templates = KeepTemplates(purpose)
    }

    /// - Parameter noun: for people: `response template`.
    func add(to api: inout API, _ noun: String) {
        api.list(root, "List \(noun)s", for: .may(.conversationNote), by: TemplateLists.listing, of: TemplateView.self)
        { call, wanted in
            let person = try call.principal
            return try await database.transaction {
                try TemplateLists.page(wanted, templates.purpose, for: person, in: $0) { TemplateView($0) }
            }
        }
        api.get("\(root)/{id}", "Read a \(noun)", for: .may(.conversationNote), answers: TemplateView.self) { call in
            let (id, person) = (try call.uuid("id"), try call.principal)
            let kept = try await database.transaction { try templates.find(id, for: person, in: $0) }
            return .ok(TemplateView(kept), version: kept.version)
        }
        api.post("\(root)/{id}/retire", "Retire a \(noun)", for: .may(.conversationNote), answers: TemplateView.self) {
            call in
            try await perform(.retire, "retire", call)
        }
        api.post("\(root)/{id}/restore", "Restore a \(noun)", for: .may(.conversationNote), answers: TemplateView.self)
        { call in
            try await perform(.restore, "restore", call)
        }
    }

    func define(_ details: Template.Details, _ call: Call) async throws -> Answer<TemplateView> {
        let (person, provenance) = (try call.principal, try call.provenance("define"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try templates.define(details, by: person, provenance, in: tx)
                return .created(
                    TemplateView(kept), version: kept.version, at: "\(root)/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    func revise(
        _ call: Call, _ revising: @escaping @Sendable (Template.Details) throws -> Template.Details
    ) async throws -> Answer<TemplateView> {
        let (id, version, person) = (try call.uuid("id"), try call.requiredVersion, try call.principal)
        let provenance = try call.provenance("revise")
        let kept = try await database.transaction { tx in
            let old = try templates.find(id, for: person, in: tx).record.details
            return try templates.perform(
                .revise(try revising(old)), on: id, expecting: version, by: person, provenance, in: tx)
        }
        return .ok(TemplateView(kept), version: kept.version)
    }

    private func perform(
        _ command: Template.Command, _ word: String, _ call: Call
    ) async throws -> Answer<TemplateView> {
        let (id, person, provenance) = (try call.uuid("id"), try call.principal, try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try templates.perform(
                    command, on: id, expecting: call.expectedVersion, by: person, provenance, in: tx)
                return .ok(TemplateView(kept), version: kept.version)
            }
        }
    }
}

/// Texts for replies and notes, with places that are filled from the record.
struct ResponseTemplateRoutes: Sendable {
    private let table: TemplateTable

    init(database: Database) {
        table = TemplateTable(database, .response, at: "/api/v1/response-templates")
    }

    func add(to api: inout API) {
        table.add(to: &api, "response template")
        api.post(
            table.root, "Define a response template", for: .may(.conversationNote), accepts: NewResponseTemplate.self,
            answers: TemplateView.self
        ) { call, body in try await table.define(try body.details(), call) }
        api.patch(
            "\(table.root)/{id}", "Revise a response template", for: .may(.conversationNote),
            accepts: ResponseTemplateRevision.self,
            answers: TemplateView.self
        ) { call, revision in try await table.revise(call) { try revision.revising($0) } }
        api.post(
            "\(table.root)/{id}/fill", "Fill in a response template for a record", for: .may(.conversationNote),
            accepts: FillBody.self,
            answers: FilledText.self, fill)
    }

    private func fill(_ call: Call, _ body: FillBody) async throws -> Answer<FilledText> {
        let (id, agent) = (try call.uuid("id"), try call.principal)
        let record = RecordReference(kind: body.kind, id: body.record)
        let filled = try await table.database.transaction {
            try table.templates.fill(id, for: record, in: body.language, by: agent, $0)
        }
        return .ok(FilledText(text: filled.text, language: filled.language))
    }
}

/// Reports of a usual kind, made ready for the next call.
struct RecordTemplateRoutes: Sendable {
    private let table: TemplateTable

    init(database: Database) {
        table = TemplateTable(database, .record, at: "/api/v1/record-templates")
    }

    func add(to api: inout API) {
        table.add(to: &api, "record template")
        api.post(
            table.root, "Define a record template", for: .may(.conversationNote), accepts: NewRecordTemplate.self,
            answers: TemplateView.self
        ) { call, body in try await table.define(try body.details(), call) }
        api.patch(
            "\(table.root)/{id}", "Revise a record template", for: .may(.conversationNote),
            accepts: RecordTemplateRevision.self,
            answers: TemplateView.self
        ) { call, revision in try await table.revise(call) { try revision.revising($0) } }
    }
}
