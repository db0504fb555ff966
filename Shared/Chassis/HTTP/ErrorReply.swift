import Contracts
import Foundation
import HTTPTypes
import Hummingbird

/// An answer that says no, as RFC 9457 problem details. Its texts are for the caller: no type names, no SQL, no paths.
package struct ErrorReply: Error, Equatable, Sendable {
    package var status: HTTPResponse.Status
    /// A stable word for programs, in snake case.
    package var code: String
    package var detail: String
    /// The field or parameter at fault, such as `window.from`.
    package var field: String?
    /// Members beyond the standard ones, such as `current` and `since` of a stale version.
    package var more: [String: JSONValue] = [:]
    package var headers = HTTPFields()

    package init(_ status: HTTPResponse.Status, _ code: String, _ detail: String, field: String? = nil) {
        self.status = status
        self.code = code
        self.detail = detail
        self.field = field
    }

    /// A query or path parameter that cannot be used: 400.
    package static func parameter(_ name: String, _ detail: String) -> ErrorReply {
        ErrorReply(.badRequest, "bad_parameter", detail, field: name)
    }

    /// A part of the body that cannot be used: 422.
    package static func body(_ field: String?, _ detail: String) -> ErrorReply {
        ErrorReply(.unprocessableContent, "invalid", detail, field: field)
    }

    func adding(_ name: HTTPField.Name, _ value: String) -> ErrorReply {
        var reply = self
        reply.headers[name] = value
        return reply
    }

    func document(correlation: String) -> JSONValue {
        var members = more
        members["type"] = "https://dienst.example/errors/\(code)"
        members["title"] = .text(status.reasonPhrase)
        members["status"] = .number(status.code)
        members["detail"] = .text(detail)
        members["code"] = .text(code)
        members["correlation"] = .text(correlation)
        if let field { members["field"] = .text(field) }
        return .object(members)
    }

    func response(correlation: String) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        let body = try WireJSON.encoder.encode(document(correlation: correlation))
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
