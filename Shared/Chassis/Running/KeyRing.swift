import Contracts
import Foundation
import Messaging
import Postgres
import Synchronization

/// Checks access tokens with the keys kept in the service's own database, so that sign-in works on while the desk is away.
///
/// The keys are read again, at most once a second, when a token names one that is not known yet.
package final class KeyRing: Authenticator {
    private let verifier = TokenVerifier()
    private let database: Database
    private let keys: @Sendable (Transaction) throws -> [PublishedKey]
    private let readAt = Mutex<ContinuousClock.Instant?>(nil)

    package init(
        database: Database, keys: @escaping @Sendable (Transaction) throws -> [PublishedKey] = KeyRing.announced
    ) {
        self.database = database
        self.keys = keys
    }

    /// The keys that the desk has announced.
    package static let announced: @Sendable (Transaction) throws -> [PublishedKey] = { tx in
        try Projection<SigningKeysAnnounced>().all(in: tx).flatMap(\.keys)
    }

    package func principal(bearer token: String) async throws -> Principal {
        do {
            return try await verifier.verify(token)
        } catch let error where error is KeysUnknown || (error as? TokenRefused)?.reason == TokenRefused.unknownKey {
            guard takeTurn() else { throw error }
            let keys = keys
            try await verifier.replaceKeys(try await database.transaction { try keys($0) })
            return try await verifier.verify(token)
        }
    }

    private func takeTurn() -> Bool {
        readAt.withLock { readAt in
            let now = ContinuousClock.now
            if let last = readAt, now - last < .seconds(1) { return false }
            readAt = now
            return true
        }
    }
}
