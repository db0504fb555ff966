import Delivery
import EventDomain
import Foundation

/// Where webhooks of runbooks may go: nowhere, until an operator says so.
struct RunbookReach: Sendable {
    static let nowhere = RunbookReach(places: [], networks: [])

    let places: [Place]
    /// Internal networks that may be reached, beside public addresses.
    let networks: [Network]

    var http: OutboundHTTP {
        OutboundHTTP(largestAnswer: 1 << 16, reaching: ReachableNetworks(besidesPublic: networks))
    }

    /// Why a webhook may not be called; nil when it may.
    func refusal(of webhook: RunbookAction.Webhook) -> String? {
        guard let place = webhook.place else { return "its address cannot be read" }
        if places.contains(where: { $0.admits(place.scheme, place.host, place.port) }) { return nil }
        return "\(place.scheme)://\(place.host):\(place.port) is not among the hosts that runbooks may call"
    }

    /// `ops.example.org`, `*.example.org`, `ops.example.org:8443`, `http://10.0.0.5:8080`, `*`.
    struct Place: Equatable, Sendable {
        let isPlainAllowed: Bool
        let host: String
        let port: Int?

        init?(_ text: String) {
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

        func admits(_ scheme: String, _ host: String, _ port: Int) -> Bool {
            guard scheme == "https" || isPlainAllowed else { return false }
            // Without a port the usual one is meant.
            guard port == self.port ?? (scheme == "https" ? 443 : 80) else { return false }
            if self.host == "*" { return true }
            return self.host.hasPrefix("*.") ? host.hasSuffix(self.host.dropFirst()) : host == self.host
        }
    }

    /// Reads a list with commas; nil when one of them is none.
    static func list<Entry>(_ text: String, _ read: (String) -> Entry?) -> [Entry]? {
        let words = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let entries = words.compactMap(read)
        return entries.count == words.count ? entries : nil
    }
}
