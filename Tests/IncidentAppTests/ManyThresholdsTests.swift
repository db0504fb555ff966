import Contracts
import Foundation
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import Chassis
@testable import IncidentApp

/// Four copies of the timer runner share one database while connections are torn down at random. A few thresholds here; as many
/// as `DIENST_THRESHOLDS` says when it is set.
@Suite struct ManyThresholdsTests {
    private static let thresholds =
        ProcessInfo.processInfo.environment["DIENST_THRESHOLDS"].flatMap(Int.init) ?? 120

    @Test func `each of many thresholds is told of once and none early, whatever dies meanwhile`() async throws {
        try await IncidentUnderTest.run { service in
            // Three for each incident: 50 %, 75 % and the breach.
            try await service.agree([Levels.target("resolution", [Levels.goal(40)])])
            for _ in 0..<Self.thresholds / 3 { _ = try await service.report() }
            try await service.shift(60)
            let (database, handlers) = (service.database, service.assembly.timers)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { await Self.runUntilQuiet(database, handlers) }
                }
                group.addTask { await Self.killSome(database) }
            }
            let found = try await database.transaction { tx in
                try tx.query(
                    """
                    SELECT count(*) AS count, count(DISTINCT (record, body)) AS distinct_count FROM outbox
                    WHERE subject = \(ClockThresholdAnnounced.subject)
                    """
                ) { (try $0.value("count") as Int, try $0.value("distinct_count") as Int) }
            }
            let wanted = Self.thresholds / 3 * 3
            #expect(found.map(\.0) == [wanted] && found.map(\.1) == [wanted])
            let early = try await database.transaction {
                try $0.first("SELECT count(*) AS count FROM incident_threshold WHERE noticed_at < passed_at") {
                    try $0.value("count") as Int
                }
            }
            #expect(early == 0)
        }
    }

    private static func runUntilQuiet(_ database: Database, _ handlers: TimerHandlers) async {
        let runner = TimerRunner(database: database, handlers: handlers, logger: .silent)
        var quiet = 0
        while quiet < 3 {
            do {
                quiet = try await runner.fireOne() ? 0 : quiet + 1
            } catch {
                // Its connection was torn down: what it had done is undone, and another copy takes it.
                quiet = 0
            }
        }
    }

    private static func killSome(_ database: Database) async {
        for _ in 0..<8 {
            _ = try? await database.transaction { tx in
                try tx.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
                    ORDER BY random() LIMIT 1
                    """)
            }
        }
    }
}
