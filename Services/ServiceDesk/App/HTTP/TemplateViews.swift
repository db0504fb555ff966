import DeskDomain
import Foundation
import Messaging
import Records

/// What `POST /api/v1/response-templates` takes.
struct NewResponseTemplate: Codable, Sendable {
    let name: String
    let shared: Bool
    let kinds: [RecordKind]?
    /// By language: en, de, sv, nb, ru.
    let texts: [String: String]

    func details() throws(Invalid) -> Template.Details {
        let text = try ResponseText(texts: texts, kinds: kinds ?? [])
        return try Template.Details(name: name, shared: shared, content: .response(text: text))
    }
}

/// What `PATCH /api/v1/response-templates/{id}` takes: what is left out stays.
struct ResponseTemplateRevision: Codable, Sendable {
    let name: String?
    let shared: Bool?
    let kinds: [RecordKind]?
    let texts: [String: String]?

    func revising(_ details: Template.Details) throws(Invalid) -> Template.Details {
        guard case .response(let text) = details.content else { return details }
        let new = try ResponseText(texts: texts ?? text.texts, kinds: kinds ?? text.kinds)
        return try Template.Details(
            name: name ?? details.name, shared: shared ?? details.shared, content: .response(text: new))
    }
}

/// What `POST /api/v1/record-templates` takes.
struct NewRecordTemplate: Codable, Sendable {
    let name: String
    let shared: Bool
    let summary: String
    let description: String?
    let service: UUID?
    /// 1 high … 3 low.
    let urgency: Int?

    func details() throws(Invalid) -> Template.Details {
        let report = try Template.Report(
            summary: summary, description: description, service: service, urgency: urgency)
        return try Template.Details(name: name, shared: shared, content: .report(report: report))
    }
}

/// What `PATCH /api/v1/record-templates/{id}` takes: what is left out stays, null clears.
struct RecordTemplateRevision: Decodable, Sendable {
    let name: String?
    let shared: Bool?
    let summary: String?
    let description: Clearable<String>
    let service: Clearable<UUID>
    let urgency: Clearable<Int>

    private enum CodingKeys: String, CodingKey { case name, shared, summary, description, service, urgency }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        shared = try fields.decodeIfPresent(Bool.self, forKey: .shared)
        summary = try fields.decodeIfPresent(String.self, forKey: .summary)
        description = try Clearable(fields, .description)
        service = try Clearable(fields, .service)
        urgency = try Clearable(fields, .urgency)
    }

    func revising(_ details: Template.Details) throws(Invalid) -> Template.Details {
        guard case .report(let report) = details.content else { return details }
        let new = try Template.Report(
            summary: summary ?? report.summary, description: description.replacing(report.description),
            service: service.replacing(report.service), urgency: urgency.replacing(report.urgency?.rawValue))
        return try Template.Details(
            name: name ?? details.name, shared: shared ?? details.shared, content: .report(report: new))
    }
}

/// What `POST /api/v1/response-templates/{id}/fill` takes; without a language the requester's counts.
struct FillBody: Codable, Sendable {
    let kind: RecordKind
    let record: UUID
    let language: Language?
}

/// A text ready to be looked over and sent.
struct FilledText: Codable, Sendable {
    let text: String
    let language: String
}

/// A template as the API shows it: with texts for responses, with a report for records.
struct TemplateView: Codable, Sendable {
    let id: UUID
    let name: String
    let shared: Bool
    let owner: UUID
    let kinds: [RecordKind]?
    let texts: [String: String]?
    let summary: String?
    let description: String?
    let service: UUID?
    let urgency: Int?
    let state: Template.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<Template>) {
        let (template, details) = (kept.record, kept.record.details)
        id = template.id
        name = details.name
        shared = details.shared
        owner = template.owner
        state = template.state
        definedAt = template.definedAt
        version = kept.version
        switch details.content {
        case .response(let text):
            (kinds, texts) = (text.kinds, text.texts)
            (summary, description, service, urgency) = (nil, nil, nil, nil)
        case .report(let report):
            (kinds, texts) = (nil, nil)
            (summary, description, service) = (report.summary, report.description, report.service)
            urgency = report.urgency?.rawValue
        }
    }
}
