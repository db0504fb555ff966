import Foundation

/// Where requests that the suite makes for its users may go: nowhere, until an operator names the hosts.
package struct AllowedHosts: Sendable {
    package static let none = AllowedHosts([], networks: [])

    package let hosts: [Host]
    /// Internal networks that they may stand in, beside public addresses.
    package let networks: [Network]

    package init(_ hosts: [Host], networks: [Network]) {
        self.hosts = hosts
        self.networks = networks
    }

    /// Reaches no other network, whatever a name points to.
    package var http: OutboundHTTP {
        OutboundHTTP(largestAnswer: 1 << 16, reaching: ReachableNetworks(besidesPublic: networks))
    }

    /// `scheme` and `host` in lower case.
    package func admit(_ scheme: String, _ host: String, _ port: Int) -> Bool {
        hosts.contains { $0.admits(scheme, host, port) }
    }

    /// Whether an address is one of http or https, with no name or password in it, at an allowed host.
    package func admit(_ address: String) -> Bool {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(), let host = url.host(),
            ["http", "https"].contains(scheme), !host.isEmpty, url.user() == nil, url.password() == nil
        else { return false }
        return admit(scheme, host.lowercased(), url.port ?? (scheme == "https" ? 443 : 80))
    }

    /// `ops.example.org`, `*.example.org`, `ops.example.org:8443`, `http://10.0.0.5:8080`, `*`.
    package struct Host: Equatable, Sendable {
        let isPlainAllowed: Bool
        let host: String
        let port: Int?

        package init?(_ text: String) {
            isPlainAllowed = text.hasPrefix("http://")
            var rest = text[...]
            for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
            let isLiteral = rest.hasPrefix("[")
            let end = isLiteral ? rest.firstIndex(of: "]") : rest.lastIndex(of: ":") ?? rest.endIndex
            guard let end else { return nil }
            let name = isLiteral ? rest.dropFirst().prefix { $0 != "]" } : rest[..<end]
            let tail = rest[end...].drop { $0 == "]" }
            guard !name.isEmpty, name.count <= 253, name.allSatisfy({ !$0.isWhitespace && !"/@?#".contains($0) }) else {
                return nil
            }
            host = name.lowercased()
            guard !tail.isEmpty else {
                port = nil
                return
            }
            guard tail.hasPrefix(":"), let port = Int(tail.dropFirst()), (1...65_535).contains(port) else { return nil }
            self.port = port
        }

        package func admits(_ scheme: String, _ host: String, _ port: Int) -> Bool {
            guard scheme == "https" || isPlainAllowed else { return false }
            // Without a port the usual one is meant.
            guard port == self.port ?? (scheme == "https" ? 443 : 80) else { return false }
            if self.host == "*" { return true }
            return self.host.hasPrefix("*.") ? host.hasSuffix(self.host.dropFirst()) : host == self.host
        }
    }

    /// Reads a list with commas; nil when one of them is none.
    package static func list<Entry>(_ text: String, _ read: (String) -> Entry?) -> [Entry]? {
        let words = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let entries = words.compactMap(read)
        return entries.count == words.count ? entries : nil
    }
}
