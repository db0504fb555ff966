import Chassis
import Contracts
import Synchronization

/// Issuers by signing key, so that a key is parsed once; which key signs is asked of the database every time.
final class TokenIssuers: Sendable {
    private let latest = Mutex<TokenIssuer?>(nil)

    func issuer(for key: SigningKeyStore.SigningKey) async throws -> TokenIssuer {
        if let known = latest.withLock({ $0 }), known.published.kid == key.kid { return known }
        let issuer = try await TokenIssuer(privateKeyPEM: key.privateKey)
        latest.withLock { $0 = issuer }
        return issuer
    }
}
