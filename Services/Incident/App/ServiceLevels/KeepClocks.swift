import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The service level clocks of incidents: agreed on when one opens, read anew at every change, and told of when they pass a threshold.
struct KeepClocks: Sendable {
    static let timer = "service-level"

    let versions = ServiceLevelVersions()
    let store = ClockStore()

    private var ledger: Ledger<IncidentStore> { Ledger(IncidentStore()) }

    /// What must follow every change of an incident. Answers the incident with what its clocks add to it.
    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        var (kept, folded) = (kept, try store.moments(of: kept.record.id, in: tx))
        guard folded.sequence < kept.version else { return kept }
        let before = folded
        try fold(kept.record.id, into: &folded, in: tx)
        let isMoved = before.sequence == 0 || Set(before.moments.services) != Set(folded.moments.services)
        if isMoved, kept.record.state.isOpen, let agreed = try agreement(kept, in: tx) {
            kept = try ledger.add([agreed], to: kept, by: provenance, in: tx)
            try fold(kept.record.id, into: &folded, in: tx)
        }
        guard kept.record.agreed != nil, folded.moments.moments != before.moments.moments else {
            try store.save(folded, in: tx)
            return kept
        }
        return try read(kept, folded, by: provenance, in: tx)
    }

    /// A threshold of the incident may be due now. That one is passed is told and written down; nobody follows it as a change.
    func due(_ incident: UUID, in tx: Transaction) throws {
        guard let kept = try ledger.store.find(incident, in: tx), kept.record.agreed != nil else { return }
        var folded = try store.moments(of: incident, in: tx)
        try fold(incident, into: &folded, in: tx)
        var provenance = Provenance.timer(Self.timer)
        provenance.reason = "A service level clock has reached it."
        _ = try read(kept, folded, by: provenance, in: tx)
    }

    /// Staff or the requester said something on an incident whose clocks wait for that.
    func heard(_ conversation: ConversationAnnounced, _ received: Received, in tx: Transaction) throws {
        guard conversation.kind == Incident.kind else { return }
        let before = try Projection<ConversationAnnounced>().find(conversation.record, in: tx)
        guard try Projection<ConversationAnnounced>().keep(conversation, sequence: received.sequence, in: tx),
            let kept = try ledger.store.find(conversation.record, in: tx), kept.record.agreed != nil,
            kept.record.state.isOpen || kept.record.state == .resolved
        else { return }
        var facts: [Incident.Fact] = []
        if let first = conversation.firstReplyAt, before?.firstReplyAt == nil {
            facts.append(.replied(reply: .answered, at: first))
        }
        if let last = conversation.lastReplyAt, last != before?.lastReplyAt {
            let isStaff = conversation.lastReplyBy == .staff
            let said = Incident.Fact.replied(reply: isStaff ? .answered : .asked, at: last)
            if !facts.contains(said) { facts.append(said) }
        }
        let changed = try ledger.add(facts, to: kept, by: received.provenance, in: tx)
        _ = try follow(changed, by: received.provenance, in: tx)
    }

    /// Reads the clocks, tells of what they have passed, and sets the timer for what comes next.
    private func read(
        _ kept: Kept<Incident>, _ folded: FoldedMoments, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Incident> {
        let (now, incident) = (try tx.now, kept.record)
        let book = try versions.rulebook(for: folded.agreed, in: tx)
        let clocks = try ServiceLevelClock.reading(folded.moments.moments, by: book, at: now.milliseconds)
        let passed = clocks.flatMap { clock in
            clock.crossings.map { ThresholdPassing(clock, $0, noticedAt: now) }
        }.sorted { ($0.passedAt, $0.cycle, $0.threshold) < ($1.passedAt, $1.cycle, $1.threshold) }
        let news = try store.notice(passed, of: incident.id, at: now, in: tx)
        let changed = try ledger.add(
            news.map { Incident.Fact.thresholdPassed(passing: $0) }, to: kept, by: provenance, in: tx)
        for (index, passing) in news.enumerated() {
            let sequence = kept.version + index + 1
            try Outbox.announce(
                ClockThresholdAnnounced(incident, passing), sequence: sequence, by: provenance, in: tx)
        }
        LevelMetrics.note(news, at: now, in: tx)
        var folded = folded
        folded.sequence = changed.version
        try store.save(folded, in: tx)
        try store.save(clocks, risks: clocks.map { try risk(of: $0, at: now, in: tx) }, of: incident.id, in: tx)
        try PauseStore().note(clocks, of: incident.id, changedAt: folded.moments.moments.last?.at, in: tx)
        try ForecastStore().note(news, clocks, of: incident.id, in: tx)
        try arm(clocks, of: incident, in: tx)
        return changed
    }

    /// When three quarters of the goal are used up: what is at risk from then on. Nil for what is over, or is paused before.
    private func risk(of clock: ServiceLevelClock, at now: Date, in tx: Transaction) throws -> Date? {
        guard clock.outcome == .open, clock.state == .running || clock.state == .paused else { return nil }
        let left = clock.budget * 3 / 4 - clock.elapsed
        if left <= 0 { return now }
        guard clock.state == .running, let hours = try versions.openHours(clock.calendar, in: tx) else { return nil }
        return hours.due(from: now.milliseconds, after: left).map(Date.init(milliseconds:))
    }

    /// A breach is a fact after its due instant; everything else at its own.
    private func arm(_ clocks: [ServiceLevelClock], of incident: Incident, in tx: Transaction) throws {
        let next = clocks.compactMap(\.next).map { $0.threshold == .breach ? $0.at + 1 : $0.at }.min()
        if let next, incident.state.isOpen {
            try Timers.arm(Self.timer, for: incident.id, at: Date(milliseconds: next), in: tx)
        } else {
            try Timers.disarm(Self.timer, for: incident.id, in: tx)
        }
    }

    /// Adds the journal lines that are not folded yet.
    private func fold(_ incident: UUID, into folded: inout FoldedMoments, in tx: Transaction) throws {
        for line in try Journal.lines(of: incident, after: folded.sequence, in: tx) {
            folded.moments.note(
                try WireJSON.decoder.decode(Incident.Fact.self, from: Data(line.fact.utf8)), at: line.at)
            folded.sequence = line.sequence
        }
    }

    /// What holds for it now; nil when nothing changes. A policy that still fits keeps the version that was pinned.
    private func agreement(_ kept: Kept<Incident>, in tx: Transaction) throws -> Incident.Fact? {
        let incident = kept.record
        let chosen = try versions.choose(services: incident.services, organisation: incident.organisation, in: tx)
        guard let chosen, chosen.policies.map(\.policy.id) != incident.agreed?.map(\.policy.id) else { return nil }
        let pinned = chosen.policies.map { choice in
            incident.agreed?.first { $0.policy.id == choice.policy.id } ?? choice
        }
        return .serviceLevelsAgreed(policies: pinned, why: chosen.why)
    }
}

extension ClockThresholdAnnounced {
    fileprivate init(_ incident: Incident, _ passing: ThresholdPassing) {
        self.init(
            record: incident.id, facts: ["thresholdPassed"], number: incident.number, summary: incident.summary,
            priority: incident.priority.rawValue, services: Array(incident.services.prefix(50)), team: incident.team,
            assignee: incident.assignee, kind: passing.clock.kind.rawValue, measure: passing.clock.measure.rawValue,
            target: passing.clock.target, policy: passing.policy.id, policyVersion: passing.policy.version,
            threshold: passing.threshold, passedAt: passing.passedAt, late: passing.late, dueAt: passing.dueAt)
    }
}
