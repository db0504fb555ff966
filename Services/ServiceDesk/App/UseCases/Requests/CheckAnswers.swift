import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Answers held against a form: also whether the people, configuration items and files in them are there, and known to who
/// names them.
struct CheckAnswers: Sendable {
    let form: FormAnswers
    let reader: Principal

    init(_ form: [FormField], as reader: Principal) {
        self.form = FormAnswers(form)
        self.reader = reader
    }

    /// Answers as they are kept. Throws `Invalid` naming the field at fault.
    ///
    /// - Parameter request: the request that was answered for before, whose files count too.
    func checked(
        _ given: [String: AnswerValue], for request: RecordReference? = nil, in tx: Transaction
    ) throws -> [String: AnswerValue] {
        let answers = try form.checked(given)
        for (field, id) in form.named(.person, in: answers) {
            guard let person = try PersonStore().read(id, in: tx)?.record, person.state == .active, mayName(person)
            else { throw InUse.unknown("person", id, field: field) }
        }
        for (field, id) in form.named(.configurationItem, in: answers) {
            guard let item = try Projection<ConfigurationItemAnnounced>().find(id, in: tx), try mayName(item, in: tx)
            else { throw InUse.unknown("configuration item", id, field: field, code: "unknown_configuration_item") }
        }
        for (field, id) in form.named(.file, in: answers) {
            guard try isTheirs(file: id, or: request, in: tx) else {
                throw Invalid("Name a file that you have uploaded.", field: field, code: "unknown_attachment")
            }
        }
        return answers
    }

    /// Files that were uploaded for these answers go to their request, where whoever sees it finds them in the conversation.
    func send(
        _ answers: [String: AnswerValue], with request: RecordReference, by provenance: Provenance, in tx: Transaction
    ) throws {
        let named = form.named(.file, in: answers)
        let files = try named.map(\.id).distinct.filter {
            try AttachmentStore().find($0, at: .form(of: reader.id), in: tx) != nil
        }
        guard !files.isEmpty, try AttachmentStore().move(files, of: reader.id, to: request, in: tx) == files.count
        else { return }
        let labels = form.form.filter { field in named.contains { $0.field == "answers.\(field.key)" } }
        let text = labels.map { $0.label["default"] ?? $0.key }.joined(separator: "\n")
        let saying = SayOnRecord.Saying(text: text, mentions: [], attachments: files, channel: .portal)
        _ = try SayOnRecord().say(saying, as: .reply, on: request, by: reader, provenance, in: tx)
    }

    /// Requesters name people of their own organisation, staff anybody.
    func mayName(_ person: Person) -> Bool {
        reader.isStaff || person.id == reader.id || person.details.organisation == reader.organisation
    }

    /// Who reads the configuration names any item in use, everybody else those that carry a service of theirs.
    private func mayName(_ item: ConfigurationItemAnnounced, in tx: Transaction) throws -> Bool {
        guard item.active else { return false }
        return try reader.may(.configurationRead) || OutageBoard().isUsable(item.supports, by: reader, in: tx)
    }

    private func isTheirs(file: UUID, or request: RecordReference?, in tx: Transaction) throws -> Bool {
        if try AttachmentStore().find(file, at: .form(of: reader.id), in: tx) != nil { return true }
        guard let request else { return false }
        return try AttachmentStore().find(file, at: AttachmentPlace(request), in: tx)?.uploadedBy == reader.id
    }
}
