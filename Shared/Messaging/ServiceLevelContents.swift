import Contracts
import Foundation
import Records

// Calendars and policies between the form in which they travel and the one in which clocks use them.

extension BusinessCalendar {
    /// Throws `Invalid` naming the field at fault.
    package init(_ content: CalendarContent) throws(Invalid) {
        var weeks: [Week] = []
        for (index, week) in content.weeks.enumerated() {
            let field = "weeks.\(index)"
            var hours: [WeeklyHours] = []
            for part in week.hours {
                let (from, until) = try Written.hours(part.from, part.until, "\(field).hours")
                hours.append(
                    WeeklyHours(
                        weekdays: try Written.weekdays(part.weekdays, "\(field).hours"), from: from, until: until))
            }
            weeks.append(Week(effective: try Written.day(week.effective, "\(field).effective"), hours: hours))
        }
        var holidays: [Holiday] = []
        for (index, holiday) in content.holidays.enumerated() {
            let day = try Written.required(holiday.day, "holidays.\(index).day")
            holidays.append(Holiday(day: day, yearly: holiday.yearly, name: holiday.name))
        }
        var exceptions: [Exception] = []
        for (index, exception) in content.exceptions.enumerated() {
            let day = try Written.required(exception.day, "exceptions.\(index).day")
            var hours: [Hours] = []
            for part in exception.hours {
                let (from, until) = try Written.hours(part.from, part.until, "exceptions.\(index).hours")
                hours.append(Hours(from: from, until: until))
            }
            exceptions.append(Exception(day: day, hours: hours, name: exception.name))
        }
        let read = BusinessCalendar(zone: content.zone, weeks: weeks, holidays: holidays, exceptions: exceptions)
        self = try read.checked()
    }
}

extension CalendarContent {
    package init(_ calendar: BusinessCalendar) {
        self.init(
            zone: calendar.zone,
            weeks: calendar.weeks.map { week in
                Week(
                    effective: week.effective?.description,
                    hours: week.hours.map {
                        WeeklyHours(
                            weekdays: $0.weekdays.map(\.rawValue), from: TimeOfDay.text($0.from),
                            until: TimeOfDay.text($0.until))
                    })
            }, holidays: calendar.holidays.map { Holiday(day: $0.day.description, yearly: $0.yearly, name: $0.name) },
            exceptions: calendar.exceptions.map { exception in
                let hours = exception.hours.map {
                    Hours(from: TimeOfDay.text($0.from), until: TimeOfDay.text($0.until))
                }
                return Exception(day: exception.day.description, hours: hours, name: exception.name)
            })
    }
}

extension ServiceLevelPolicy {
    /// Throws `Invalid` naming the field at fault.
    package init(
        kind: String, services: [UUID], organisations: [UUID], targets: [ServiceLevelTargetContent]
    ) throws(Invalid) {
        var read: [ServiceLevelTarget] = []
        for (index, target) in targets.enumerated() {
            read.append(try ServiceLevelTarget(target, "targets.\(index)"))
        }
        self = try ServiceLevelPolicy(
            kind: try Written.word(kind, "kind"), services: services, organisations: organisations, targets: read
        ).checked()
    }
}

extension ServiceLevelTarget {
    fileprivate init(_ content: ServiceLevelTargetContent, _ field: String) throws(Invalid) {
        var goals: [ServiceLevelGoal] = []
        for goal in content.goals { goals.append(try ServiceLevelGoal(goal, "\(field).goals")) }
        var thresholds: [ServiceLevelThreshold] = []
        for threshold in content.thresholds {
            thresholds.append(try ServiceLevelThreshold(threshold, "\(field).thresholds"))
        }
        self.init(
            name: content.name, measure: try Written.word(content.measure, "\(field).measure"), goals: goals,
            calendar: content.calendar, pausedBy: content.pausedBy,
            onChange: try Written.word(content.onChange, "\(field).onChange"),
            respondedBy: try Written.word(content.respondedBy, "\(field).respondedBy"), thresholds: thresholds,
            team: content.team)
    }
}

