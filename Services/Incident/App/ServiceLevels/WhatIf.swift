import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Another policy and a period: a version that the desk announced, or a draft that nobody has saved.
struct WhatIfBody: Codable, Sendable {
    struct Draft: Codable, Sendable {
        let kind: AgreementKind
        let services: [UUID]?
        let organisations: [UUID]?
        let targets: [ServiceLevelTargetContent]
    }

    struct Calendar: Codable, Sendable {
        let id: UUID
        let content: CalendarContent
    }

    /// Incidents opened in this period.
    let from: Date
    let until: Date
    let policy: UUID?
    /// Nil for the newest.
    let version: Int?
    let draft: Draft?
    /// Calendars as they would be; those that are not given stay as they are.
    let calendars: [Calendar]?
}

/// Attainment under the policies that held and under the other one.
struct WhatIfAnswer: Codable, Sendable {
    struct Attainment: Codable, Sendable {
        let kind: AgreementKind
        let measure: ServiceLevelTarget.Measure
        let target: String
        var met = 0
        var breached = 0
        var open = 0
        var excluded = 0
    }

    struct Change: Codable, Sendable {
        let incident: UUID
        let number: String
        let measure: ServiceLevelTarget.Measure
        let target: String
        /// Nil without such a clock.
        let before: ServiceLevelClock.Outcome?
        let after: ServiceLevelClock.Outcome?
    }

    let incidents: Int
    let clocks: Int
    let before: [Attainment]
    let after: [Attainment]
    /// Clocks whose outcome is another one: how many, and the first two hundred.
    let changedCount: Int
    let changed: [Change]
    /// As of when open clocks were read.
    let at: Date
}

/// Reads the clocks of a period again under another policy, without touching a record.
struct WhatIf: Sendable {
    private static let page = 1000
    static let mostListed = 200
    /// A year, and then some.
    private static let longest: TimeInterval = 400 * 86_400

    let clocks: KeepClocks
    let database: Database

    private struct Lived: Sendable {
        let incident: Incident
        let folded: FoldedMoments
    }

    func answer(_ body: WhatIfBody, _ visible: SQL?) async throws -> WhatIfAnswer {
        guard body.from < body.until, body.until.timeIntervalSince(body.from) <= Self.longest else {
            throw Invalid("Give a period of at most 400 days.", field: "until", code: "period")
        }
        let (other, now) = try await database.transaction { tx in (try self.other(body, in: tx), try tx.now) }
        var tally = Tally()
        var last: UUID?
        while true {
            let after = last
            let (lived, book) = try await database.transaction { tx in
                let lived = try page(body, visible, after: after, in: tx)
                let agreed = lived.reduce(into: Set<AgreedPolicy>()) { $0.formUnion($1.folded.agreed) }
                return (lived, try clocks.versions.rulebook(for: agreed, in: tx))
            }
            for one in lived {
                let moments = one.folded.moments.moments
                let before = try ServiceLevelClock.reading(moments, by: book, at: now.milliseconds)
                let changed = other.moments(moments, of: one.incident, held: book)
                let after = try ServiceLevelClock.reading(changed, by: other.book.merging(book), at: now.milliseconds)
                tally.count(one.incident, before, after)
            }
            guard lived.count == Self.page, let newest = lived.last?.incident.id else { break }
            last = newest
        }
        return tally.answer(at: now)
    }

    private func page(_ body: WhatIfBody, _ visible: SQL?, after: UUID?, in tx: Transaction) throws -> [Lived] {
        try tx.query(
            """
            SELECT incident.version, incident.record, m.sequence, m.moments
            FROM incident JOIN incident_moments AS m ON m.incident = incident.id
            WHERE opened_at >= \(body.from) AND opened_at < \(body.until) AND (\(visible ?? "TRUE"))
                AND (\(after) IS NULL OR incident.id > \(after))
            ORDER BY incident.id LIMIT \(Self.page)
            """
        ) { row in
            let incident = try IncidentStore.kept(row).record
            return Lived(
                incident: incident,
                folded: FoldedMoments(
                    incident: incident.id, sequence: try row.value("sequence"),
                    moments: try RecordColumn.decode(IncidentMoments.self, row.value("moments"))))
        }
    }

