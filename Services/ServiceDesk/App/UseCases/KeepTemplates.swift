import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Templates are one's own, or shared: then whoever manages templates changes them.
struct KeepTemplates: Sendable {
    let purpose: Template.Purpose
    private let ledger = Ledger(TemplateStore())

    init(_ purpose: Template.Purpose) {
        self.purpose = purpose
    }

    func define(
        _ details: Template.Details, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Template> {
        if details.shared { try checkSharing(by: person) }
        try checkService(details, in: tx)
        return try ledger.open(
            UUID.v7(at: tx.now), with: [.defined(owner: person.id, details: details)], by: provenance, in: tx)
    }

    func perform(
        _ command: Template.Command, on id: UUID, expecting version: Int?, by person: Principal,
        _ provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Template> {
        if case .revise(let details) = command { try checkService(details, in: tx) }
        let template = try find(id, for: person, in: tx).record
        if template.details.shared { try checkSharing(by: person) }
        if case .revise(let details) = command, details.shared { try checkSharing(by: person) }
        return try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    /// Throws `NotFound` for somebody else's own template as for none.
    func find(_ id: UUID, for person: Principal, in tx: Transaction) throws -> Kept<Template> {
        guard let kept = try ledger.store.read(id, purpose, for: person, in: tx) else {
            throw NotFound(Template.kind, id.uuidString.lowercased())
        }
        return kept
    }

    /// The text of a response template for a record that the caller may see, in its requester's language unless another is asked for.
    func fill(
        _ id: UUID, for reference: RecordReference, in language: Language?, by agent: Principal, _ tx: Transaction
    ) throws -> (text: String, language: String) {
        guard case .response(let text) = try find(id, for: agent, in: tx).record.details.content else {
            throw NotFound(Template.kind, id.uuidString.lowercased())
        }
        let head: RecordHead
        do {
            head = try RecordSight().find(reference, for: agent, in: tx)
        } catch let missing as NotFound {
            throw Invalid("There is no \(missing.kind) \(missing.key).", field: "record", code: "unknown_record")
        }
        guard text.suits(reference.kind) else {
            throw Invalid("This text is for other kinds of records.", field: "kind", code: "other_kind")
        }
        let requester = try head.requester.flatMap { try PersonStore().read($0, in: tx)?.record.details }
        return text.filled(
            in: [language, requester?.language].compactMap(\.self),
            with: [
                .requester: requester?.name ?? "", .number: head.number, .title: head.title, .agent: agent.name,
            ])
    }

    /// What all staff use is for whoever manages templates.
    private func checkSharing(by person: Principal) throws {
        guard person.may(.templatesManage) else { throw ErrorReply.permissionNeeded(.templatesManage) }
    }

    private func checkService(_ details: Template.Details, in tx: Transaction) throws {
        guard case .report(let report) = details.content, let service = report.service else { return }
        guard try ServiceStore().read(service, in: tx)?.record.state == .active else {
            throw Invalid(
                "There is no active service \(service.uuidString.lowercased()).", field: "service",
                code: "unknown_service")
        }
    }
}
