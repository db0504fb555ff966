import Foundation

/// What makes two events speak of the same thing: the labels that neither say how bad it is nor change by themselves.
package struct Identity: Hashable, Sendable {
    /// Canonical JSON of the identity labels, led by the integration; equal texts are the same alert.
    package let text: String

    package init(integration: UUID, labels: [String: String], without volatile: Set<String> = Identity.volatile) {
        text = integration.uuidString.lowercased() + Identity.canonical(labels.filter { !volatile.contains($0.key) })
    }

    /// A key that the source chose itself.
    package init(integration: UUID, key: String) {
        text = integration.uuidString.lowercased() + "=" + key
    }

    /// How bad it is, which replica says so, and what changes with every restart.
    package static let volatile: Set<String> = [
        "severity", "priority", "level", "value", "prometheus_replica", "replica", "pod_uid",
    ]

    /// The label names in byte order, as JSON, so that no two sets of labels share a text.
    private static func canonical(_ labels: [String: String]) -> String {
        var text = "{"
        for (name, value) in labels.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            if text.utf8.count > 1 { text += "," }
            append(name, to: &text)
            text += ":"
            append(value, to: &text)
        }
        return text + "}"
    }

    private static func append(_ part: String, to text: inout String) {
        text += "\""
        for scalar in part.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        text += "\""
    }
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
