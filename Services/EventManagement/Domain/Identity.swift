import Foundation

/// What makes two events speak of the same thing: the labels that neither say how bad it is nor change by themselves.
package struct Identity: Hashable, Sendable {
    package let integration: UUID
    /// Canonical JSON of the identity labels, or the source's own key; equal texts of one integration are the same alert.
    package let text: String

    package init(integration: UUID, labels: [String: String], without volatile: Set<String> = Identity.volatile) {
        self.integration = integration
        text = Identity.canonical(labels, without: volatile)
    }

    /// A key that the source chose itself.
    package init(integration: UUID, key: String) {
        self.integration = integration
        text = "=" + key
    }

    /// How bad it is, which replica says so, and what changes with every restart.
    package static let volatile: Set<String> = [
        "severity", "priority", "level", "value", "prometheus_replica", "replica", "pod_uid",
    ]

    /// The labels by name as JSON, so that no two sets of labels share a text. Every event passes here.
    private static func canonical(_ labels: [String: String], without volatile: Set<String>) -> String {
        let kept = labels.lazy.filter { !volatile.contains($0.key) }.sorted { $0.key < $1.key }
        var text = ""
        text.reserveCapacity(kept.reduce(2) { $0 + $1.key.utf8.count + $1.value.utf8.count + 6 })
        for (name, value) in kept {
            text += text.isEmpty ? "{\"" : ",\""
            append(name, to: &text)
            text += "\":\""
            append(value, to: &text)
            text += "\""
        }
        return text + "}"
    }

    private static func append(_ part: String, to text: inout String) {
        guard part.utf8.contains(where: isEscaped) else {
            text += part
            return
        }
        let escaped = part.utf8.flatMap { isEscaped($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
        text += String(decoding: escaped, as: UTF8.self)
    }

    private static func isEscaped(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }
}

/// The fingerprint that Alertmanager and its clients know a set of labels by: FNV-1a over the sorted labels.
package enum Fingerprint {
    /// Sixteen hexadecimal digits.
    package static func of(_ labels: [String: String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for (name, value) in labels.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            name.utf8.forEach(mix)
            mix(0xFF)
            value.utf8.forEach(mix)
            mix(0xFF)
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
