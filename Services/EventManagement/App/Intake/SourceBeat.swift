import Crypto
import EventDomain
import Foundation

/// A source says that something of its own lives; the heartbeat is made the first time.
struct SourceBeat: Equatable, Sendable {
    let integration: UUID
    let slug: String
    let name: String
    /// Seconds to the next, where the source says so.
    let period: Int?
    let at: Date

    init(_ name: String, every seconds: Int? = nil, in delivery: Delivery) {
        integration = delivery.integration
        self.name = String(name.prefix(100))
        slug = SourceBeat.slug(name)
        period = seconds.map { min(max($0, 60), 366 * 86_400) }
        at = delivery.receivedAt
    }

    /// The name itself when it is a slug; else what comes near it, with a mark that keeps two names apart.
    static func slug(_ name: String) -> String {
        if HeartbeatPlan.isSlug(name) { return name }
        let mark = SHA256.hash(data: Data(name.utf8)).prefix(4).map { String(format: "%02x", $0) }.joined()
        let near = name.lowercased().unicodeScalars.prefix(80).map { scalar -> Character in
            scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
        }
        return String(near) + "-" + mark
    }
}
