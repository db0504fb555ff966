import Contracts
import Foundation
import Messaging
import Postgres
import Records
import Synchronization

/// Policies and calendars as the desk announced them, each version for ever.
struct ServiceLevelVersions: Sendable {
    private let hours = KnownVersions<OpenHours>()
    private let policies = KnownVersions<ServiceLevelPolicy>()

    /// Keeps a version, and whether it is the newest.
    func keep<M: Announcement>(_ message: M, _ received: Received, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO service_level_version (subject, record, version, heard_at, state)
            VALUES (
                \(M.subject), \(message.record), \(received.sequence), \(try tx.now), \(try RecordColumn.encode(message))
            )
            ON CONFLICT (subject, record, version) DO NOTHING
            """)
    }

    /// Which policies an incident of these services and this customer gets, at most one of each kind, with why.
    func choose(
        services: [UUID], organisation: UUID?, in tx: Transaction
    ) throws -> (policies: [AgreedPolicy], why: Explanation)? {
        let newest = try self.newest(ServiceLevelPolicyAnnounced.self, in: tx).filter(\.message.active)
        guard !newest.isEmpty else { return nil }
        let agreements = try newest.contains { $0.message.agreement != nil } ? self.agreements(in: tx) : []
        var best: [AgreementKind: (fit: Int, name: String, pin: VersionPin, policy: ServiceLevelPolicy)] = [:]
        for (message, version) in newest {
            let policy = try ServiceLevelPolicy(message)
            guard message.agreement.map(agreements.contains) ?? true,
                let fit = policy.fit(services: services, organisation: organisation)
            else { continue }
            if let known = best[policy.kind], (known.fit, message.name) >= (fit, known.name) { continue }
            best[policy.kind] = (fit, message.name, VersionPin(id: message.record, version: version), policy)
        }
        guard !best.isEmpty else { return nil }
        let calendars = try self.newest(CalendarAnnounced.self, in: tx)
            .map { VersionPin(id: $0.message.record, version: $0.version) }
        let chosen = AgreementKind.allCases.compactMap { kind in
            best[kind].flatMap { choice in
                Self.agreed(choice.pin, choice.policy, calendars).map {
                    (name: choice.name, pin: choice.pin, agreed: $0)
                }
            }
        }
        guard !chosen.isEmpty else { return nil }
        let why = Explanation(
            decision: "service levels", rule: "the closest fit of each kind: customer, then service, then all",
            inputs: [
                "services": services.map { $0.uuidString.lowercased() }.joined(separator: ", "),
                "organisation": organisation?.uuidString.lowercased() ?? "",
            ], outcome: chosen.map { "\($0.name), version \($0.pin.version)" }.joined(separator: "; "),
            because: "\(chosen.map(\.name).joined(separator: " and ")) fit its services and customer best.")
        return (chosen.map(\.agreed), why)
    }

    /// The rules for these agreements. Throws `Invalid` when a version is not known here.
    func rulebook(for agreed: some Sequence<AgreedPolicy>, in tx: Transaction) throws -> ServiceLevelRulebook {
        var book = ServiceLevelRulebook()
        for choice in agreed {
            if !book.hasPolicy(choice.policy) {
                if let known = try policy(choice.policy, in: tx) { book.add(known, as: choice.policy) }
            }
            for pin in choice.calendars where !book.hasCalendar(pin) {
                if let open = try openHours(pin, in: tx) { book.add(open, as: pin) }
            }
        }
        return book
    }

    /// A policy by version, or its newest one, with the newest calendars; nil when it is not known here.
    func agreed(_ policy: UUID, version: Int?, in tx: Transaction) throws -> AgreedPolicy? {
        let newest = try self.newest(ServiceLevelPolicyAnnounced.self, in: tx).first { $0.message.record == policy }
        guard let wanted = version ?? newest?.version,
            let content = try self.policy(VersionPin(id: policy, version: wanted), in: tx)
        else { return nil }
        let calendars = try self.newest(CalendarAnnounced.self, in: tx)
        return Self.agreed(
            VersionPin(id: policy, version: wanted), content,
            calendars.map { VersionPin(id: $0.message.record, version: $0.version) })
    }

    func policy(_ pin: VersionPin, in tx: Transaction) throws -> ServiceLevelPolicy? {
        try policies.value(of: pin) {
            try version(pin, ServiceLevelPolicyAnnounced.self, in: tx).map { try ServiceLevelPolicy($0) }
        }
    }

    /// A calendar in its newest version; nil when it is not known here.
    func newestCalendar(_ id: UUID, in tx: Transaction) throws -> (VersionPin, OpenHours)? {
        let newest = try self.newest(CalendarAnnounced.self, in: tx).first { $0.message.record == id }
        guard let newest else { return nil }
        let pin = VersionPin(id: id, version: newest.version)
        return try openHours(pin, in: tx).map { (pin, $0) }
    }

    func names(of policies: [UUID], in tx: Transaction) throws -> [UUID: String] {
        guard !policies.isEmpty else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try newest(ServiceLevelPolicyAnnounced.self, in: tx).map {
                ($0.message.record, $0.message.name)
            })
    }

    /// With the newest version of each calendar that it uses; nil when one is not known yet.
    private static func agreed(
        _ pin: VersionPin, _ policy: ServiceLevelPolicy, _ calendars: [VersionPin]
    ) -> AgreedPolicy? {
        let needed = Set(policy.targets.map(\.calendar))
        let used = calendars.filter { needed.contains($0.id) }.sorted { $0.id.uuidString < $1.id.uuidString }
        return used.count == needed.count ? AgreedPolicy(policy: pin, calendars: used) : nil
    }

    /// Agreements that hold today.
    private func agreements(in tx: Transaction) throws -> Set<UUID> {
        let today = CalendarDay(number: try tx.now.milliseconds / 86_400_000)
        return Set(
            try newest(AgreementAnnounced.self, in: tx).map(\.message).filter { agreement in
                agreement.active && (agreement.from.flatMap { CalendarDay($0) }.map { $0 <= today } ?? true)
                    && (agreement.until.flatMap { CalendarDay($0) }.map { today < $0 } ?? true)
            }.map(\.record))
    }

    private func newest<M: Announcement>(
        _ type: M.Type, in tx: Transaction
    ) throws -> [(message: M, version: Int)] {
        try tx.query(
            """
            SELECT DISTINCT ON (record) state, version FROM service_level_version
            WHERE subject = \(M.subject) ORDER BY record, version DESC
            """
        ) { (try RecordColumn.decode(M.self, $0.value("state")), try $0.value("version")) }
    }

    private func version<M: Announcement>(_ pin: VersionPin, _ type: M.Type, in tx: Transaction) throws -> M? {
        try tx.first(
            """
            SELECT state FROM service_level_version
            WHERE subject = \(M.subject) AND record = \(pin.id) AND version = \(pin.version)
            """
        ) { try RecordColumn.decode(M.self, $0.value("state")) }
    }

    /// The hours of an incident as a whole: those in which its customer, else a team or a supplier, was promised its resolution.
    /// Nil where nothing is promised.
    func openHours(of agreed: [AgreedPolicy]?, in tx: Transaction) throws -> OpenHours? {
        guard let first = agreed?.first else { return nil }
        let targets = try policy(first.policy, in: tx)?.targets ?? []
        let target = targets.first { $0.measure == .resolution } ?? targets.first
        let pin = first.calendars.first { $0.id == target?.calendar } ?? first.calendars.first
        return try pin.flatMap { try openHours($0, in: tx) }
    }

    /// A calendar ready for use; nil when that version is not known here.
    func openHours(_ pin: VersionPin, in tx: Transaction) throws -> OpenHours? {
        try hours.value(of: pin) {
            try version(pin, CalendarAnnounced.self, in: tx).map { try OpenHours(BusinessCalendar($0.content)) }
        }
    }
}

/// Versions that were read once: they never change.
private final class KnownVersions<Value: Sendable>: Sendable {
    private let known = Mutex<[VersionPin: Value]>([:])

    func value(of pin: VersionPin, or read: () throws -> Value?) throws -> Value? {
        if let value = known.withLock({ $0[pin] }) { return value }
        guard let value = try read() else { return nil }
        known.withLock { known in
            // So many versions are never in use at once.
            if known.count > 500 { known = [:] }
            known[pin] = value
        }
        return value
    }
}

extension ServiceLevelPolicy {
    init(_ message: ServiceLevelPolicyAnnounced) throws(Invalid) {
        try self.init(
            kind: message.kind, services: message.services, organisations: message.organisations,
            targets: message.targets)
    }
}
