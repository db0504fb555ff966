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
    func create(
        named name: String, by provenance: Provenance, in tx: Transaction
    ) throws -> (kept: Kept<Integration>, key: String) {
        let key = KeepIntegrations.newKey()
        return (try create(named: name, key: key, by: provenance, in: tx), key)
    }

    func revoke(
        _ id: UUID, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Integration> {
        let kept = try integrations.perform(.revoke, on: id, by: provenance, expecting: version, in: tx)
        try integrations.store.revokeKeys(of: id, at: try tx.now, in: tx)
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
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...100).contains(name.count) else { throw Invalid("Give 1 to 100 characters.", field: "name") }
        do {
            let id = UUID.v7(at: try tx.now)
            let kept = try integrations.open(
                id, with: [.created(name: name, keyHint: KeepIntegrations.hint(key))], by: provenance, in: tx)
            try integrations.store.addKey(KeepIntegrations.hash(key), of: id, in: tx)
            return kept
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