extension ServiceLevelGoal {
    fileprivate init(_ content: ServiceLevelTargetContent.Goal, _ field: String) throws(Invalid) {
        switch (content.seconds, content.businessDays, content.at) {
        case (let seconds?, nil, nil): self.init(priority: content.priority, .within(seconds: seconds))
        case (nil, let days?, let at?):
            guard let minute = TimeOfDay.minute(at) else { throw Written.time(field) }
            self.init(priority: content.priority, .businessDay(after: days, at: minute))
        default: throw Invalid("Give seconds, or businessDays and at.", field: field, code: "goal_form")
        }
    }
}

extension ServiceLevelThreshold {
    fileprivate init(_ content: ServiceLevelTargetContent.Threshold, _ field: String) throws(Invalid) {
        switch (content.percent, content.secondsBefore, content.secondsAfter) {
        case (let percent?, nil, nil): self = .share(percent: percent)
        case (nil, let seconds?, nil): self = .before(seconds: seconds)
        case (nil, nil, let seconds?): self = .after(seconds: seconds)
        default:
            throw Invalid("Give one of percent, secondsBefore, secondsAfter.", field: field, code: "threshold_form")
        }
    }
}

extension ServiceLevelTargetContent {
    package init(_ target: ServiceLevelTarget) {
        self.init(
            name: target.name, measure: target.measure.rawValue, goals: target.goals.map(Goal.init),
            calendar: target.calendar, pausedBy: target.pausedBy, onChange: target.onChange.rawValue,
            respondedBy: target.respondedBy.rawValue, thresholds: target.thresholds.map(Threshold.init),
            team: target.team)
    }
}

extension ServiceLevelTargetContent.Goal {
    fileprivate init(_ goal: ServiceLevelGoal) {
        switch goal.amount {
        case .within(let seconds): self.init(priority: goal.priority, seconds: seconds, businessDays: nil, at: nil)
        case .businessDay(let after, let at):
            self.init(priority: goal.priority, seconds: nil, businessDays: after, at: TimeOfDay.text(at))
        }
    }
}

extension ServiceLevelTargetContent.Threshold {
    fileprivate init(_ threshold: ServiceLevelThreshold) {
        switch threshold {
        case .share(let percent): self.init(percent: percent)
        case .before(let seconds): self.init(secondsBefore: seconds)
        case .after(let seconds): self.init(secondsAfter: seconds)
        }
    }
}

/// Days, times and words as they are written.
private enum Written {
    static func day(_ text: String?, _ field: String) throws(Invalid) -> CalendarDay? {
        guard let text else { return nil }
        return try required(text, field)
    }

    static func required(_ text: String, _ field: String) throws(Invalid) -> CalendarDay {
        guard let day = CalendarDay(text) else {
            throw Invalid("Give a day such as 2026-11-22.", field: field, code: "day_form")
        }
        return day
    }

    static func hours(_ from: String, _ until: String, _ field: String) throws(Invalid) -> (Int, Int) {
        guard let from = TimeOfDay.minute(from), let until = TimeOfDay.minute(until) else { throw time(field) }
        return (from, until)
    }

    static func time(_ field: String) -> Invalid {
        Invalid("Give a time of day such as 08:30.", field: field, code: "time_form")
    }

    static func weekdays(_ words: [String], _ field: String) throws(Invalid) -> [Weekday] {
        var days: [Weekday] = []
        for each in words { days.append(try word(each, field)) }
        guard !days.isEmpty else { throw Invalid("Name at least one weekday.", field: field, code: "empty") }
        return Weekday.allCases.filter(days.contains)
    }

    static func word<Word: RawRepresentable & CaseIterable>(_ text: String, _ field: String) throws(Invalid) -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw Invalid("Give one of \(words).", field: field, code: "unknown_word")
        }
        return word
    }
}
