import Contracts
import Crypto
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Folds what sources sent into alerts: the oldest first, a few hundred requests in one transaction.
struct FoldIntake {
    let moves: MoveAlerts
    private let watch: WatchIntegrations
    private let beats: HearBeats
    private let intake = IntakeStore()
    private let pulses = PulseStore()

    init(moves: MoveAlerts, folding: Signal) {
        self.moves = moves
        watch = WatchIntegrations(folding: folding)
        beats = HearBeats(heartbeats: KeepHeartbeats(folding: folding))
    }

    enum Outcome: Equatable, Sendable {
        case nothingWaits
        /// Another copy is at it.
        case othersTurn
        case folded(events: Int)
    }

    func next(_ portion: FoldPortion = FoldPortion(), in tx: Transaction) throws -> Outcome {
        guard try Turn.tryTake(in: tx) else { return .othersTurn }
        let waiting = try intake.take(events: portion.events, requests: portion.requests, in: tx)
        guard !waiting.isEmpty else { return .nothingWaits }
        let sources = try IntegrationStore().sources(Set(waiting.map(\.delivery.integration)), in: tx)
        let said = try said(waiting, by: sources, in: tx)
        let new = try SourceClocks().corrected(try withoutRepeats(said.events, in: tx), in: tx)
        let rules = try moves.rules.book(in: tx)
        try hear(rules.isEmpty ? new : new.compactMap { event in FoldIntake.kept(rules.judge(event)) }, in: tx)
        try HearAcknowledgements(moves: moves).hear(
            said.acknowledgements, names: sources.mapValues(\.name), in: tx)
        try PassOnDeployments(model: moves.model).announce(said.deployments, in: tx)
        try beats.hear(said.beats, in: tx)
        return .folded(events: said.parts)
    }

    /// What requests say in the light of their integrations; what came from a paused one is put aside.
    private func said(
        _ requests: [IntakeStore.Waiting], by sources: [UUID: Source], in tx: Transaction
    ) throws -> Reading {
        var said = Reading()
        var paused: [IntakeStore.Waiting] = []
        var heard: [UUID: Int?] = [:]
        for request in requests {
            guard let source = sources[request.delivery.integration] else { continue }
            if source.isPaused {
                paused.append(request)
                continue
            }
            var delivery = request.delivery
            delivery.profile = source.profile
            if request.format != PlainFormat.name {
                heard.updateValue(source.profile.silence, forKey: source.id)
            }
            let reading = delivery.reading(by: try IntakeFormats.named(request.format))
            said.events += reading.events.map(source.profile.dressing)
            said.deployments += reading.deployments
            said.acknowledgements += reading.acknowledgements
            said.beats += reading.beats
        }
        try watch.hear(heard, in: tx)
        try PayloadStore().fail(paused, "The integration is paused.", in: tx)
        return said
    }

    private static func kept(_ verdict: RuleBook.Verdict) -> Event? { verdict.isDropped ? nil : verdict.event }

    /// Leaves out what carries a sender's id that was seen before, here or in this batch.
    private func withoutRepeats(_ events: [Event], in tx: Transaction) throws -> [Event] {
        guard events.contains(where: { $0.delivery != nil }) else { return events }
        let keyed = events.map { event in
            (event: event, key: event.delivery.map { FoldIntake.key($0, of: event.integration) })
        }
        let ids = keyed.compactMap { pair in pair.key.map { (integration: pair.event.integration, key: $0) } }
        var new = try intake.firstSeen(ids, at: try tx.now, in: tx)
        return keyed.compactMap { pair in
            guard let key = pair.key else { return pair.event }
            return new.remove(key) == nil ? nil : pair.event
        }
    }

    private struct News {
        let event: Event
        let news: Pulse.News
        let identity: UUID
    }

    private func hear(_ events: [Event], in tx: Transaction) throws {
        let identities = events.map { FoldIntake.key($0.identity.text, of: $0.integration) }
        var known = try pulses.find(Array(Set(identities)), in: tx)
        let before = Set(known.keys)
        var news: [News] = []
        for place in events.indices.sorted(by: { FoldIntake.isEarlier(events[$0], events[$1]) }) {
            let (identity, event) = (identities[place], events[place])
            let unheard = PulseStore.Kept(
                identity: identity, pulse: Pulse(firstSeen: event.receivedAt, lastSeen: event.receivedAt))
            let heard = known[identity, default: unheard].pulse.hear(event)
            if heard == .fires || heard == .clears || heard == .firedAndCleared {
                news.append(News(event: event, news: heard, identity: identity))
            }
        }
        try move(news, &known, in: tx)
        let heard = known.values.sorted { $0.identity < $1.identity }
        try pulses.update(heard.filter { before.contains($0.identity) }, in: tx)
        try pulses.add(heard.filter { !before.contains($0.identity) }, in: tx)
    }

    private func move(_ news: [News], _ known: inout [UUID: PulseStore.Kept], in tx: Transaction) throws {
        guard let first = news.first else { return }
        let unborn = Set(news.filter { known[$0.identity]?.alert == nil && $0.news != .clears }.map(\.identity))
        let numbers = try Numbers.next(.alert, count: unborn.count, in: tx)
        var given: [UUID: String] = [:]
        for (identity, number) in zip(unborn, numbers) {
            let id = UUID.v7(at: try tx.now)
            known[identity]?.alert = id
            given[id] = number
        }
        let all = news.flatMap {
            FoldIntake.moves($0, alert: known[$0.identity]?.alert, numbers: given, known[$0.identity]?.pulse)
        }
        try moves.perform(all, by: FoldIntake.provenance(first.event), in: tx)
    }

    private static func moves(_ news: News, alert: UUID?, numbers: [UUID: String], _ pulse: Pulse?) -> [MoveAlerts.Move]
    {
        guard let alert else { return [] }
        let raise = MoveAlerts.Move(alert: alert, kind: .raise(news.event, number: numbers[alert] ?? ""))
        switch news.news {
        case .fires: return [raise]
        case .clears: return [MoveAlerts.Move(alert: alert, kind: .clear(at: news.event.occurredAt))]
        case .firedAndCleared:
            let end = SourceTimes.wholeMilliseconds(pulse?.newestClear?.order ?? news.event.occurredAt)
            return [raise, MoveAlerts.Move(alert: alert, kind: .clear(at: end))]
        case .repeats, .late, .orphan: return []
        }
    }

    /// At the same instant a clear comes after a raise.
    private static func isEarlier(_ a: Event, _ b: Event) -> Bool {
        if a.moment.order != b.moment.order { return a.moment.order < b.moment.order }
        if a.action != b.action { return a.action == .raise }
        return a.receivedAt < b.receivedAt
    }

    private static func provenance(_ event: Event) -> Provenance {
        Provenance(
            actor: Actor(.monitoring, event.integration.uuidString.lowercased()), command: "hear",
            correlation: UUID.v7().uuidString.lowercased())
    }

    /// A text of any length, of one integration, as an id: the first half of their SHA-256.
    static func key(_ text: String, of integration: UUID) -> UUID {
        var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        var sha = SHA256()
        withUnsafeBytes(of: integration.uuid) { sha.update(bufferPointer: $0) }
        var text = text
        text.withUTF8 { sha.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        let hash = sha.finalize()
        withUnsafeMutableBytes(of: &bytes) { target in
            hash.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<16])) }
        }
        return UUID(uuid: bytes)
    }
}
