import Contracts
import Foundation
import Postgres
import Records
import TestSupport
import Testing

@Suite struct InstantTests {
    @Test func `an instant is the same to the last bit from clocks, messages and the database`() async throws {
        let instants = (0..<5_000).map { Date(milliseconds: 1_763_800_000_000 + $0 * 977) }
        #expect(instants.map { WireTime.date(WireTime.text($0)) } == instants)
        try await TestDatabase.run([]) { database in
            let read = try await database.transaction { tx in
                try tx.query("SELECT at FROM unnest(\(instants)) WITH ORDINALITY AS i (at, place) ORDER BY place") {
                    try $0.value("at") as Date
                }
            }
            #expect(read == instants)
        }
    }
}
