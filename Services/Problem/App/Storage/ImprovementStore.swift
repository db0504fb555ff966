import Chassis
import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

extension Migration {
    /// The improvement register.
    static let m0002Improvement = Migration(
        name: "m0002_improvement",
        sql: """
            CREATE SEQUENCE imp_numbers;
            CREATE TABLE improvement (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                number text NOT NULL CONSTRAINT improvement_number UNIQUE,
                state text NOT NULL CONSTRAINT known_improvement_state
                    CHECK (state IN ('new', 'accepted', 'in_progress', 'closed', 'rejected')),
                title text NOT NULL,
                horizon text NOT NULL CONSTRAINT known_horizon CHECK (horizon IN ('short', 'long')),
                owner uuid,
                registered_at timestamptz NOT NULL,
                record jsonb NOT NULL
            );
            CREATE INDEX improvement_by_time ON improvement (registered_at, id);
            CREATE INDEX improvement_by_state ON improvement (state, registered_at, id);
            """)
}

/// Improvements in the table `improvement`.
struct ImprovementStore: RecordTable {
    static let table = "improvement"

    /// The register is the provider's own: who may not read all of it reads what they see to.
    static let sight = Sight(of: Improvement.kind, in: "improvement", by: .problemsRead) { caller in
        Scope(own: "owner = \(caller.id)")
    }

    /// The record that a number or id from outside stands for, without a lock. Throws `NotFound`.
    func read(_ key: String, in tx: Transaction) throws -> Kept<Improvement> {
        let given = UUID(uuidString: key)
        let found = try tx.first(
            "SELECT version, record FROM improvement WHERE id = \(given) OR number = \(key.uppercased())", Self.kept)
        guard let found else { throw NotFound(Improvement.kind, key) }
        return found
    }

    func save(_ kept: Kept<Improvement>, in tx: Transaction) throws {
        let (improvement, registration) = (kept.record, kept.record.registration)
        try tx.execute(
            """
            INSERT INTO improvement (id, version, number, state, title, horizon, owner, registered_at, record)
            VALUES (
                \(improvement.id), \(kept.version), \(registration.number), \(improvement.state), \(registration.title),
                \(registration.horizon), \(improvement.owner), \(improvement.registeredAt),
                \(try RecordColumn.encode(improvement))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, owner = excluded.owner, record = excluded.record
            """)
    }

    /// Nobody else follows the register.
    func announcement(of kept: Kept<Improvement>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }
}

/// What improvements can be filtered and sorted by.
enum ImprovementLists {
    static let listing = Listing(
        sorts: [Listing.Column("registeredAt", "registered_at", .date), Listing.Column("number", "number", .text)],
        standard: "-registeredAt",
        filters: [
            .any("state", "state", .oneOf(Improvement.State.self), "States"),
            .any("horizon", "horizon", .oneOf(Improvement.Horizon.self), "Whether they take short or long"),
            .any("owner", "owner", .uuid, orNone: true, "Who sees to them"),
        ],
        search: { "strpos(lower(number || ' ' || title), lower(\($0))) > 0" })

    static func page(_ wanted: Wanted, for caller: Principal, in tx: Transaction) throws -> Page<ImprovementView> {
        let owner = Names.column(PersonAnnounced.self, of: "owner", as: "owner_name")
        return try wanted.read(
            "version, record, \(owner)", from: "improvement", where: ImprovementStore.sight.visible(to: caller), in: tx
        ) { row in
            ImprovementView(try ImprovementStore.kept(row), owner: try row.value("owner_name"))
        }
    }
}
