import Foundation
import Records

/// What a runbook does: calls an address, or asks an executor over the broker. Exactly one of them.
package struct RunbookAction: Codable, Equatable, Sendable {
    package let webhook: Webhook?
    package let executor: Executor?
    /// Seconds within which it must have answered.
    package let timeout: Int
    /// Doing it twice does no more than doing it once: what may have been done is tried again.
    package let isIdempotent: Bool

    package init(webhook: Webhook? = nil, executor: Executor? = nil, timeout: Int, isIdempotent: Bool) {
        self.webhook = webhook
        self.executor = executor
        self.timeout = timeout
        self.isIdempotent = isIdempotent
    }

    /// An address of somebody else's.
    package struct Webhook: Codable, Equatable, Sendable {
        package enum Method: String, Codable, CaseIterable, Sendable {
            case get = "GET"
            case post = "POST"
            case put = "PUT"
            case patch = "PATCH"
            case delete = "DELETE"
        }

        /// Placeholders may stand behind the host.
        package let url: String
        package let method: Method
        package let headers: [String: String]
        /// Headers whose values are kept apart and never shown.
        package let secretHeaders: [String]
        /// A key is kept apart, with which each request is signed.
        package let isSigned: Bool
        /// With placeholders; what is known of the run as JSON without one.
        package let body: String?

        package init(
            url: String, method: Method = .post, headers: [String: String] = [:], secretHeaders: [String] = [],
            isSigned: Bool = false, body: String? = nil
        ) {
            self.url = url
            self.method = method
            self.headers = headers
            self.secretHeaders = secretHeaders
            self.isSigned = isSigned
            self.body = body
        }

        /// JSON unless the headers say otherwise.
        package var contentType: String {
            headers.first { $0.key.lowercased() == "content-type" }?.value ?? "application/json"
        }

        package var isJSON: Bool { contentType.lowercased().contains("json") }
    }

    /// Whoever has bound a queue to `dienst.adjustments` with this routing key.
    package struct Executor: Codable, Equatable, Sendable {
        package let route: String

        package init(route: String) {
            self.route = route
        }
    }

    /// In words: `POST https://ops.example.org/restart`, `executor ops.restart`.
    package var words: String {
        if let webhook { return "\(webhook.method.rawValue) \(webhook.url)" }
        return "executor \(executor?.route ?? "")"
    }

    func check(at field: String) throws(Invalid) {
        guard (webhook == nil) != (executor == nil) else {
            throw Invalid("Give a webhook or an executor.", field: field)
        }
        guard (1...3600).contains(timeout) else {
            throw Invalid("Wait 1 second to an hour for the answer.", field: "\(field).timeout")
        }
        try webhook?.check(at: "\(field).webhook")
        if webhook != nil, timeout > 300 {
            throw Invalid("A webhook is waited for 300 seconds at most.", field: "\(field).timeout")
        }
        if let executor,
            executor.route.wholeMatch(of: /[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*/) == nil
                || executor.route.count > 200
        {
            throw Invalid("Give words of letters, digits, - and _ with dots between.", field: "\(field).executor.route")
        }
    }
}

extension RunbookAction.Webhook {
    func check(at field: String) throws(Invalid) {
        guard (1...2000).contains(url.count) else { throw Invalid("Give 1 to 2000 characters.", field: "\(field).url") }
        guard let parts = target, let scheme = parts.scheme, ["http", "https"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil, parts.fragment == nil
        else { throw Invalid("Give an address such as https://ops.example.org/restart.", field: "\(field).url") }
        guard authority.map({ !$0.contains("{{") }) ?? false else {
            throw Invalid("The host cannot have placeholders.", field: "\(field).url")
        }
        guard headers.count + secretHeaders.count <= 30 else {
            throw Invalid("Give at most 30 headers.", field: "\(field).headers")
        }
        for (name, value) in headers { try Self.check(name, value, at: "\(field).headers") }
        for name in secretHeaders { try Self.check(name, "", at: "\(field).secrets") }
        let names = (Array(headers.keys) + secretHeaders).map { $0.lowercased() }
        guard Set(names).count == names.count else {
            throw Invalid("Each header stands once.", field: "\(field).headers")
        }
        if let body, body.utf8.count > 20_000 { throw Invalid("At most 20000 bytes.", field: "\(field).body") }
        try RunbookTemplate.check(url, at: "\(field).url")
        if let body { try RunbookTemplate.check(body, at: "\(field).body") }
        if let body, isJSON { try RunbookTemplate.checkJSON(body, at: "\(field).body") }
    }

    /// What is sent by the suite itself, or would change how the request is read.
    private static let ours: Set<String> = [
        "host", "content-length", "transfer-encoding", "connection", "expect", "idempotency-key", "x-dienst-signature",
        "x-dienst-timestamp", "x-dienst-adjustment",
    ]

    /// Throws `Invalid` for a header that cannot be sent.
    package static func check(_ name: String, _ value: String, at field: String) throws(Invalid) {
        guard name.wholeMatch(of: /[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}/) != nil, !ours.contains(name.lowercased()) else {
            throw Invalid("\(name.prefix(100)) cannot be set.", field: field)
        }
        guard value.count <= 4000, !value.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
            throw Invalid("The value of \(name) is too long, or has control characters.", field: field)
        }
    }

    /// The address with its placeholders filled with something harmless.
    private var target: URLComponents? { URLComponents(string: RunbookTemplate.filled(url) { _ in "x" }) }

    /// What stands between the slashes.
    private var authority: Substring? {
        guard let start = url.range(of: "://") else { return nil }
        return url[start.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    }

    /// Host and port as they are asked for; nil for an address that is none.
    package var place: (scheme: String, host: String, port: Int)? {
        guard let target, let scheme = target.scheme, let host = target.host else { return nil }
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        return (scheme, name.lowercased(), target.port ?? (scheme == "https" ? 443 : 80))
    }
}
