import EventDomain
import Foundation
import Postgres

/// How far the clocks of sources are off ours, one row for each integration that says when its events happened.
struct SourceClocks {
    /// The events with their times on our clock, as far as their sources' clocks are known to be off.
    func corrected(_ events: [Event], in tx: Transaction) throws -> [Event] {
        let sources = Set(events.filter { $0.sourceTime != nil }.map(\.integration))
        guard !sources.isEmpty else { return events }
        var clocks = try find(sources, in: tx)
        let corrections = clocks.compactMapValues(\.correction)
        for event in events {
            guard let said = event.sourceTime else { continue }
            clocks[event.integration, default: ClockOffset()].note(said: said, heard: event.receivedAt)
        }
        try save(clocks, in: tx)
        return corrections.isEmpty ? events : events.map { $0.corrected(by: corrections[$0.integration]) }
    }

    private func find(_ sources: Set<UUID>, in tx: Transaction) throws -> [UUID: ClockOffset] {
        let found = try tx.query(
            "SELECT integration, delays FROM source_clock WHERE integration = ANY(\(Array(sources)))"
        ) { (try $0.value("integration") as UUID, ClockOffset(delays: try $0.value("delays"))) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    private func save(_ clocks: [UUID: ClockOffset], in tx: Transaction) throws {
        for (source, clock) in clocks {
            try tx.execute(
                """
                INSERT INTO source_clock (integration, delays) VALUES (\(source), \(clock.delays))
                ON CONFLICT (integration) DO UPDATE SET delays = excluded.delays
                """)
        }
    }
}
