import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

struct OnCallImported: Codable, Sendable {
    let schedule: OnCallView
    /// What could not be taken over.
    let leftOut: [String]
}

struct OnCallView: Codable, Sendable {
    let id: UUID
    let version: Int
    let name: String
    let team: UUID?
    let state: OnCallSchedule.State
    let zone: String
    let layers: [OnCallLayer]
    let exceptions: [OnCallException]
    let definedAt: Date

    init(_ kept: Kept<OnCallSchedule>) {
        let schedule = kept.record
        id = schedule.id
        version = kept.version
        name = schedule.name
        team = schedule.team
        state = schedule.state
        zone = schedule.plan.zone
        layers = schedule.plan.layers
        exceptions = schedule.plan.exceptions
        definedAt = schedule.definedAt
    }
}

/// Who is on call at an instant.
struct OnCallNowView: Codable, Sendable {
    let schedule: UUID
    let name: String
    let team: UUID?
    let at: Date
    let people: [IncidentView.Named]
    let layers: [String]
    let exceptions: [UUID]
    /// When it was last looked at for gaps ahead, and those of the four weeks from there; nil for a past instant.
    let checkedAt: Date?
    let gaps: [OnCallCoverage.Stretch]?

    init(_ now: OnCallNow, _ finding: CoverageChecks.Finding?, _ names: [UUID: String]) {
        schedule = now.schedule.id
        name = now.schedule.name
        team = now.schedule.team
        at = now.at
        people = now.answer.people.map { .init(id: $0, name: names[$0]) }
        layers = now.answer.layers
        exceptions = now.answer.exceptions
        checkedAt = finding?.checkedAt
        gaps = finding?.gaps
    }
}

struct OnCallNowList: Codable, Sendable {
    let schedules: [OnCallNowView]
}

/// The final schedule for a time, one shift after the other, also those in which nobody is on call.
struct ShiftsView: Codable, Sendable {
    struct Shift: Codable, Sendable {
        let from: Date
        let until: Date
        let people: [IncidentView.Named]
        let layers: [String]
        let exceptions: [UUID]
    }

    let shifts: [Shift]

    init(_ shifts: [OnCallCalendar.Shift], _ names: [UUID: String]) {
        self.shifts = shifts.map { shift in
            Shift(
                from: shift.from, until: shift.until, people: shift.people.map { .init(id: $0, name: names[$0]) },
                layers: shift.layers, exceptions: shift.exceptions)
        }
    }
}

/// How well a time is covered, and how evenly.
struct CoverageView: Codable, Sendable {
    struct Load: Codable, Sendable {
        let person: IncidentView.Named
        let hours: Double
        let weekendHours: Double
        let nightHours: Double
        let shifts: Int
    }

    let gaps: [OnCallCoverage.Stretch]
    /// Several layers of one level have somebody then.
    let overlaps: [OnCallCoverage.Stretch]
    /// Who carries most comes first.
    let loads: [Load]
    /// What who carries most carries, as a share of an even one: 1 is fair.
    let unevenness: Double

    init(_ coverage: OnCallCoverage, _ names: [UUID: String]) {
        gaps = coverage.gaps
        overlaps = coverage.overlaps
        loads = coverage.loads.map { load in
            Load(
                person: .init(id: load.person, name: names[load.person]), hours: load.hours,
                weekendHours: load.weekendHours, nightHours: load.nightHours, shifts: load.shifts)
        }
        unevenness = coverage.unevenness
    }
}

/// What layers that are not saved would come to.
struct OnCallTrialView: Codable, Sendable {
    let shifts: ShiftsView
    let coverage: CoverageView
    /// What somebody should know before saving them.
    let findings: [OnCallFindingView]
}

struct OnCallFindingView: Codable, Sendable {
    let kind: OnCallFinding.Kind
    /// Nil for gaps and overlaps.
    let person: IncidentView.Named?
    let from: Date
    let until: Date
    /// Hours; of `uneven` how many times an even share.
    let measured: Double
    /// Nil for gaps and overlaps.
    let bound: Double?
    let because: String

    init(_ finding: OnCallFinding, _ names: [UUID: String]) {
        kind = finding.kind
        person = finding.person.map { .init(id: $0, name: names[$0]) }
        from = finding.from
        until = finding.until
        measured = finding.measured
        bound = finding.bound
        because = finding.because
    }
}

/// Where a calendar subscribes to a schedule without signing in.
struct CalendarFeedView: Codable, Sendable {
    /// Below the suite's own address. It is the caller's: it ends when they leave.
    let path: String
}
