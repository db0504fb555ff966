import Chassis
import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// Makes, changes and ends the keys that sign access tokens, and tells the other services.
struct SigningKeys: Sendable {
    /// The keys are one record on the wire, though no record of ours.
    static let record = UUID.named("signing-keys", in: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
    static let timer = "end-signing-key"

    /// Readers let tokens live this much longer; so must the keys.
    private static let leeway: TimeInterval = 120

    /// A new key is known everywhere before the first token is signed with it.
    private static let notice: TimeInterval = 60

    let settings: SignInSettings
    private let store = SigningKeyStore()

    init(settings: SignInSettings) {
        self.settings = settings
    }

    /// The key that signs now; the first one to ask makes it.
    func signing(in tx: Transaction) throws -> SigningKeyStore.SigningKey {
        if let key = try store.signing(in: tx) { return key }
        try store.lock(in: tx)
        // Another copy made it meanwhile; by this transaction's clock it may not sign yet.
        if let key = try store.newest(in: tx) { return key }
        return try add(signingAt: tx.now, by: .desk("make the first signing key", in: tx), in: tx)
    }

    /// A new key signs as soon as the others know it; tokens signed by the old one stay good until they end.
    func rotate(by provenance: Provenance, in tx: Transaction) throws -> [PublishedKey] {
        try store.lock(in: tx)
        _ = try add(signingAt: tx.now.addingTimeInterval(Self.notice), by: provenance, in: tx)
        return try store.published(in: tx)
    }

    /// Drops keys whose tokens have all ended, when the timer says so.
    func end(in tx: Transaction) throws {
        try store.lock(in: tx)
        try store.removeEnded(in: tx)
        try announce(["ended"], by: .timer(Self.timer), in: tx)
        try armTimer(in: tx)
    }

    private func add(
        signingAt start: Date, by provenance: Provenance, in tx: Transaction
    ) throws -> SigningKeyStore.SigningKey {
        let (pem, published) = try TokenIssuer.generate()
        let end = start.addingTimeInterval(Double(settings.tokenLifetime.components.seconds) + Self.leeway)
        try store.add(published, privateKey: pem.value, signsAt: start, oldEndsAt: end, in: tx)
        try announce(["added"], by: provenance, in: tx)
        try armTimer(in: tx)
        return SigningKeyStore.SigningKey(kid: published.kid, privateKey: pem.value)
    }

    private func announce(_ facts: [String], by provenance: Provenance, in tx: Transaction) throws {
        let message = SigningKeysAnnounced(record: Self.record, facts: facts, keys: try store.published(in: tx))
        try Outbox.announce(message, sequence: store.nextEdition(in: tx), by: provenance, in: tx)
    }

    private func armTimer(in tx: Transaction) throws {
        guard let end = try store.nextEnd(in: tx) else { return }
        try Timers.arm(Self.timer, for: Self.record, at: end, in: tx)
    }
}

extension Provenance {
    /// The desk itself acts, such as at its first start.
    static func desk(_ command: String, in tx: Transaction) throws -> Provenance {
        Provenance(
            actor: .service("desk"), command: command,
            correlation: UUID.v7(at: try tx.now).uuidString.lowercased())
    }
}
