import Foundation

/// A schedule with all its versions: says who was on call at any past instant as the schedule was then, whatever was changed since.
package struct OnCallHistory: Sendable {
    private struct Version: Sendable {
        let since: Date
        let schedule: OnCallSchedule
    }

    /// Oldest first.
    private let versions: [Version]

    /// From the journal, oldest line first; nil when its first line begins no schedule.
    package init?(_ id: UUID, _ lines: [(fact: OnCallSchedule.Fact, at: Date)]) {
        guard let first = lines.first, let begun = OnCallSchedule.beginning(id, with: first.fact, at: first.at) else {
            return nil
        }
        var versions = [Version(since: first.at, schedule: begun)]
        for line in lines.dropFirst() {
            let next = versions[versions.count - 1].schedule.applying(line.fact, at: line.at)
            versions.append(Version(since: line.at, schedule: next))
        }
        self.versions = versions
    }

    /// The schedule as it was at an instant; nil before it was defined.
    package func schedule(at instant: Date) -> OnCallSchedule? { versions.last { $0.since <= instant }?.schedule }

    /// Who was on call, or will be as it is planned now; nobody before it was defined and after it was retired.
    package func onCall(at instant: Date) -> OnCallCalendar.Answer {
        guard let schedule = schedule(at: instant), schedule.state == .active else { return .nobody }
        return OnCallCalendar(schedule.plan)?.onCall(at: instant) ?? .nobody
    }

    /// The final schedule: in the past as it was, later as it is planned now. Also the times in which nobody is on call.
    package func shifts(from start: Date, until end: Date) -> [OnCallCalendar.Shift] {
        guard start < end else { return [] }
        var shifts: [OnCallCalendar.Shift] = []
        if let first = versions.first?.since.nextSecond, first > start {
            shifts.append(.unmanned(from: start, until: min(first, end)))
        }
        for (place, version) in versions.enumerated() {
            let from = max(version.since.nextSecond, start)
            let until = min(place + 1 < versions.count ? versions[place + 1].since.nextSecond : end, end)
            guard from < until else { continue }
            let calendar = version.schedule.state == .active ? OnCallCalendar(version.schedule.plan) : nil
            for shift in calendar?.shifts(from: from, until: until) ?? [.unmanned(from: from, until: until)] {
                shifts.append(joining: shift)
            }
        }
        return shifts
    }
}

extension OnCallCalendar.Shift {
    fileprivate static func unmanned(from: Date, until: Date) -> OnCallCalendar.Shift {
        OnCallCalendar.Shift(from: from, until: until, people: [], layers: [], exceptions: [])
    }
}

extension [OnCallCalendar.Shift] {
    /// Adds a shift, to the last one when nothing else has changed between them.
    mutating func append(joining shift: OnCallCalendar.Shift) {
        guard let last, last.until == shift.from, last.people == shift.people, last.layers == shift.layers,
            last.exceptions == shift.exceptions
        else { return append(shift) }
        self[count - 1] = OnCallCalendar.Shift(
            from: last.from, until: shift.until, people: last.people, layers: last.layers, exceptions: last.exceptions)
    }
}

extension Date {
    /// The first whole second from here on: since then a change holds for questions in whole seconds.
    fileprivate var nextSecond: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.up)) }
}
