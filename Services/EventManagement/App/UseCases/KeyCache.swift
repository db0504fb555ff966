import Chassis
import EventDomain
import Foundation
import Hummingbird
import Postgres
import Synchronization

/// Who speaks: an integration, and how it wants to be understood.
struct Source: Equatable, Sendable {
    let id: UUID
    let name: String
    let profile: SourceProfile
    let isPaused: Bool

    init(_ integration: Integration) {
        id = integration.id
        name = integration.name
        profile = integration.profile ?? SourceProfile()
        isPaused = integration.pausedAt != nil
    }
}

/// Who a key belongs to, remembered for a few seconds so that the hot path asks the database for events only.
final class KeyCache: Sendable {
    private struct Entry {
        let source: Source?
        let until: ContinuousClock.Instant
    }

    static let refusal: ErrorReply = {
        var reply = ErrorReply(
            .unauthorized, "key_needed",
            "Send an integration's key, in the address or as a Bearer token; this is none, or no longer.")
        reply.headers[.wwwAuthenticate] = #"Bearer realm="dienst-intake""#
        return reply
    }()

    let database: Database
    private let lifetime: Duration
    private let most = 10_000
    private let entries = Mutex<[Data: Entry]>([:])

    init(database: Database, lifetime: Duration = .seconds(3)) {
        self.database = database
        self.lifetime = lifetime
    }

    /// The integration that a call which brings nothing to keep comes from.
    func integration(of call: Call, isInAddress: Bool) async throws -> UUID {
        try await integration(try IntakeKey.find(call, isInAddress: isInAddress))
    }

    func integration(_ key: String?) async throws -> UUID { try await source(key).id }

    /// Throws 401 without a key, and for one that nobody has, or that was revoked.
    func source(_ key: String?) async throws -> Source {
        guard let key, let found = try await find(key) else { throw KeyCache.refusal }
        return found
    }

    /// Nil for a key that nobody has, or that was revoked.
    func find(_ key: String) async throws -> Source? {
        guard (1...500).contains(key.utf8.count) else { return nil }
        let hash = KeepIntegrations.hash(key)
        let now = ContinuousClock.now
        if let entry = entries.withLock({ $0[hash] }), entry.until > now { return entry.source }
        let found = try await database.transaction { tx in try IntegrationStore().integration(byKey: hash, in: tx) }
        entries.withLock { entries in
            if entries.count >= most { entries.removeAll() }
            entries[hash] = Entry(source: found, until: now + lifetime)
        }
        return found
    }
}
