import Foundation
import Records

/// What a customer was promised on an incident, as those who wait for it may see it: nothing of teams, suppliers or thresholds.
struct PromiseView: Codable, Sendable {
    enum Standing: String, Codable, CaseIterable, Sendable { case expected, paused, kept, missed }

    /// `response` or `resolution`.
    let measure: ServiceLevelTarget.Measure
    let standing: Standing
    /// When it can be expected; nil while it is paused, and after it came.
    let expectedBy: Date?
    /// When it came; nil while it is awaited.
    let came: Date?
    /// The reason of the hold, while it is paused.
    let pausedFor: String?

    /// Nil for clocks that say nothing to a customer.
    init?(_ clock: ClockView) {
        guard clock.kind == .customer, clock.measure == .response || clock.measure == .resolution,
            clock.outcome != .excluded
        else { return nil }
        measure = clock.measure
        came = clock.state == .stopped ? clock.stoppedAt : nil
        pausedFor = clock.state == .paused ? clock.pausedFor : nil
        expectedBy = clock.state == .running ? clock.dueAt : nil
        standing =
            switch (clock.state, clock.outcome) {
            case (.stopped, .met): .kept
            case (_, .breached): .missed
            case (.paused, _): .paused
            default: .expected
            }
    }
}

struct PromisesAnswer: Codable, Sendable {
    let at: Date
    let promises: [PromiseView]
}
