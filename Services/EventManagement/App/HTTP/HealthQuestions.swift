import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

struct HealthPeriodView: Codable, Sendable {
    let health: Health
    let since: Date
    let until: Date?
    let planned: Bool
    /// Which part of what carries it was hurt, from 0 to 1.
    let affectedShare: Double
    let causes: [Named]
    let because: String

    init(_ period: HealthPeriod, _ model: ServiceModel) {
        health = period.health
        since = period.since
        until = period.until
        planned = period.isPlanned
        affectedShare = period.share
        causes = period.causes.map { Named(id: $0, name: model.name(of: $0)) }
        because = period.because
    }
}

struct OutagesAnswer: Codable, Sendable {
    let outages: [HealthPeriodView]
}

struct AvailabilityAnswer: Codable, Sendable {
    let from: Date
    let until: Date
    /// From 0 to 1, without what was planned or is not known; missing when nothing is left.
    let availability: Double?
    /// The same with outages that reached only some counted for as many.
    let weightedAvailability: Double?
    let okSeconds: Double
    let degradedSeconds: Double
    let downSeconds: Double
    let plannedSeconds: Double
    let unknownSeconds: Double
    /// Outages that began in the time.
    let outages: Int
    /// MTRS: mean seconds from down to restored, of those outages that have ended.
    let meanTimeToRestore: Double?
    /// MTBF: seconds up by the number of outages.
    let meanTimeBetweenFailures: Double?

    init(_ found: Availability, from: Date, until: Date) {
        self.from = from
        self.until = until
        availability = found.share
        weightedAvailability = found.weightedShare
        okSeconds = found.ok
        degradedSeconds = found.degraded
        downSeconds = found.down
        plannedSeconds = found.maintenance
        unknownSeconds = found.unknown
        outages = found.outages
        meanTimeToRestore = found.meanTimeToRestore
        meanTimeBetweenFailures = found.meanTimeBetweenFailures
    }
}

struct ItemsAnswer: Codable, Sendable {
    let items: [Named]
}

struct WhatIfBody: Codable, Sendable {
    /// Configuration items that would be down.
    let items: [UUID]
}

struct WhatIfAnswer: Codable, Sendable {
    struct Effect: Codable, Sendable {
        let service: Named
        let before: Health
        let after: Health
    }

    let services: [Effect]
}

/// What people ask of health: then, over time, and what if.
struct HealthQuestions {
    private static let one = "/api/v1/service-health/{id}"
    /// No period of a service is asked for beyond this.
    private static let mostPeriods = 10_000
    private static let mostItems = 2000

    let database: Database
    let shelf: ModelShelf

    func add(to api: inout API) {
        addPast(to: &api)
        addModel(to: &api)
    }

    private func addPast(to api: inout API) {
        let times = [
            QueryParameter("from", .date, "From this instant, thirty days ago if not given"),
            QueryParameter("until", .date, "Until this instant, now if not given"),
        ]
        api.get(
            "\(Self.one)/at", "How a business service was at a time", for: .may(.servicesRead),
            query: [QueryParameter("time", .date, "The instant, now if not given")], answers: HealthPeriodView.self
        ) { call in
            try await asking(call) { service, model, tx in
                let instant = try call.query.date("time") ?? tx.now
                let period = try HealthPeriods().at(instant, of: service, in: tx)
                let unheard = HealthPeriod(
                    since: instant, until: nil, health: .unknown, share: 0, because: "nothing was known of it then")
                return HealthPeriodView(period ?? unheard, model)
            }
        }
        api.get(
            "\(Self.one)/outages", "Its outages, planned and not, oldest first", for: .may(.servicesRead), query: times,
            answers: OutagesAnswer.self
        ) { call in
            try await asking(call) { service, model, tx in
                let found = try periods(call, of: service, in: tx).list.filter(\.isOutage)
                return OutagesAnswer(outages: found.map { HealthPeriodView($0, model) })
            }
        }
        api.get(
            "\(Self.one)/availability", "How much of a time it was up", for: .may(.servicesRead), query: times,
            answers: AvailabilityAnswer.self
        ) { call in
            try await asking(call) { service, _, tx in
                let found = try periods(call, of: service, in: tx)
                return AvailabilityAnswer(
                    Availability(of: found.list, from: found.from, until: found.until), from: found.from,
                    until: found.until)
            }
        }
    }

