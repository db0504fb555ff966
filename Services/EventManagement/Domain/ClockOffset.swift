import Foundation

/// How far a source's clock is off ours, from when its events happened by its clock and when we heard of them.
///
/// It moves only the times that are compared with those of other sources: onset and end. The order of one identity's events
/// stays by the source's own clock, so that a correction that comes or goes never turns them round.
package struct ClockOffset: Equatable, Sendable {
    /// How many of the newest events it is estimated from.
    package static let window = 100
    /// Fewer than these say nothing.
    package static let fewest = 20
    /// A smaller offset is transport, not a wrong clock.
    package static let least: TimeInterval = 30
    /// The middle half of the delays must lie this close together; a backlog being sent has them far apart.
    package static let widest: TimeInterval = 10

    /// Seconds from the source's time to ours, the newest last.
    package private(set) var delays: [TimeInterval]

    package init(delays: [TimeInterval] = []) {
        self.delays = delays.suffix(ClockOffset.window)
    }

    package mutating func note(said: Date, heard: Date) {
        delays.append(heard.timeIntervalSince(said))
        if delays.count > ClockOffset.window { delays.removeFirst(delays.count - ClockOffset.window) }
    }

    /// What to add to the source's times, in seconds; nil while its clock is right, or nothing sure can be said.
    package var correction: TimeInterval? {
        guard delays.count >= ClockOffset.fewest else { return nil }
        let sorted = delays.sorted()
        let median = sorted[sorted.count / 2]
        let spread = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
        return abs(median) > ClockOffset.least && spread <= ClockOffset.widest ? median : nil
    }
}

extension Event {
    /// The same event with its times moved to our clock, never later than we heard of it.
    package func corrected(by correction: TimeInterval?) -> Event {
        guard let correction, let sourceTime else { return self }
        var event = self
        let instant = min(sourceTime + correction, receivedAt)
        if action == .raise { event.onset = instant }
        event.occurredAt = instant
        return event
    }
}
