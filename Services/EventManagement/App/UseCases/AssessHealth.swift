import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Judges business services anew when something they stand on has changed.
struct AssessHealth {
    private let health = Ledger(HealthStore())
    private let periods = HealthPeriods()

    /// After alerts changed: the services that stand on what they are about.
    func after(_ alerts: [Alert], in model: ServiceModel, by provenance: Provenance, in tx: Transaction) throws {
        var services = Set(alerts.compactMap(\.binding.service))
        for item in Set(alerts.compactMap(\.binding.item)) { services.formUnion(model.services(on: item)) }
        try assess(services, in: model, by: provenance, in: tx)
    }

    /// After an integration fell silent, or is heard again: every service, for what it watches carries some of them.
    func afterSilence(in model: ServiceModel, in tx: Transaction) throws {
        try Turn.take(in: tx)
        try every(in: model, by: .timer(WatchIntegrations.health), in: tx)
    }

    /// After the model changed: every service.
    func every(in model: ServiceModel, by provenance: Provenance, in tx: Transaction) throws {
        try assess(Set(model.services.keys), in: model, by: provenance, in: tx)
    }

    private func assess(
        _ services: Set<UUID>, in model: ServiceModel, by provenance: Provenance, in tx: Transaction
    ) throws {
        guard !services.isEmpty else { return }
        let known = try health.store.find(Array(services), in: tx)
        let items = services.reduce(into: Set<UUID>()) { $0.formUnion(model.items(under: $1)) }
        var judgement = HealthJudgement(model, try health.store.signals(of: items, in: tx))
        for service in services.sorted(by: { $0 < $1 }) {
            let evidence = try health.store.evidence(
                for: service, on: model.items(under: service), judged: judgement.health(ofService: service), in: model,
                in: tx)
            let assessment = evidence.assess()
            if let kept = known[service] {
                let facts = try kept.record.deciding(.assess(assessment), at: tx.now)
                guard !facts.isEmpty else { continue }
                try health.add(facts, to: kept, by: provenance, in: tx)
            } else {
                try health.open(service, with: [.assessed(assessment: assessment)], by: provenance, in: tx)
            }
            let share = assessment.health == .ok ? 0 : judgement.affectedShare(ofService: service)
            try periods.begin(assessment, share: share, of: service, in: tx)
        }
    }
}