    private func addModel(to api: inout API) {
        api.get(
            "\(Self.one)/single-points", "Configuration items that take it down by themselves",
            for: .may(.configurationRead), answers: ItemsAnswer.self
        ) { call in
            try await asking(call) { service, model, _ in
                guard model.items(under: service).count <= Self.mostItems else {
                    throw Invalid("It stands on more than \(Self.mostItems) items.", code: "too_large")
                }
                let points = WhatIf(model).singlePoints(of: service)
                return ItemsAnswer(items: points.map { Named(id: $0, name: model.name(of: $0)) })
            }
        }
        let (database, shelf) = (database, shelf)
        api.post(
            "/api/v1/service-health/what-if", "Which business services would change if these items were down",
            for: .may(.configurationRead), accepts: WhatIfBody.self, answers: WhatIfAnswer.self
        ) { call, body in
            guard (1...100).contains(body.items.count) else {
                throw Invalid("Name one to a hundred configuration items.", field: "items")
            }
            let caller = try call.principal
            return .ok(
                try await database.transaction { tx in
                    let model = try shelf.model(in: tx)
                    guard body.items.allSatisfy({ model.items[$0] != nil }) else {
                        throw Invalid("One of these is no configuration item we know.", field: "items")
                    }
                    return try effects(of: Set(body.items), model, for: caller, in: tx)
                })
        }
    }

    /// Only on services that the caller may see.
    private func effects(
        of items: Set<UUID>, _ model: ServiceModel, for caller: Principal, in tx: Transaction
    ) throws -> WhatIfAnswer {
        let services = items.reduce(into: Set<UUID>()) { $0.formUnion(model.services(on: $1)) }
        let under = services.reduce(into: Set<UUID>()) { $0.formUnion(model.items(under: $1)) }
        let effects = WhatIf(model, try HealthStore().signals(of: under, in: tx)).taking(down: items)
        let condition = HealthSight.visible(to: caller) ?? "TRUE"
        let seen: [UUID] = try tx.query(
            "SELECT id FROM service_health WHERE id = ANY(\(effects.map(\.service))) AND \(condition)"
        ) { try $0.value("id") }
        return WhatIfAnswer(
            services: effects.filter { seen.contains($0.service) }.map {
                WhatIfAnswer.Effect(
                    service: Named(id: $0.service, name: model.services[$0.service]?.name), before: $0.before,
                    after: $0.after)
            })
    }

    private func periods(
        _ call: Call, of service: UUID, in tx: Transaction
    ) throws -> (list: [HealthPeriod], from: Date, until: Date) {
        let until = try call.query.date("until") ?? tx.now
        let from = call.query.date("from") ?? until - 30 * 86_400
        guard from < until else { throw Invalid("The time ends before it begins.", field: "until") }
        let list = try HealthPeriods().between(from, min(until, tx.now), of: service, limit: Self.mostPeriods, in: tx)
        return (list, from, min(until, max(from, try tx.now)))
    }

    /// Answers about the service in the path; 404 when there is none that the caller may see.
    private func asking<Value: Codable & Sendable>(
        _ call: Call, _ answer: @escaping @Sendable (UUID, ServiceModel, Transaction) throws -> Value
    ) async throws -> Answer<Value> {
        let id = try call.uuid("id")
        let caller = try call.principal
        return .ok(
            try await database.transaction { tx in
                try HealthSight.check(id, by: caller, in: tx)
                _ = try HealthStore().read(id, in: tx)
                return try answer(id, try shelf.model(in: tx), tx)
            })
    }
}
