import Crypto
import Foundation

/// Seals what a service must be able to read again but nobody who reads its database should: AES-GCM (NIST SP 800-38D) with a key
/// of its own for each purpose (HKDF, RFC 5869).
///
/// The setting holds one key a line. The first seals, all open: a key is changed by writing a new line above it, and the old line
/// may go when nothing is sealed by it any more.
package struct SealingKeys: Sendable {
    /// What is sealed; a text sealed for one purpose or owner opens for no other.
    package struct Purpose: Sendable {
        let name: String

        /// - Parameter name: never changed; no two purposes of a service share one.
        package init(_ name: String) { self.name = name }
    }

    /// The setting is missing, so that nothing can be sealed. Answered with 409.
    package struct NotConfigured: Error {}

    /// What was read is not what was sealed, or was sealed with a key that is not here.
    package struct Broken: Error {}

    private let roots: [SymmetricKey]

    /// Without a secret everything that needs one throws `NotConfigured`.
    package init(_ secret: Secret?) {
        let lines = (secret?.value ?? "").split(whereSeparator: \.isNewline).map(String.init)
        // A text of several lines was one key before it could be several.
        let texts = lines.count > 1 ? lines + [secret?.value ?? ""] : lines
        roots = texts.map { SymmetricKey(data: Data($0.utf8)) }
    }

    /// Names the key that seals, and tells nothing of it; nil without one.
    package var current: String? { roots.first.map { Self.name(of: $0) } }

    /// - Parameter part: which of several things of the owner.
    ///
    /// Throws `NotConfigured`.
    package func seal(_ data: Data, for purpose: Purpose, of owner: UUID, part: String? = nil) throws -> Data {
        guard let root = roots.first else { throw NotConfigured() }
        let bound = Self.bound(to: owner, part)
        let box = try AES.GCM.seal(data, using: Self.key(root, for: purpose), authenticating: bound)
        guard let sealed = box.combined else { throw Broken() }
        return sealed
    }

    /// Throws `NotConfigured` or `Broken`.
    package func open(_ sealed: Data, for purpose: Purpose, of owner: UUID, part: String? = nil) throws -> Data {
        guard !roots.isEmpty else { throw NotConfigured() }
        let bound = Self.bound(to: owner, part)
        for root in roots {
            do {
                let box = try AES.GCM.SealedBox(combined: sealed)
                return try AES.GCM.open(box, using: Self.key(root, for: purpose), authenticating: bound)
            } catch is CryptoKitError {
                continue
            }
        }
        throw Broken()
    }

    private static func key(_ root: SymmetricKey, for purpose: Purpose) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(purpose.name.utf8), outputByteCount: 32)
    }

    private static func name(of root: SymmetricKey) -> String {
        key(root, for: Purpose("name")).withUnsafeBytes { bytes in
            bytes.prefix(6).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
        }
    }

    private static func bound(to owner: UUID, _ part: String?) -> Data {
        Data([owner.uuidString.lowercased(), part].compactMap(\.self).joined(separator: "/").utf8)
    }
}
