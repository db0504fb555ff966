import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What sources that have heartbeats of their own say by them: they become ours, and miss and recover as others.
struct HearBeats {
    /// What a source that tells its period is given on top, in seconds.
    private static let grace = 60

    let heartbeats: KeepHeartbeats

    func hear(_ beats: [SourceBeat], in tx: Transaction) throws {
        for beat in beats {
            let found = try HeartbeatStore().find(slug: beat.slug, of: beat.integration, in: tx)
            var kept = try found ?? make(beat, in: tx)
            if let period = beat.period, kept.record.plan.period != period {
                var plan = kept.record.plan
                (plan.period, plan.cron) = (period, nil)
                kept = try heartbeats.configure(
                    kept.record.id, plan, expecting: nil, by: Self.provenance(beat), in: tx)
            }
            try heartbeats.hear(.success, of: kept, run: nil, body: "", at: beat.at, in: tx)
        }
    }

    private func make(_ beat: SourceBeat, in tx: Transaction) throws -> Kept<Heartbeat> {
        var plan = HeartbeatPlan.standard(slug: beat.slug)
        plan.name = beat.name
        if let period = beat.period {
            (plan.period, plan.grace) = (period, Self.grace)
        }
        return try heartbeats.create(plan, of: beat.integration, by: Self.provenance(beat), in: tx)
    }

    private static func provenance(_ beat: SourceBeat) -> Provenance {
        Provenance(
            actor: Actor(.monitoring, beat.integration.uuidString.lowercased()), command: "ping",
            correlation: UUID.v7().uuidString.lowercased())
    }
}
