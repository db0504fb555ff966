import Foundation
import Messaging
import Postgres

/// Which copy holds which stream; a lease that is not renewed is another's to take.
struct StreamLeases {
    static let migrations = [Migration(name: "m0620_stream_leases", sql: leases)]
    /// Seconds.
    static let lifetime: TimeInterval = 20

    private static let leases = """
        CREATE TABLE stream_lease (
            integration uuid PRIMARY KEY REFERENCES integration (id),
            holder uuid NOT NULL,
            until timestamptz NOT NULL
        );
        """

    /// Takes or renews it; answers false while another holds it.
    func take(_ integration: UUID, for holder: UUID, in tx: Transaction) throws -> Bool {
        let now = try tx.now
        let taken: UUID? = try tx.first(
            """
            INSERT INTO stream_lease AS l (integration, holder, until)
            VALUES (\(integration), \(holder), \(now + Self.lifetime))
            ON CONFLICT (integration) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE l.holder = excluded.holder OR l.until < \(now)
            RETURNING l.holder
            """
        ) { try $0.value("holder") }
        return taken == holder
    }

    func giveBack(_ holder: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM stream_lease WHERE holder = \(holder)")
    }
}
