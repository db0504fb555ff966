import HTTPTypes
import Hummingbird
import Postgres
import Records

extension ErrorReply {
    /// The one place where errors become answers. What is not named here is ours to mend: 500, and told to the log only.
    init(_ error: any Error, correlation: String) {
        switch error {
        case let reply as ErrorReply: self = reply
        case let no as Rejection: self.init(.conflict, no.code, no.message)
        case let bad as Invalid: self.init(.unprocessableContent, bad.code, bad.message, field: bad.field)
        case let missing as NotFound: self.init(.notFound, "not_found", "There is no \(missing.kind) \(missing.key).")
        case let stale as StaleVersion: self.init(stale)
        case let refused as TokenRefused: self.init(refused)
        case is SealingKeys.NotConfigured:
            self.init(
                .conflict, "not_configured",
                "This service has no key to keep secrets with: set DIENST_SECRET_KEY.")
        case is KeysUnknown: self.init(unavailable: "Sign-in cannot be checked yet.")
        case let trouble as DatabaseError where trouble.isTransient:
            self.init(unavailable: "The database cannot take this now.")
        case is CancellationError: self.init(unavailable: "The request was given up.")
        case let http as any HTTPResponseError: self.init(http.status)
        default:
            self.init(
                .internalServerError, "internal", "Something went wrong here; it is logged under \(correlation).")
        }
    }

    private init(_ stale: StaleVersion) {
        self.init(
            .preconditionFailed, "stale_version",
            "Somebody else changed it first: it is at version \(stale.current), you had \(stale.expected).")
        more = ["current": .number(stale.current), "since": .list(stale.since.map { .text($0) })]
        headers[.eTag] = Version.tag(stale.current)
    }

    private init(_ refused: TokenRefused) {
        self.init(.unauthorized, "token_refused", "The access token is not valid, or no longer.")
        headers[.wwwAuthenticate] = #"Bearer realm="dienst", error="invalid_token""#
    }

    private init(unavailable detail: String) {
        self.init(.serviceUnavailable, "unavailable", "\(detail) Try again shortly.")
        headers[.retryAfter] = "2"
    }

    private init(_ status: HTTPResponse.Status) {
        let known: [Int: (String, String)] = [
            404: ("not_found", "There is nothing at this address."),
            413: ("too_large", "The body is larger than this endpoint takes."),
        ]
        let (code, detail) = known[status.code] ?? ("refused", "The request cannot be served: \(status.reasonPhrase).")
        self.init(status.code >= 500 ? .internalServerError : status, code, detail)
    }
}
