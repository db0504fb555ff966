import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Records

/// One request as a handler sees it: authenticated, its query and headers already checked.
package struct Call: Sendable {
    package internal(set) var request: Request
    /// Who is signed in; nil at endpoints for anyone.
    package let signedIn: Principal?
    package let query: Query
    /// One id for everything that follows from this request; also in the answer's `X-Correlation-ID`.
    package let correlation: String
    /// W3C trace context, as given or begun here.
    package let traceparent: String
    /// The version the caller has read, from `If-Match`.
    package let expectedVersion: Int?
    /// From `Idempotency-Key`; see `Idempotency`.
    package let idempotencyKey: String?
    package let logger: Logger

    let parameters: Parameters
    let bodyLimit: Int
    /// A hash of method, address and body; present with an idempotency key.
    var fingerprint: Data?

    /// Who is signed in. Throws 401 at endpoints for anyone.
    package var principal: Principal {
        get throws {
            guard let signedIn else { throw ErrorReply.signInNeeded }
            return signedIn
        }
    }

    /// The version the caller has read. Throws 428 when they sent no `If-Match`.
    package var requiredVersion: Int {
        get throws {
            guard let expectedVersion else {
                let detail = "Send the version you read as If-Match: it stands in the answer's ETag."
                throw ErrorReply(.preconditionRequired, "version_needed", detail, field: "If-Match")
            }
            return expectedVersion
        }
    }

    /// A placeholder of the path, decoded. Those named `id` or ending in `ID` have been checked to be UUIDs.
    package func path(_ name: String) throws -> String {
        guard let value = parameters.get(name)?.removingPercentEncoding, !value.contains("\0") else {
            throw ErrorReply.parameter(name, "This part of the address is missing or not percent-encoded UTF-8.")
        }
        return value
    }

    /// A placeholder of the path that is a UUID.
    package func uuid(_ name: String) throws -> UUID {
        guard let id = UUID(uuidString: try path(name)) else {
            throw ErrorReply.parameter(name, "This part of the address is not an id.")
        }
        return id
    }

    /// Where a change that this request asks for comes from.
    package func provenance(_ command: String, reason: String? = nil) throws -> Provenance {
        Provenance(
            actor: .person(try principal.id), command: command, reason: reason, correlation: correlation,
            traceparent: traceparent)
    }

    /// The bearer token as given, for endpoints that check it themselves.
    package var bearer: String? { CallHeaders.bearer(request.headers) }

    /// The raw body, for endpoints that read it themselves. Throws 413 beyond the endpoint's limit.
    package func body() async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bodyLimit {
            throw HTTPError(.contentTooLarge)
        }
        return try await request.body.collect(upTo: bodyLimit)
    }
}

extension ErrorReply {
    static let signInNeeded = ErrorReply(.unauthorized, "sign_in_needed", "Sign in first: send an access token.")
        .adding(.wwwAuthenticate, #"Bearer realm="dienst""#)
}
