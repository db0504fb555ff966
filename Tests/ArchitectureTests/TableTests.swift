import Foundation
import Testing

/// Nobody reads another service's tables: every table named in a service's SQL is one its own migrations make.
@Suite struct TableTests {
    private static let services = ["ServiceDesk", "Incident", "Problem", "Change", "EventManagement"]

    @Test(arguments: services)
    func `a service names only tables of its own`(service: String) throws {
        let shared =
            try SourceFiles.below("Shared/Messaging").map(\.text) + SourceFiles.below("Shared/Chassis").map(\.text)
        let own = try SourceFiles.below("Services/\(service)/App").map(\.text)
        let known = Set((shared + own).flatMap(SourceFiles.tablesMade)).union(["clock_shift", "schema_migration"])
        for file in try SourceFiles.below("Services/\(service)/App") {
            for table in SourceFiles.tablesNamed(in: file.text) where !table.hasPrefix("pg_") {
                #expect(known.contains(table), "\(file.path) names the table \(table), which is not its own")
            }
        }
    }

    @Test func `the guard sees a foreign table`() {
        let named = SourceFiles.tablesNamed(in: #"try tx.query("SELECT id FROM incident_of_others WHERE id = 1")"#)
        #expect(named == ["incident_of_others"])
    }
}
