import Foundation

/// Where mail is handed in: `smtp://user@host:587` or `smtps://user@host:465`.
///
/// `smtp` turns TLS on with STARTTLS and goes no further without it, unless the address ends in `?starttls=off`, for a relay of
/// one's own; a password never travels in the clear. `cacertfile=/path` names the authorities to trust.
package struct MailServer: Equatable, Sendable {
    /// From the first byte, with STARTTLS, or not at all.
    package enum Encryption: Equatable, Sendable { case tls, startTLS, none }

    package let host: String
    package let port: Int
    package let encryption: Encryption
    package let user: String?
    package let certificates: String?

    /// Nil for what is no such address, and for a user at a server that is spoken to in the clear.
    package init?(_ text: String) {
        guard let address = URLComponents(string: text), let host = address.host, !host.isEmpty else {
            return nil
        }
        guard address.password == nil, ["", "/"].contains(address.path) else { return nil }
        let items = address.queryItems ?? []
        guard let encryption = Self.encryption(address.scheme, items) else { return nil }
        guard
            items.allSatisfy({
                ["starttls", "cacertfile"].contains($0.name) && $0.value?.isEmpty == false
            })
        else {
            return nil
        }
        guard (1...65_535).contains(address.port ?? 25) else { return nil }
        self.host = host
        self.encryption = encryption
        port = address.port ?? (encryption == .tls ? 465 : 587)
        user = address.user.flatMap { $0.isEmpty ? nil : $0 }
        certificates = items.first { $0.name == "cacertfile" }?.value
        if user != nil, encryption == .none { return nil }
    }

    private static func encryption(_ scheme: String?, _ items: [URLQueryItem]) -> Encryption? {
        let choice = items.first { $0.name == "starttls" }?.value
        switch (scheme, choice) {
        case ("smtps", nil): return .tls
        case ("smtp", nil), ("smtp", "on"): return .startTLS
        case ("smtp", "off"): return Encryption.none
        default: return nil
        }
    }

    /// As libcurl wants it.
    var url: String {
        let bracketed = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return "\(encryption == .tls ? "smtps" : "smtp")://\(bracketed):\(port)"
    }
}