    /// The other policy with its calendars.
    private func other(_ body: WhatIfBody, in tx: Transaction) throws -> OtherPolicy {
        let policy = try self.policy(body, in: tx)
        // No version that was ever announced: it stands for itself in the book.
        let pin = VersionPin(id: body.draft == nil ? body.policy ?? UUID() : UUID(), version: -1)
        var other = OtherPolicy(policy: policy, isDraft: body.draft != nil, pin: pin)
        other.book.add(policy, as: pin)
        for id in Set(policy.targets.map(\.calendar)) {
            if let given = body.calendars?.first(where: { $0.id == id }) {
                let pin = VersionPin(id: id, version: -1)
                other.given[id] = pin
                other.book.add(try OpenHours(BusinessCalendar(given.content)), as: pin)
                continue
            }
            guard let (pin, hours) = try clocks.versions.newestCalendar(id, in: tx) else {
                throw Invalid(
                    "There is no calendar \(id.uuidString.lowercased()).", field: "calendars", code: "unknown_calendar")
            }
            other.newest[id] = pin
            other.book.add(hours, as: pin)
        }
        return other
    }

    private func policy(_ body: WhatIfBody, in tx: Transaction) throws -> ServiceLevelPolicy {
        if let draft = body.draft {
            return try ServiceLevelPolicy(
                kind: draft.kind.rawValue, services: draft.services ?? [], organisations: draft.organisations ?? [],
                targets: draft.targets)
        }
        guard let id = body.policy, let known = try clocks.versions.agreed(id, version: body.version, in: tx),
            let kept = try clocks.versions.policy(known.policy, in: tx)
        else { throw Invalid("There is no such policy.", field: "policy", code: "unknown_policy") }
        return kept
    }
}

private struct Tally {
    private struct Name: Hashable {
        let kind: AgreementKind
        let measure: ServiceLevelTarget.Measure
        let target: String
    }

    private var incidents = 0
    private var clocks = 0
    private var before: [Name: WhatIfAnswer.Attainment] = [:]
    private var after: [Name: WhatIfAnswer.Attainment] = [:]
    private var changedCount = 0
    private var changed: [WhatIfAnswer.Change] = []

    mutating func count(_ incident: Incident, _ old: [ServiceLevelClock], _ new: [ServiceLevelClock]) {
        incidents += 1
        clocks += old.count
        for clock in old { Self.add(clock, to: &before) }
        for clock in new { Self.add(clock, to: &after) }
        var outcomes = Dictionary(new.map { ($0.key, $0) }) { first, _ in first }
        for clock in old {
            let other = outcomes.removeValue(forKey: clock.key)
            guard other?.outcome != clock.outcome else { continue }
            note(incident, clock.key, clock.outcome, other?.outcome)
        }
        for clock in outcomes.values { note(incident, clock.key, nil, clock.outcome) }
    }

    private mutating func note(
        _ incident: Incident, _ key: ServiceLevelClock.Key, _ old: ServiceLevelClock.Outcome?,
        _ new: ServiceLevelClock.Outcome?
    ) {
        changedCount += 1
        guard changed.count < WhatIf.mostListed else { return }
        changed.append(
            WhatIfAnswer.Change(
                incident: incident.id, number: incident.number, measure: key.measure, target: key.target, before: old,
                after: new))
    }

    private static func add(_ clock: ServiceLevelClock, to all: inout [Name: WhatIfAnswer.Attainment]) {
        let key = clock.key
        var sum =
            all[Name(kind: key.kind, measure: key.measure, target: key.target)]
            ?? WhatIfAnswer.Attainment(kind: key.kind, measure: key.measure, target: key.target)
        switch clock.outcome {
        case .met: sum.met += 1
        case .breached: sum.breached += 1
        case .open: sum.open += 1
        case .excluded: sum.excluded += 1
        }
        all[Name(kind: key.kind, measure: key.measure, target: key.target)] = sum
    }

    func answer(at now: Date) -> WhatIfAnswer {
        func sorted(_ all: [Name: WhatIfAnswer.Attainment]) -> [WhatIfAnswer.Attainment] {
            all.values.sorted {
                ($0.kind.rawValue, $0.measure.rawValue, $0.target) < ($1.kind.rawValue, $1.measure.rawValue, $1.target)
            }
        }
        return WhatIfAnswer(
            incidents: incidents, clocks: clocks, before: sorted(before), after: sorted(after),
            changedCount: changedCount, changed: changed, at: now)
    }
}
