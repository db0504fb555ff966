import Crypto
import Foundation
import Hummingbird
import Records

/// One line of the route table: what is served, for whom, and in which shapes. Tests walk these.
package struct Endpoint: Sendable {
    package let method: HTTPRequest.Method
    /// With placeholders in braces: `/api/v1/incidents/{number}`.
    package let path: String
    package let summary: String
    package let access: Access
    package let query: [QueryParameter]
    /// What the body must look like; nil for none.
    package let accepts: Content?
    package let answers: Content?
    /// The largest body taken, in bytes.
    package let bodyLimit: Int
    /// Whether the handler reads the body as it arrives; such requests cannot be repeated by an idempotency key.
    var isStreamed = false
    /// Whether parameters that are not declared are taken too: addresses that other products' clients know.
    var takesAnyQuery = false

    let respond: @Sendable (Call) async throws -> Response

    /// The media type of a body, and its shape when it is JSON.
    package struct Content: Equatable, Sendable {
        package let mediaType: String
        package let schema: Schema?
    }

    /// The names in braces.
    package var placeholders: [String] {
        let parts = path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
        return parts.map { String($0.dropFirst().dropLast()) }
    }

    static func isID(_ placeholder: String) -> Bool { placeholder == "id" || placeholder.hasSuffix("ID") }

    /// Everything between the router and the handler: who calls, may they, and is the request well formed.
    func serve(_ request: Request, _ context: EdgeContext, _ authenticator: any Authenticator) async throws -> Response
    {
        let principal = try await admit(request, authenticator)
        let key = method == .post && !isStreamed ? try CallHeaders.idempotencyKey(request.headers) : nil
        var call = Call(
            request: request, signedIn: principal,
            query: try Query(request.uri.query, declared: query, takesAny: takesAnyQuery),
            correlation: context.correlation, traceparent: CallHeaders.traceparent(request.headers),
            expectedVersion: try Version.expected(request.headers[.ifMatch]), idempotencyKey: key,
            logger: context.logger, parameters: context.parameters, bodyLimit: bodyLimit)
        if key != nil { call = try await call.fingerprinted() }
        return try await perform(call)
    }

    /// Checks the ids in the address and runs the handler; the caller has been admitted.
    func perform(_ call: Call) async throws -> Response {
        for name in placeholders where Self.isID(name) { _ = try call.uuid(name) }
        return try await respond(call)
    }

    private func admit(_ request: Request, _ authenticator: any Authenticator) async throws -> Principal? {
        if access == .anyone || access == .session { return nil }
        guard let token = CallHeaders.bearer(request.headers) else { throw ErrorReply.signInNeeded }
        let principal = try await authenticator.principal(bearer: token)
        try admit(principal)
        return principal
    }

    /// Throws 403 unless this endpoint serves them.
    func admit(_ principal: Principal) throws(ErrorReply) {
        guard access.allows(principal) else { throw access.refusal }
    }
}

extension Call {
    /// With the hash that tells a repeated request from another one under the same key.
    func fingerprinted() async throws -> Call {
        var call = self
        let body = try await body()
        call.request.body = .init(buffer: body)
        var hash = SHA256()
        hash.update(data: Data("\(request.method.rawValue) \(request.uri.path)?\(request.uri.query ?? "")\n".utf8))
        hash.update(data: Data(body.readableBytesView))
        call.fingerprint = Data(hash.finalize())
        return call
    }
}

extension Access {
    fileprivate var refusal: ErrorReply {
        guard case .may(let action) = self else {
            return ErrorReply(.forbidden, "permission_needed", "This is for those who work for the provider.")
        }
        return .permissionNeeded(action)
    }
}
