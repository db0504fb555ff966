import CCurl
import Foundation

/// The address of a machine, 4 or 16 bytes long; IPv4 written as IPv6 counts as IPv4.
package struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        let mapped = Array(repeating: UInt8(0), count: 10) + [0xff, 0xff]
        self.bytes = bytes.count == 16 && Array(bytes.prefix(12)) == mapped ? Array(bytes.suffix(4)) : bytes
    }

    /// `10.0.0.17`, `fd00::1`; nil for a name or anything else.
    package init?(_ text: String) {
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: &four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            self.init(bytes: withUnsafeBytes(of: &sixteen) { Array($0) })
        } else {
            return nil
        }
    }

    package var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: bytes.count, by: 2)
            .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
    }
}

/// A range of addresses: `10.0.0.0/8`, `fd00::/8`, or one address.
package struct Network: Hashable, Sendable {
    private let base: NetworkAddress
    private let prefix: Int

    /// Nil for what is no network.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = parts.first.flatMap({ NetworkAddress(String($0)) }) else { return nil }
        let widest = base.bytes.count * 8
        guard let prefix = parts.count == 1 ? widest : Int(parts[1]), (0...widest).contains(prefix) else { return nil }
        self.base = base
        self.prefix = prefix
    }

    package func contains(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        let (whole, rest) = prefix.quotientAndRemainder(dividingBy: 8)
        guard address.bytes.prefix(whole) == base.bytes.prefix(whole) else { return false }
        guard rest > 0 else { return true }
        return address.bytes[whole] >> (8 - rest) == base.bytes[whole] >> (8 - rest)
    }
}

/// What outbound requests may reach. It is judged by the address that a connection is made to, so a name that points inside, or
/// begins to while we ask, gains nothing.
package struct ReachableNetworks: Sendable {
    private let allowed: [Network]

    /// Public addresses and these.
    package init(besidesPublic allowed: [Network] = []) {
        self.allowed = allowed
    }

    package func allow(_ address: NetworkAddress) -> Bool {
        allowed.contains { $0.contains(address) } || Self.isPublic(address)
    }

    /// Unicast addresses that anybody may use, by the registries of IANA (RFC 6890).
    static func isPublic(_ address: NetworkAddress) -> Bool {
        if address.bytes.count == 16, address.bytes[0] & 0xe0 != 0x20 { return false }
        return !special.contains { $0.contains(address) }
    }

    /// Of IPv6 the ranges that wrap an address of IPv4, or are for documents.
    private static let special: [Network] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    ].compactMap { Network($0) }
}
