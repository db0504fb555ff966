import Chassis
import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Records

/// Files on records: uploaded before they are sent, and only ever downloaded, never shown in place.
struct AttachmentRoutes: Sendable {
    let database: Database
    let attachments: KeepAttachments

    func add(to api: inout API) {
        let root = "\(RecordAddress.root)/attachments"
        let name = QueryParameter("name", .text, "The file's name", isRequired: true)
        api.raw(
            .post, root, "Upload a file to a record", for: .may(.conversationReply), query: [name],
            accepts: "application/octet-stream", answers: "application/json", limit: attachments.settings.largest,
            isStreamed: true, upload)
        api.raw(
            .post, "/api/v1/catalogue/files", "Upload a file that a form of the catalogue asks for", for: .signedIn,
            query: [name], accepts: "application/octet-stream", answers: "application/json",
            limit: attachments.settings.largest, isStreamed: true, uploadForForm)
        api.get(root, "List a record's files", for: .signedIn, answers: AttachmentsAnswer.self, list)
        api.raw(
            .get, "\(root)/{attachmentID}", "Download a file", for: .signedIn, answers: "application/octet-stream",
            download)
        api.delete(
            "\(root)/{attachmentID}", "Delete a file that was not sent", for: .may(.conversationReply),
            answers: Nothing.self, delete)
    }

    private func upload(_ call: Call) async throws -> Response {
        let (record, person) = (try call.record(), try call.principal)
        let name = call.query.text("name") ?? ""
        let view = try await attachments.upload(name, to: record, by: person, from: call)
        return try Self.created(view, at: "\(call.request.uri.path)/\(view.id.uuidString.lowercased())")
    }

    private func uploadForForm(_ call: Call) async throws -> Response {
        let name = call.query.text("name") ?? ""
        return try Self.created(
            try await attachments.uploadForForm(name, by: call.principal, from: call), at: call.request.uri.path)
    }

    private static func created(_ view: AttachmentView, at address: String) throws -> Response {
        let body = try WireJSON.encoder.encode(view)
        return Response(
            status: .created, headers: [.contentType: "application/json", .location: address],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    private func list(_ call: Call) async throws -> Answer<AttachmentsAnswer> {
        let (record, person) = (try call.record(), try call.principal)
        return .ok(
            AttachmentsAnswer(
                items: try await database.transaction { try attachments.list(record, for: person, in: $0) }))
    }

    private func download(_ call: Call) async throws -> Response {
        let (record, id, person) = (try call.record(), try call.uuid("attachmentID"), try call.principal)
        let stored = try await database.transaction { try attachments.find(id, of: record, for: person, in: $0) }
        let file = Download(
            name: stored.name, mediaType: stored.type.mediaType(named: stored.name), length: stored.size,
            tag: stored.digest ?? "")
        return file.response(to: call) { index in
            try await database.transaction { try AttachmentStore().piece(index, of: id, in: $0) }
        }
    }

    private func delete(_ call: Call) async throws -> Answer<Nothing> {
        let (record, id, person) = (try call.record(), try call.uuid("attachmentID"), try call.principal)
        try await database.transaction { try attachments.delete(id, of: record, by: person, in: $0) }
        return .done
    }
}
