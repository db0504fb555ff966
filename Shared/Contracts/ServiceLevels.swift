import Foundation

/// When a service is supported. Days are written `2026-11-22`, times of day `08:30`, and `24:00` is the end of a day.
package struct CalendarContent: Codable, Equatable, Sendable {
    package struct Hours: Codable, Equatable, Sendable {
        package let from: String
        package let until: String

        package init(from: String, until: String) {
            self.from = from
            self.until = until
        }
    }

    package struct WeeklyHours: Codable, Equatable, Sendable {
        /// In English and small letters, such as `monday`.
        package let weekdays: [String]
        package let from: String
        package let until: String

        package init(weekdays: [String], from: String, until: String) {
            self.weekdays = weekdays
            self.from = from
            self.until = until
        }
    }

    package struct Week: Codable, Equatable, Sendable {
        /// From this day on, until another week takes its place; nil for ever before.
        package let effective: String?
        package let hours: [WeeklyHours]

        package init(effective: String?, hours: [WeeklyHours]) {
            self.effective = effective
            self.hours = hours
        }
    }

    package struct Holiday: Codable, Equatable, Sendable {
        package let day: String
        /// On this day of every year.
        package let yearly: Bool
        package let name: String

        package init(day: String, yearly: Bool, name: String) {
            self.day = day
            self.yearly = yearly
            self.name = name
        }
    }

    /// A day with hours of its own.
    package struct Exception: Codable, Equatable, Sendable {
        package let day: String
        package let hours: [Hours]
        package let name: String

        package init(day: String, hours: [Hours], name: String) {
            self.day = day
            self.hours = hours
            self.name = name
        }
    }

    /// An IANA name.
    package let zone: String
    package let weeks: [Week]
    package let holidays: [Holiday]
    package let exceptions: [Exception]

    package init(zone: String, weeks: [Week], holidays: [Holiday], exceptions: [Exception]) {
        self.zone = zone
        self.weeks = weeks
        self.holidays = holidays
        self.exceptions = exceptions
    }
}

/// One promise of a service level policy.
package struct ServiceLevelTargetContent: Codable, Equatable, Sendable {
    package struct Goal: Codable, Equatable, Sendable {
        /// 1 to 5; nil for any.
        package let priority: Int?
        /// Open time; or else by `at` on the nth business day after the start.
        package let seconds: Int?
        package let businessDays: Int?
        /// A time of day such as `16:00`.
        package let at: String?

        package init(priority: Int?, seconds: Int?, businessDays: Int?, at: String?) {
            self.priority = priority
            self.seconds = seconds
            self.businessDays = businessDays
            self.at = at
        }
    }

    /// A point on the way of the clock, in open time: exactly one of the three is given.
    package struct Threshold: Codable, Equatable, Sendable {
        package let percent: Int?
        package let secondsBefore: Int?
        package let secondsAfter: Int?

        package init(percent: Int? = nil, secondsBefore: Int? = nil, secondsAfter: Int? = nil) {
            self.percent = percent
            self.secondsBefore = secondsBefore
            self.secondsAfter = secondsAfter
        }
    }

    package let name: String
    /// `response`, `update`, `resolution`, `team`, `supplier`.
    package let measure: String
    package let goals: [Goal]
    package let calendar: UUID
    /// Reasons of being on hold that hold the clock too.
    package let pausedBy: [String]
    /// `retroactive`, `restart`, `share`.
    package let onChange: String
    /// `answer`, `ownership`.
    package let respondedBy: String
    package let thresholds: [Threshold]
    package let team: UUID?

    package init(
        name: String, measure: String, goals: [Goal], calendar: UUID, pausedBy: [String], onChange: String,
        respondedBy: String, thresholds: [Threshold], team: UUID?
    ) {
        self.name = name
        self.measure = measure
        self.goals = goals
        self.calendar = calendar
        self.pausedBy = pausedBy
        self.onChange = onChange
        self.respondedBy = respondedBy
        self.thresholds = thresholds
        self.team = team
    }
}

/// Published by the desk: a business calendar. The sequence of the announcement is its version; each version is kept for ever by those who pin it.
package struct CalendarAnnounced: Announcement, Equatable {
    package static let subject = "desk.calendar.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let name: String
    package let active: Bool
    package let content: CalendarContent

    package init(record: UUID, facts: [String], name: String, active: Bool, content: CalendarContent) {
        self.record = record
        self.facts = facts
        self.name = name
        self.active = active
        self.content = content
    }
}

/// How much of the agreed time some services are up, by an agreement.
package struct AvailabilityTargetContent: Codable, Equatable, Sendable {
    package let services: [UUID]
    /// Percent of the agreed time: above 0, below 100.
    package let percent: Double
    /// Its open hours are the agreed time.
    package let calendar: UUID
    /// Whether planned maintenance is time down; else it is no agreed time.
    package let countsPlanned: Bool
    /// How much of a degraded hour counts as down, from 0 to 1.
    package let degradedWeight: Double

    package init(services: [UUID], percent: Double, calendar: UUID, countsPlanned: Bool, degradedWeight: Double) {
        self.services = services
        self.percent = percent
        self.calendar = calendar
        self.countsPlanned = countsPlanned
        self.degradedWeight = degradedWeight
    }
}

/// Published by the desk: an agreement with a customer, a team of one's own or a supplier.
package struct AgreementAnnounced: Announcement, Equatable {
    package static let subject = "desk.agreement.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let name: String
    package let active: Bool
    /// `customer`, `team`, `supplier`.
    package let kind: String
    /// The days on which it begins and ends to hold, such as `2026-01-01`; nil for no limit.
    package let from: String?
    package let until: String?
    /// The customer; nil for all, and in what was sent before this was told.
    package let organisation: UUID?
    package let availability: [AvailabilityTargetContent]?

    package init(
        record: UUID, facts: [String], name: String, active: Bool, kind: String, from: String?, until: String?,
        organisation: UUID? = nil, availability: [AvailabilityTargetContent]? = nil
    ) {
        self.record = record
        self.facts = facts
        self.name = name
        self.active = active
        self.kind = kind
        self.from = from
        self.until = until
        self.organisation = organisation
        self.availability = availability
    }
}

/// Published by the desk: what is promised for records of some services and customers. The sequence of the announcement is its version.
package struct ServiceLevelPolicyAnnounced: Announcement, Equatable {
    package static let subject = "desk.service-level-policy.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let name: String
    package let active: Bool
    /// It holds only while this agreement does; nil for always.
    package let agreement: UUID?
    /// `customer`, `team`, `supplier`.
    package let kind: String
    /// Empty for all.
    package let services: [UUID]
    /// Empty for all.
    package let organisations: [UUID]
    package let targets: [ServiceLevelTargetContent]

    package init(
        record: UUID, facts: [String], name: String, active: Bool, agreement: UUID?, kind: String, services: [UUID],
        organisations: [UUID], targets: [ServiceLevelTargetContent]
    ) {
        self.record = record
        self.facts = facts
        self.name = name
        self.active = active
        self.agreement = agreement
        self.kind = kind
        self.services = services
        self.organisations = organisations
        self.targets = targets
    }
}
