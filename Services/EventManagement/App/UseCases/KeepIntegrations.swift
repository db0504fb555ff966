import Contracts
import Crypto
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Makes and revokes the keys that sources speak with.
struct KeepIntegrations {
    let integrations = Ledger(IntegrationStore())

    /// A new integration with its key, which is told this once and then only known by its hash.
    ///
    /// - Parameter wish: a key that its senders have already; one of ours without.
    func create(
        named name: String, key wish: String? = nil, profile: SourceProfile? = nil, by provenance: Provenance,
        in tx: Transaction
    ) throws -> (kept: Kept<Integration>, key: String) {
        let key = try KeepIntegrations.key(wish)
        try KeepIntegrations.check(profile)
        var kept = try create(named: name, key: key, by: provenance, in: tx)
        if let profile {
            kept = try integrations.perform(.configure(profile), on: kept.record.id, by: provenance, in: tx)
        }
        return (kept, key)
    }

    /// Names it anew, or tells how what it sends is to be understood.
    func change(
        _ id: UUID, name: String?, profile: SourceProfile?, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Integration> {
        try KeepIntegrations.check(profile)
        var kept = try integrations.store.read(id, in: tx)
        if let name {
            kept = try unlessTaken(name) { name in
                try integrations.perform(.rename(name), on: id, by: provenance, expecting: version, in: tx)
            }
        }
        if let profile {
            kept = try integrations.perform(
                .configure(profile), on: id, by: provenance, expecting: name == nil ? version : nil, in: tx)
            try WatchIntegrations.judgeAnew(id, in: tx)
        }
        return kept
    }

    func move(
        _ id: UUID, _ command: Integration.Command, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Integration> {
        try integrations.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    /// Takes its keys away and gives it another, which is told this once.
    func renewKey(
        _ id: UUID, key wish: String?, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> (kept: Kept<Integration>, key: String) {
        let key = try KeepIntegrations.key(wish)
        let kept = try integrations.perform(
            .renewKey(hint: KeepIntegrations.hint(key)), on: id, by: provenance, expecting: version, in: tx)
        try integrations.store.revokeKeys(of: id, at: try tx.now, in: tx)
        try addKey(key, of: id, in: tx)
        return (kept, key)
    }

    func revoke(
        _ id: UUID, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Integration> {
        let kept = try integrations.perform(.revoke, on: id, by: provenance, expecting: version, in: tx)
        try integrations.store.revokeKeys(of: id, at: try tx.now, in: tx)
        try WatchIntegrations.judgeAnew(id, in: tx)
        return kept
    }

    /// The first integration, with a key the operator has chosen; nothing when the key is known already.
    func prepareFirst(key: String, in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('event:first-integration', 0))")
        let hash = KeepIntegrations.hash(key)
        let known: Bool? = try tx.first("SELECT true AS known FROM integration_key WHERE hash = \(hash)") {
            try $0.value("known")
        }
        guard known == nil else { return }
        let suffix = String(KeepIntegrations.hint(key).prefix(4))
        let taken: Bool? = try tx.first(
            "SELECT true AS taken FROM integration WHERE name = 'First' AND state = 'active'"
        ) {
            try $0.value("taken")
        }
        let start = Provenance(
            actor: .service("event"), command: "start", correlation: UUID.v7().uuidString.lowercased())
        _ = try create(named: taken == nil ? "First" : "First \(suffix)", key: key, by: start, in: tx)
    }

    private func create(
        named name: String, key: String, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Integration> {
        try unlessTaken(name) { name in
            let id = UUID.v7(at: try tx.now)
            let kept = try integrations.open(
                id, with: [.created(name: name, keyHint: KeepIntegrations.hint(key))], by: provenance, in: tx)
            try addKey(key, of: id, in: tx)
            return kept
        }
    }

    private func addKey(_ key: String, of id: UUID, in tx: Transaction) throws {
        do {
            try integrations.store.addKey(KeepIntegrations.hash(key), of: id, in: tx)
        } catch let error as DatabaseError where error.violates("integration_key_pkey") {
            throw Rejection("This key is, or was, that of an integration: choose another.", code: "key_taken")
        }
    }

    /// Throws `Invalid` naming the field below `profile`.
    static func check(_ profile: SourceProfile?) throws {
        guard let profile else { return }
        do throws(Invalid) {
            try profile.validate()
        } catch {
            throw Invalid(error.message, field: error.field.map { "profile.\($0)" } ?? "profile")
        }
    }

    private static func key(_ wish: String?) throws -> String {
        guard let wish else { return newKey() }
        guard (8...200).contains(wish.utf8.count),
            wish.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") })
        else {
            throw Invalid("Give 8 to 200 characters of ASCII, without blanks and slashes.", field: "key")
        }
        return wish
    }

    /// The name without blanks around it, unless it is none, or an active integration bears it.
    private func unlessTaken(
        _ name: String, _ work: (String) throws -> Kept<Integration>
    ) throws -> Kept<Integration> {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...100).contains(name.count) else { throw Invalid("Give 1 to 100 characters.", field: "name") }
        do {
            return try work(name)
        } catch let error as DatabaseError where error.violates("one_active_integration_per_name") {
            throw Rejection("There is an active integration named \(name) already.", code: "name_taken")
        }
    }

    static func hash(_ key: String) -> Data { Data(SHA256.hash(data: Data(key.utf8))) }

    private static func hint(_ key: String) -> String { String(key.prefix(key.count >= 20 ? 8 : 0)) }

    /// 256 random bits, safe in an address.
    private static func newKey() -> String {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        return "evt_"
            + bytes.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
