import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Offerings, one row each.
struct OfferingStore: RecordTable {
    static let table = "offering"

    func save(_ kept: Kept<Offering>, in tx: Transaction) throws {
        let (offering, details) = (kept.record, kept.record.details)
        do {
            try tx.execute(
                """
                INSERT INTO offering (id, version, name, state, domain, service, defined_at, record)
                VALUES (
                    \(offering.id), \(kept.version), \(details.name), \(offering.state), \(details.domain),
                    \(details.service), \(offering.definedAt), \(try RecordColumn.encode(offering))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, state = excluded.state,
                    domain = excluded.domain, service = excluded.service, record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_published_offering_per_name") {
            throw NameTaken.rejection("This domain has a published offering named \(details.name) already.")
        }
    }

    func announcement(of kept: Kept<Offering>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }
}
