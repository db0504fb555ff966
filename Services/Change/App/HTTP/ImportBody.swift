import ChangeDomain
import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird

/// The body of an import: YAML as it is, or JSON with the YAML in `model`.
enum ImportBody {
    static let limit = 4 << 20

    static func text(of call: Call) async throws -> String {
        let type = call.request.headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? "application/yaml"
        let data = Data(try await call.body().readableBytesView)
        switch type.trimmingCharacters(in: .whitespaces) {
        case "application/json": return try model(in: data)
        case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain",
            "application/octet-stream", "application/x-www-form-urlencoded":
            guard let text = String(data: data, encoding: .utf8) else {
                throw ErrorReply(.badRequest, "not_utf8", "The body is not UTF-8.")
            }
            return text
        default:
            throw ErrorReply(
                .unsupportedMediaType, "not_yaml", "Send the model as application/yaml, or as JSON: {\"model\": \"…\"}."
            )
        }
    }

    private static func model(in data: Data) throws(ErrorReply) -> String {
        guard let object = try? JSONSerialization.jsonObject(with: data) else {
            throw ErrorReply(.badRequest, "malformed_json", "The body is not well-formed JSON.")
        }
        let members = object as? [String: Any] ?? [:]
        if let key = members.keys.sorted().first(where: { $0 != "model" }) {
            throw .body(key, "There is no such field; known here is model.")
        }
        guard let text = members["model"] as? String else { throw .body("model", "Give the YAML as a text.") }
        return text
    }

    static func response(_ answer: ImportAnswer) throws -> Response {
        let body = try WireJSON.encoder.encode(answer)
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension ErrorReply {
    /// So many are told in the sentence; the list has all.
    private static let toldInSentence = 20

    /// All mistakes of a file: 422 with a list of line, field and message.
    init(_ mistakes: ModelMistakes) {
        let told = mistakes.list.prefix(Self.toldInSentence).map { "Line \($0.line): \($0.message)" }
        let detail = "Nothing was imported. " + told.joined(separator: " ")
        self.init(.unprocessableContent, "model_refused", detail, field: mistakes.list.first?.field)
        more["line"] = mistakes.list.first.map { .number($0.line) } ?? .null
        more["mistakes"] = .list(
            mistakes.list.map {
                .object(["line": .number($0.line), "field": .text($0.field), "message": .text($0.message)])
            })
    }
}
