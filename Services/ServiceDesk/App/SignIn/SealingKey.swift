import Chassis
import Crypto
import Foundation

/// Seals what the desk must be able to read again but nobody who reads its database should: AES-GCM (NIST SP 800-38D) with a key
/// of its own for each purpose (HKDF, RFC 5869).
struct SealingKey: Sendable {
    /// What is sealed; a text sealed for one purpose or owner opens for no other.
    enum Purpose: String {
        case secondFactor = "second-factor"
        case signInProvider = "sign-in-provider"
    }

    /// The setting is missing, so that nothing can be sealed.
    struct NotConfigured: Error {}

    /// What was read is not what was sealed, or was sealed with another key.
    struct Broken: Error {}

    private let root: SymmetricKey?

    /// Without a secret everything that needs one throws `NotConfigured`.
    init(_ secret: Secret?) {
        root = secret.map { SymmetricKey(data: Data($0.value.utf8)) }
    }

    /// Throws `NotConfigured`.
    func seal(_ data: Data, for purpose: Purpose, of owner: UUID) throws -> Data {
        let box = try AES.GCM.seal(data, using: try key(purpose), authenticating: Self.bound(to: owner))
        guard let sealed = box.combined else { throw Broken() }
        return sealed
    }

    /// Throws `NotConfigured` or `Broken`.
    func open(_ sealed: Data, for purpose: Purpose, of owner: UUID) throws -> Data {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return try AES.GCM.open(box, using: try key(purpose), authenticating: Self.bound(to: owner))
        } catch is CryptoKitError {
            throw Broken()
        }
    }

    private func key(_ purpose: Purpose) throws -> SymmetricKey {
        guard let root else { throw NotConfigured() }
        return HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(purpose.rawValue.utf8), outputByteCount: 32)
    }

    private static func bound(to owner: UUID) -> Data { Data(owner.uuidString.lowercased().utf8) }
}
