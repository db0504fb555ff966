import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Silences: list, create, read, amend, end, journal.
struct SilenceRoutes {
    private static let root = "/api/v1/silences"
    private static let one = "/api/v1/silences/{id}"

    let database: Database
    let moves: MoveAlerts

    private static let listing = Listing(
        sorts: [Listing.Column("createdAt", "created_at", .date), Listing.Column("startsAt", "starts_at", .date)],
        standard: "-createdAt",
        filters: [
            .any("state", "state", .oneOf(Silence.State.self), "States"),
            .flag("weekly", "is_weekly", "Only those that come every week"),
            .flag("live", "state = 'kept' AND (ends_at IS NULL OR ends_at > dienst_now())", "Only those not over"),
        ],
        search: { "strpos(lower(comment), lower(\($0))) > 0" })

    func add(to api: inout API) {
        addReading(to: &api)
        let (database, moves) = (database, moves)
        api.post(
            Self.root, "Mute alerts for a time, or every week", for: .may(.alertsWork), accepts: SilenceBody.self,
            answers: SilenceView.self
        ) { call, body in
            let by = try Self.provenance("create-silence", call)
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try KeepSilences(moves: moves).create(
                        body.terms(by: try call.principal, at: tx.now), by: by, in: tx)
                    let address = "\(Self.root)/\(kept.record.id.uuidString.lowercased())"
                    return .created(SilenceView(kept, at: try tx.now), version: kept.version, at: address)
                }
            }
        }
        api.post(
            "\(Self.one)/amend", "Set other terms", for: .may(.alertsWork), accepts: SilenceBody.self,
            answers: SilenceView.self
        ) { call, body in
            try await perform("amend-silence", call) { now in .amend(try body.terms(by: call.principal, at: now)) }
        }
        api.post(
            "\(Self.root)/try", "See which firing alerts matchers accept; changes nothing", for: .may(.alertsWork),
            accepts: SilenceTrialBody.self, answers: SilenceTrial.self
        ) { call, body in
            let visible = Sight.alerts.visible(to: try call.principal)
            return .ok(
                try await database.transaction { tx in
                    try SilenceTrial(body.terms(at: tx.now), visible: visible, in: tx)
                })
        }
        api.post("\(Self.one)/end", "End it now", for: .may(.alertsWork), answers: SilenceView.self) { call in
            try await perform("end-silence", call) { _ in .end }
        }
    }

    private func addReading(to api: inout API) {
        let database = database
        api.list(Self.root, "List silences", for: .may(.alertsRead), by: Self.listing, of: SilenceView.self) {
            _, wanted in
            try await database.transaction { tx in
                let now = try tx.now
                return try wanted.read("version, record", from: "silence", in: tx) {
                    SilenceView(try SilenceStore.kept($0), at: now)
                }
            }
        }
        api.get(Self.one, "Read a silence", for: .may(.alertsRead), answers: SilenceView.self) { call in
            let id = try call.uuid("id")
            let view = try await database.transaction { tx in
                SilenceView(try SilenceStore().existing(id, in: tx), at: try tx.now)
            }
            return .ok(view, version: view.version)
        }
        addHistory(to: &api, of: Silence.self, at: Self.one, in: database) { key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(Silence.kind, key) }
            return try SilenceStore().existing(id, in: tx).record.id
        }
    }

    private func perform(
        _ name: String, _ call: Call, _ command: @escaping @Sendable (Date) throws -> Silence.Command
    ) async throws -> Answer<SilenceView> {
        let (id, by, moves) = (try call.uuid("id"), try Self.provenance(name, call), moves)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try KeepSilences(moves: moves).perform(
                    command(try tx.now), on: id, expecting: call.expectedVersion, by: by, in: tx)
                return .ok(SilenceView(kept, at: try tx.now), version: kept.version)
            }
        }
    }

    /// A silence or an inhibition mutes alerts of everybody, so it takes the reach to all of them.
    static func provenance(_ name: String, _ call: Call) throws -> Provenance {
        guard try call.principal.reach(of: .alertsWork) == .all else {
            throw Rejection(
                "This mutes alerts of every team: it takes the permission to work on all.", code: "reach_too_short"
            )
        }
        return try call.provenance(name)
    }
}

struct SilenceBody: Codable, Sendable {
    let matchers: [MatcherBody]
    /// Now, when it is left out.
    let start: Date?
    let end: Date?
    let weekly: WeeklyBody?
    let comment: String

    struct MatcherBody: Codable, Sendable {
        let name: String
        let value: String
        let isRegex: Bool?
        let isEqual: Bool?

        var matcher: LabelMatcher {
            LabelMatcher(name: name, value: value, isRegex: isRegex ?? false, isEqual: isEqual ?? true)
        }
    }

    struct WeeklyBody: Codable, Sendable {
        /// 1 is Monday, 7 Sunday.
        let days: [Int]
        /// `22:00` by the wall clock of the zone.
        let from: String
        /// `02:00`; not after `from` means the next day.
        let to: String
        let zone: String

        func weekly() throws(Invalid) -> WeeklyTime {
            WeeklyTime(
                days: days, from: try WallClock.minutes(from, at: "weekly.from"),
                to: try WallClock.minutes(to, at: "weekly.to"), zone: zone)
        }
    }

    func terms(by author: Principal, at now: Date) throws(Invalid) -> Silence.Terms {
        Silence.Terms(
            matchers: matchers.map(\.matcher), start: start ?? now, end: end, weekly: try weekly?.weekly(),
            comment: try comment.checked("comment", longest: 500), author: author.name)
    }
}

/// Times of day as people write them.
enum WallClock {
    static func minutes(_ text: String, at field: String) throws(Invalid) -> Int {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isNumber) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { throw Invalid("Give a time of day such as 22:00.", field: field) }
        return hour * 60 + minute
    }

    static func text(_ minutes: Int) -> String { String(format: "%02d:%02d", minutes / 60, minutes % 60) }
}

/// A silence as the API shows it.
struct SilenceView: Codable, Sendable {
    let id: UUID
    let version: Int
    let state: Silence.State
    /// It mutes now.
    let active: Bool
    /// When it next begins or ceases to mute.
    let nextTurn: Date?
    let matchers: [LabelMatcher]
    let start: Date
    let end: Date?
    let weekly: SilenceBody.WeeklyBody?
    let comment: String
    let author: String
    let createdAt: Date
    let endedAt: Date?

    init(_ kept: Kept<Silence>, at now: Date) {
        let (silence, terms) = (kept.record, kept.record.terms)
        id = silence.id
        version = kept.version
        state = silence.state
        active = silence.time(at: now) != nil
        nextTurn = silence.nextTurn(after: now).flatMap { $0 == .distantFuture ? nil : $0 }
        matchers = terms.matchers
        start = terms.start
        end = terms.end
        weekly = terms.weekly.map {
            SilenceBody.WeeklyBody(
                days: $0.days, from: WallClock.text($0.from), to: WallClock.text($0.to), zone: $0.zone)
        }
        comment = terms.comment
        author = terms.author
        createdAt = silence.createdAt
        endedAt = silence.endedAt
    }
}
