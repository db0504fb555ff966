import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What sources say of who looks after their alerts. Of an alert that has ended, or fires anew since, nothing is said.
struct HearAcknowledgements {
    let moves: MoveAlerts

    /// - Parameter names: of the integrations, for what names no person.
    func hear(_ told: [Acknowledging], names: [UUID: String], in tx: Transaction) throws {
        guard !told.isEmpty else { return }
        let pulses = try PulseStore().find(Array(Set(told.map(\.identity))), in: tx)
        let grouped = Dictionary(grouping: told, by: \.integration).sorted { $0.key < $1.key }
        for (integration, told) in grouped {
            let wanted = told.sorted { $0.at < $1.at }.compactMap { told -> MoveAlerts.Move? in
                guard let kept = pulses[told.identity], let alert = kept.alert,
                    Self.isOf(kept.pulse, at: told.at)
                else { return nil }
                let person = told.person ?? names[integration] ?? ""
                return MoveAlerts.Move(
                    alert: alert,
                    kind: .command(
                        told.isSeen
                            ? .acknowledge(by: integration, note: told.note, name: person) : .unacknowledge))
            }
            let provenance = Provenance(
                actor: Actor(.monitoring, integration.uuidString.lowercased()), command: "acknowledge",
                correlation: UUID.v7().uuidString.lowercased())
            try moves.perform(wanted, by: provenance, in: tx)
        }
    }

    /// Whether the episode that is known to fire was under way then.
    private static func isOf(_ pulse: Pulse, at instant: Date) -> Bool {
        guard pulse.isFiring else { return false }
        guard let clear = pulse.newestClear else { return true }
        return clear.order < instant
    }
}
