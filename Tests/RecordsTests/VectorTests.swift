import Foundation
import Records
import Testing

/// The published test vectors in Shared/Records/Vectors: others can hold their own clocks against them. Written anew with
/// `DIENST_UPDATE_DOCUMENTS=1`; what stands in them was checked against the oracles that count minutes.
@Suite struct VectorTests {
    private struct OpenTime: Codable, Equatable {
        let calendar: BusinessCalendar
        let from: Date
        let to: Date
        let elapsedMinutes: Int
        let amountMinutes: Int
        /// Nil when it is beyond the days that were counted.
        let due: Date?
    }

    private struct Pinned<Content: Codable & Equatable>: Codable, Equatable {
        let pin: VersionPin
        let content: Content
    }

    private struct Life: Codable, Equatable {
        let calendars: [Pinned<BusinessCalendar>]
        let policies: [Pinned<ServiceLevelPolicy>]
        let moments: [ServiceLevelMoment]
        let now: Int
        let clocks: [ServiceLevelClock]
    }

    @Test func `open time is as published`() throws {
        var (chance, vectors) = (Chance(11), [OpenTime]())
        for _ in 0..<20 {
            let odd = OddCalendar.made(by: &chance)
            let (hours, oracle) = (try OpenHours(odd.calendar), MinuteOracle(odd.calendar, odd.minutes))
            for _ in 0..<5 {
                let from = chance.within(odd.minutes)
                let (to, amount) = (chance.within(from..<odd.minutes.upperBound), chance.within(1..<3000))
                let (elapsed, due) = (oracle.elapsed(from, to), oracle.due(from, amount))
                #expect(hours.elapsed(from: from * 60_000, to: to * 60_000) == elapsed * 60_000)
                if let due { #expect(hours.due(from: from * 60_000, after: amount * 60_000) == due * 60_000) }
                vectors.append(
                    OpenTime(
                        calendar: odd.calendar, from: Date(milliseconds: from * 60_000),
                        to: Date(milliseconds: to * 60_000), elapsedMinutes: elapsed, amountMinutes: amount,
                        due: due.map { Date(milliseconds: $0 * 60_000) }))
            }
        }
        try check(vectors, against: "open-time.json")
    }

    @Test func `clocks are as published`() throws {
        var (chance, vectors) = (Chance(12), [Life]())
        for _ in 0..<8 {
            let world = try RandomWorld(&chance)
            for _ in 0..<5 {
                let (moments, now) = world.record(&chance)
                let clocks = try ServiceLevelClock.reading(moments, by: world.rulebook, at: now * 60_000)
                let oracle = ClockOracle(
                    moments: moments, rules: world.rules, now: now,
                    horizon: min(now + 2880, world.minutes.upperBound - 1))
                #expect(clocks.map { ClockOracle.Reading($0, horizon: oracle.horizon) } == oracle.readings())
                vectors.append(
                    Life(
                        calendars: world.calendars.map { Pinned(pin: $0.pin, content: $0.calendar) },
                        policies: world.policies.map { Pinned(pin: $0.pin, content: $0.policy) }, moments: moments,
                        now: now * 60_000, clocks: clocks))
            }
        }
        try check(vectors, against: "clocks.json")
    }

    private func check<Vector: Codable & Equatable>(_ vectors: [Vector], against name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Shared/Records/Vectors/\(name)")
        if ProcessInfo.processInfo.environment["DIENST_UPDATE_DOCUMENTS"] != nil {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            let lines = try vectors.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
            try Data("[\n\(lines.joined(separator: ",\n"))\n]\n".utf8).write(to: file)
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        #expect(try decoder.decode([Vector].self, from: Data(contentsOf: file)) == vectors)
    }
}
