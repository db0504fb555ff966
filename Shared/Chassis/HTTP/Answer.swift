import Contracts
import Foundation
import HTTPTypes
import Hummingbird

/// What a handler answers with: a value, its status, and where and at which version it stands.
package struct Answer<Value: Codable & Sendable>: Sendable {
    enum Content: Sendable {
        case value(Value)
        /// Rendered at an earlier request with the same idempotency key.
        case rendered(Data)
        case nothing
    }

    var content: Content
    var status: HTTPResponse.Status
    var headers = HTTPFields()

    /// 200.
    package static func ok(_ value: Value, version: Int? = nil) -> Answer {
        Answer(.value(value), .ok, version: version)
    }

    /// 201, with the new record's address.
    package static func created(_ value: Value, version: Int? = nil, at location: String? = nil) -> Answer {
        Answer(.value(value), .created, version: version, location: location)
    }

    /// 202: taken, and done later.
    package static func accepted(_ value: Value) -> Answer { Answer(.value(value), .accepted) }

    /// Adds a header, such as `Set-Cookie`.
    package func header(_ name: String, _ value: String) -> Answer {
        var answer = self
        if let name = HTTPField.Name(name) { answer.headers.append(HTTPField(name: name, value: value)) }
        return answer
    }

    init(_ content: Content, _ status: HTTPResponse.Status, version: Int? = nil, location: String? = nil) {
        self.content = content
        self.status = status
        if let version { headers[.eTag] = Version.tag(version) }
        if let location { headers[.location] = location }
    }

    /// The body as JSON; nil for none.
    func rendered() throws -> Data? {
        switch content {
        case .value(let value): try WireJSON.encoder.encode(value)
        case .rendered(let data): data
        case .nothing: nil
        }
    }

    /// For endpoints that read their body themselves and answer like all others.
    package func response() throws -> Response {
        guard let body = try rendered() else { return Response(status: status, headers: headers) }
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// Stands where an endpoint answers without a body, or takes none.
package struct Nothing: Codable, Equatable, Sendable {
    package init() {}
}

extension Answer where Value == Nothing {
    /// 204.
    package static var done: Answer { Answer(.nothing, .noContent) }

    /// 204, at the record's new version.
    package static func done(version: Int) -> Answer { Answer(.nothing, .noContent, version: version) }
}
