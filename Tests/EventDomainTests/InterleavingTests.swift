import EventDomain
import Foundation
import Testing

/// Raise, clear, raise again, duplicate, late raise, late clear of one identity, told in any order.
@Suite struct InterleavingTests {
    private static let cases = 10_000

    /// What a person would say who has all events before them, asked slowly: nothing is folded, every pair is compared.
    private struct Oracle {
        let events: [Event]

        var raises: [Event] { events.filter { $0.action == .raise } }

        /// The raises that no other raise is newer than.
        var newest: [Event] {
            raises.filter { raise in raises.allSatisfy { $0.occurredAt <= raise.occurredAt } }
        }

        var isFiring: Bool {
            guard let last = newest.first else { return false }
            return !events.contains { $0.action == .clear && $0.occurredAt >= last.occurredAt }
        }

        var severity: Severity? { newest.map(\.severity).max() }
    }

    /// Tells the events in this order to the pulse, and the alert what the pulse calls news.
    private func tell(_ events: [Event]) throws -> (pulse: Pulse, alert: Alert?) {
        var pulse = Pulse(firstSeen: noon, lastSeen: noon)
        var alert: Alert?
        for event in events {
            let news = pulse.hear(event)
            var commands: [Alert.Command] = []
            if news == .fires || news == .firedAndCleared {
                let raise = Alert.Raise(event, number: "ALT1", binding: model.bind([:]))
                if alert == nil {
                    alert = Alert.beginning(id(7), with: .raised(raise: raise), at: noon)
                } else {
                    commands.append(.raise(raise))
                }
            }
            if news == .clears { commands.append(.clear(at: event.occurredAt)) }
            if news == .firedAndCleared { commands.append(.clear(at: pulse.newestClear?.order ?? event.occurredAt)) }
            for command in commands {
                guard let before = alert else { continue }
                alert = try before.deciding(command, at: noon).reduce(before) { $0.applying($1, at: noon) }
            }
        }
        return (pulse, alert)
    }

    private func story(using generator: inout SplitMix) -> [Event] {
        var events: [Event] = []
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            // Few instants, so that ties are common.
            let second = Double(Int.random(in: 0...9, using: &generator) * 120)
            let severity = [Severity.warning, .critical].randomElement(using: &generator) ?? .critical
            let action = Bool.random(using: &generator) ? Event.Action.raise : .clear
            let told = event(action, at: second, heard: 2000, severity: action == .raise ? severity : .unknown)
            events.append(told)
            if Int.random(in: 0..<4, using: &generator) == 0 { events.append(told) }
        }
        return events
    }

    @Test func `ten thousand interleavings of one identity end right`() throws {
        var generator = SplitMix(state: 20_261_122)
        var fired = 0
        for number in 0..<Self.cases {
            let told = story(using: &generator).shuffled(using: &generator)
            let oracle = Oracle(events: told)
            let (pulse, alert) = try tell(told)
            try #require(pulse.isFiring == oracle.isFiring, "case \(number): \(told)")
            try #require((alert?.isFiring ?? false) == oracle.isFiring, "case \(number): \(told)")
            try #require((alert == nil) == oracle.raises.isEmpty, "case \(number): \(told)")
            try #require(pulse.events == told.count, "case \(number)")
            if oracle.isFiring {
                fired += 1
                try #require(alert?.severity == oracle.severity, "case \(number): \(told)")
                try #require(alert?.clearedAt == nil, "case \(number)")
            }
        }
        // Both ends are common, or the cases would prove little.
        #expect(fired > Self.cases / 5 && fired < Self.cases * 4 / 5)
    }
}
