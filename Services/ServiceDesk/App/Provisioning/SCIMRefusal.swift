import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Records

/// A refusal as SCIM has it (RFC 7644, 3.12).
struct SCIMRefusal: Error, Equatable, Sendable {
    let status: HTTPResponse.Status
    /// One of the words of the standard, where it has one.
    let type: String?
    let detail: String

    static func badFilter(_ detail: String) -> SCIMRefusal {
        SCIMRefusal(status: .badRequest, type: "invalidFilter", detail: detail)
    }
    static func badPath(_ detail: String) -> SCIMRefusal {
        SCIMRefusal(status: .badRequest, type: "invalidPath", detail: detail)
    }
    static func badValue(_ detail: String) -> SCIMRefusal {
        SCIMRefusal(status: .badRequest, type: "invalidValue", detail: detail)
    }
    static func badSyntax(_ detail: String) -> SCIMRefusal {
        SCIMRefusal(status: .badRequest, type: "invalidSyntax", detail: detail)
    }
    static let missing = SCIMRefusal(status: .notFound, type: nil, detail: "There is no such resource.")
    static let signInNeeded = SCIMRefusal(
        status: .unauthorized, type: nil, detail: "Send a good API token as bearer.")
    static let forbidden = SCIMRefusal(
        status: .forbidden, type: nil, detail: "The token is not for the permission people.manage.")

    /// What our own rules say, in the words of the standard; nil for what is no refusal.
    init?(_ error: any Error) {
        switch error {
        case let refusal as SCIMRefusal: self = refusal
        case let invalid as Invalid:
            self = .badValue(invalid.field.map { "\($0): \(invalid.message)" } ?? invalid.message)
        case let rejection as Rejection:
            let isTaken = rejection.code.hasSuffix("taken")
            self.init(status: .conflict, type: isTaken ? "uniqueness" : nil, detail: rejection.message)
        case let reply as ErrorReply where reply.status == .forbidden:
            self.init(status: .forbidden, type: nil, detail: reply.detail)
        case is NotFound: self = .missing
        default: return nil
        }
    }

    init(status: HTTPResponse.Status, type: String?, detail: String) {
        self.status = status
        self.type = type
        self.detail = detail
    }

    func response() throws -> Response {
        var members: [String: JSONValue] = [
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"], "status": .text("\(status.code)"),
            "detail": .text(detail),
        ]
        if let type { members["scimType"] = .text(type) }
        var response = try SCIM.response(.object(members), status)
        if status == .unauthorized { response.headers[.wwwAuthenticate] = #"Bearer realm="dienst""# }
        return response
    }
}

/// What all answers of SCIM have in common.
enum SCIM {
    static let mediaType = "application/scim+json"
    static let root = "/scim/v2"

    static func response(
        _ value: JSONValue, _ status: HTTPResponse.Status = .ok, location: String? = nil, version: Int? = nil
    ) throws -> Response {
        var headers: HTTPFields = [.contentType: mediaType]
        headers[.location] = location
        headers[.eTag] = version.map { "W/\"\($0)\"" }
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try WireJSON.encoder.encode(value))))
    }

    /// A page of resources (RFC 7644, 3.4.2).
    static func list(_ resources: [JSONValue], total: Int, from start: Int) -> JSONValue {
        [
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": .number(total),
            "startIndex": .number(start), "itemsPerPage": .number(resources.count), "Resources": .list(resources),
        ]
    }
}
