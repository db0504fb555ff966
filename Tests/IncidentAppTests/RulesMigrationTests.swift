import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import IncidentApp

@Suite struct RulesMigrationTests {
    @Test func `a policy for major incidents that was kept in its own table keeps its versions and authors`()
        async throws
    {
        let all = IncidentApp.migrationsInOrder
        let before = Array(all.prefix { $0.name != RulesTables.oneTable.name })
        try await TestDatabase.run(before) { database in
            let (author, policy) = (UUID.v7(), MajorIncidentPolicy.shipped)
            try await database.transaction { tx in
                for version in 1...2 {
                    try tx.execute(
                        """
                        INSERT INTO major_incident_policy (version, content, reason, set_by, set_at)
                        VALUES (\(version), \(try RecordColumn.encode(policy)), \("Reason \(version)"), \(author), now())
                        """)
                }
            }
            _ = try await Migrator.apply(all, to: database)
            let (editions, seen) = try await database.transaction { tx in
                (
                    try RulesStore<MajorIncidentPolicy>().editions(in: tx),
                    try tx.query("SELECT version FROM major_incident_policy ORDER BY version") { row in
                        try row.value("version") as Int
                    }
                )
            }
            #expect(editions.map(\.version) == [2, 1, 0])
            #expect(editions.map(\.reason) == ["Reason 2", "Reason 1", nil])
            #expect(editions.map(\.setBy) == [author, author, nil])
            #expect(editions.allSatisfy { $0.rules == policy })
            #expect(seen == [1, 2])
        }
    }
}
