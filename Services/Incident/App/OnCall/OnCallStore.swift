import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Schedules of who is on call.
struct OnCallStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<OnCallSchedule>? {
        try tx.first("SELECT version, record FROM on_call_schedule WHERE id = \(id) FOR UPDATE", Self.decode)
    }

    /// Without a lock. Throws `NotFound`.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<OnCallSchedule> {
        let found = try tx.first("SELECT version, record FROM on_call_schedule WHERE id = \(id)", Self.decode)
        guard let found else { throw NotFound(OnCallSchedule.kind, id.uuidString.lowercased()) }
        return found
    }

    /// Those in use, by name; of one team only when it is named.
    func active(of team: UUID? = nil, in tx: Transaction) throws -> [Kept<OnCallSchedule>] {
        try tx.query(
            """
            SELECT version, record FROM on_call_schedule
            WHERE state = 'active' AND (\(team)::uuid IS NULL OR team = \(team)) ORDER BY name, id LIMIT 500
            """, Self.decode)
    }

    func save(_ kept: Kept<OnCallSchedule>, in tx: Transaction) throws {
        let schedule = kept.record
        do {
            try tx.execute(
                """
                INSERT INTO on_call_schedule (id, version, name, team, state, defined_at, record)
                VALUES (
                    \(schedule.id), \(kept.version), \(schedule.name), \(schedule.team), \(schedule.state),
                    \(schedule.definedAt), \(try RecordColumn.encode(schedule))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, team = excluded.team, state = excluded.state,
                    record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_active_schedule_per_name") {
            throw Rejection("There is a schedule with this name already.", code: "name_taken")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<OnCallSchedule>] {
        try tx.query(
            """
            SELECT version, record FROM on_call_schedule
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, Self.decode)
    }

    func announcement(of kept: Kept<OnCallSchedule>, facts: [String], in tx: Transaction) throws -> (any Announcement)?
    { try announcement(of: kept, facts: facts, uncovered: [], in: tx) }

    func announcement(
        of kept: Kept<OnCallSchedule>, facts: [String], uncovered: [OnCallCoverage.Stretch], in tx: Transaction
    ) throws -> OnCallScheduleAnnounced {
        let schedule = kept.record
        return OnCallScheduleAnnounced(
            record: schedule.id, facts: facts, name: schedule.name, state: schedule.state.rawValue,
            team: schedule.team, zone: schedule.plan.zone, editors: try editors(of: schedule.id, in: tx),
            uncovered: uncovered.prefix(50).map { UncoveredTime(from: $0.from, until: $0.until) })
    }

    /// Who defined and amended it, the last ones first.
    private func editors(of id: UUID, in tx: Transaction) throws -> [UUID] {
        let actors: [String] = try tx.query(
            """
            SELECT actor FROM journal WHERE record = \(id) AND name IN ('defined', 'amended')
            GROUP BY actor ORDER BY max(sequence) DESC LIMIT 20
            """
        ) { try $0.value("actor") }
        return actors.compactMap { Actor($0).flatMap { $0.kind == .person ? UUID(uuidString: $0.id) : nil } }
    }

    /// A schedule with all its versions. Throws `NotFound`.
    func history(of id: UUID, in tx: Transaction) throws -> OnCallHistory {
        let lines = try Journal.lines(of: id, in: tx).map { line in
            (fact: try WireJSON.decoder.decode(OnCallSchedule.Fact.self, from: Data(line.fact.utf8)), at: line.at)
        }
        guard let history = OnCallHistory(id, lines) else {
            throw NotFound(OnCallSchedule.kind, id.uuidString.lowercased())
        }
        return history
    }

    static func decode(_ row: Row) throws -> Kept<OnCallSchedule> {
        Kept(
            record: try RecordColumn.decode(OnCallSchedule.self, row.value("record")), version: try row.value("version")
        )
    }
}

/// Who is on call by one schedule at an instant.
struct OnCallNow: Sendable {
    let schedule: OnCallSchedule
    let at: Date
    let answer: OnCallCalendar.Answer
}

extension OnCallStore {
    /// Who is on call by a schedule, now or at an instant: for the past as it was then, also if it was retired since.
    func onCall(_ schedule: UUID, at instant: Date? = nil, in tx: Transaction) throws -> OnCallNow {
        try onCall(try read(schedule, in: tx).record, at: instant, in: tx)
    }

    /// Who is on call for a team, by each of its schedules; empty when it has none.
    func onCall(team: UUID, at instant: Date? = nil, in tx: Transaction) throws -> [OnCallNow] {
        let schedules = try tx.query(
            "SELECT version, record FROM on_call_schedule WHERE team = \(team) ORDER BY name, id LIMIT 100",
            Self.decode)
        return try schedules.map { try onCall($0.record, at: instant, in: tx) }
            .filter { $0.schedule.state == .active && $0.schedule.team == team }
    }

    private func onCall(_ schedule: OnCallSchedule, at instant: Date?, in tx: Transaction) throws -> OnCallNow {
        let now = try tx.now
        if let instant, instant < now {
            let history = try history(of: schedule.id, in: tx)
            return OnCallNow(
                schedule: history.schedule(at: instant) ?? schedule, at: instant, answer: history.onCall(at: instant))
        }
        let at = instant ?? now
        let calendar = schedule.state == .active ? OnCallCalendar(schedule.plan) : nil
        return OnCallNow(schedule: schedule, at: at, answer: calendar?.onCall(at: at) ?? .nobody)
    }
}
