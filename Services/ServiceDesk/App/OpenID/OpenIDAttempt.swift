import Crypto
import Foundation
import Postgres

/// One sign-in on its way to a provider and back: what must come back, and from the same browser.
struct OpenIDAttempt: Sendable {
    /// Ten minutes are enough to type a password and find one's telephone.
    static let lifetime: TimeInterval = 600

    let provider: UUID
    let nonce: String
    /// Of PKCE (RFC 7636); only its digest goes with the browser.
    let verifier: String
    /// A path of ours.
    let returnTo: String

    var challenge: String { Self.base64URL(Data(SHA256.hash(data: Data(verifier.utf8)))) }

    static func begin(
        with provider: UUID, returningTo returnTo: String, in tx: Transaction
    ) throws -> (attempt: OpenIDAttempt, state: SessionSecret, browser: SessionSecret) {
        try sweep(in: tx)
        let attempt = OpenIDAttempt(
            provider: provider, nonce: SessionSecret().text, verifier: SessionSecret().text, returnTo: returnTo)
        let (state, browser) = (SessionSecret(), SessionSecret())
        try tx.execute(
            """
            INSERT INTO openid_attempt (
                state_digest, browser_digest, provider, nonce, verifier, return_to, begun_at
            ) VALUES (
                sha256(\(state.bytes)), sha256(\(browser.bytes)), \(provider), \(attempt.nonce), \(attempt.verifier),
                \(returnTo), \(try tx.now)
            )
            """)
        return (attempt, state, browser)
    }

    /// The attempt this state stands for, which is over then: nothing comes back twice, nor to another browser.
    static func take(state: String, browser: String, in tx: Transaction) throws -> OpenIDAttempt? {
        try tx.first(
            """
            DELETE FROM openid_attempt
            WHERE state_digest = sha256(\(Data(state.utf8))) AND browser_digest = sha256(\(Data(browser.utf8)))
                AND begun_at > \(try tx.now.addingTimeInterval(-lifetime))
            RETURNING provider, nonce, verifier, return_to
            """
        ) {
            OpenIDAttempt(
                provider: try $0.value("provider"), nonce: try $0.value("nonce"), verifier: try $0.value("verifier"),
                returnTo: try $0.value("return_to"))
        }
    }

    private static func sweep(in tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM openid_attempt WHERE state_digest IN (
                SELECT state_digest FROM openid_attempt
                WHERE begun_at < \(try tx.now.addingTimeInterval(-lifetime)) LIMIT 50 FOR UPDATE SKIP LOCKED
            )
            """)
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// Where a browser goes after sign-in: a path of ours, never an address of somebody else's (CWE-601).
enum LocalPath {
    static func checked(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.count <= 500,
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return path
    }
}
