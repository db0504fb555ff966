import Foundation

/// What monitoring says of one configuration item by itself.
package struct ItemSignal: Equatable, Sendable {
    /// The worst that alerts say which are not muted.
    package var observed: ServiceImpact
    /// Only muted alerts fire on it.
    package var isMuted: Bool
    /// Its monitoring went silent while something was wrong: nobody knows.
    package var isSilent: Bool

    package init(observed: ServiceImpact = .none, isMuted: Bool = false, isSilent: Bool = false) {
        self.observed = observed
        self.isMuted = isMuted
        self.isSilent = isSilent
    }

    var health: Health {
        switch observed {
        case .down: .down
        case .degraded: .degraded
        case .none: isMuted ? .maintenance : isSilent ? .unknown : .ok
        }
    }
}

/// Judges items and services by what they need, in three-valued logic: what is not known is neither up nor down.
///
/// Of all that is needed the worst counts. Of a redundancy group that needs n of its members the n-th best counts.
package struct HealthJudgement: Sendable {
    package let model: ServiceModel
    private let signals: [UUID: ItemSignal]
    private var judged: [UUID: Health] = [:]
    private var ahead: Set<UUID> = []

    package init(_ model: ServiceModel, _ signals: [UUID: ItemSignal]) {
        self.model = model
        self.signals = signals
    }

    /// The health of an item, with all it needs. An item that needs itself is judged without itself.
    package mutating func health(of item: UUID) -> Health {
        if let known = judged[item] { return known }
        guard ahead.insert(item).inserted else { return .ok }
        let own = signals[item]?.health ?? .ok
        let health = own == .down ? .down : Health.worst([own] + needs(of: item))
        ahead.remove(item)
        judged[item] = health
        return health
    }

    /// The health of a service by what carries it; nil when nothing does.
    package mutating func health(ofService service: UUID) -> Health? {
        let carriers = model.carriers(of: service)
        return carriers.isEmpty ? nil : Health.worst(carriers.map { health(of: $0) })
    }

    /// Which part of what carries the service is hurt, from 0 to 1.
    package mutating func affectedShare(ofService service: UUID) -> Double {
        let carriers = model.carriers(of: service)
        guard !carriers.isEmpty else { return 1 }
        let hurt = carriers.filter { [.down, .degraded, .maintenance].contains(health(of: $0)) }
        return Double(hurt.count) / Double(carriers.count)
    }

    private mutating func needs(of item: UUID) -> [Health] {
        let groups = model.items[item]?.redundancy ?? []
        let grouped = Set(groups.flatMap(\.items))
        let single = model.directNeeds(of: item).filter { !grouped.contains($0) && model.items[$0] != nil }
        return single.map { health(of: $0) } + groups.compactMap { judge($0) }
    }

    private mutating func judge(_ group: ServiceModel.Redundancy) -> Health? {
        let members = group.items.filter { model.items[$0] != nil }
        guard !members.isEmpty else { return nil }
        let ordered = members.map { health(of: $0) }.sorted { $0.asSpare < $1.asSpare }
        return ordered[min(max(group.atLeast, 1), ordered.count) - 1]
    }
}

extension Health {
    /// Where all are needed: what is surely bad outweighs what is not known, and that outweighs what is well.
    package static func worst(_ all: [Health]) -> Health { all.max { $0.asNeed < $1.asNeed } ?? .ok }

    private var asNeed: Int {
        switch self {
        case .ok: 0
        case .unknown: 1
        case .maintenance: 2
        case .degraded: 3
        case .down: 4
        }
    }

    /// Among spares: what surely works, if badly, is better than what nobody knows of.
    fileprivate var asSpare: Int {
        switch self {
        case .ok: 0
        case .degraded: 1
        case .unknown: 2
        case .maintenance: 3
        case .down: 4
        }
    }
}

/// What would happen if items were taken down.
package struct WhatIf: Sendable {
    package struct Effect: Equatable, Sendable {
        package let service: UUID
        package let before: Health
        package let after: Health
    }

    private let model: ServiceModel
    private let signals: [UUID: ItemSignal]

    package init(_ model: ServiceModel, _ signals: [UUID: ItemSignal] = [:]) {
        self.model = model
        self.signals = signals
    }

    /// The services whose health would change, by their ids.
    package func taking(down items: Set<UUID>) -> [Effect] {
        var before = HealthJudgement(model, signals)
        var changed = signals
        for item in items { changed[item] = ItemSignal(observed: .down) }
        var after = HealthJudgement(model, changed)
        let concerned = items.reduce(into: Set<UUID>()) { $0.formUnion(model.services(on: $1)) }
        return concerned.sorted().compactMap { service in
            guard let now = before.health(ofService: service), let then = after.health(ofService: service), now != then
            else { return nil }
            return Effect(service: service, before: now, after: then)
        }
    }

    /// Items that take the service down all by themselves, though everything else works.
    package func singlePoints(of service: UUID) -> [UUID] {
        let all = WhatIf(model)
        return model.items(under: service).sorted().filter { item in
            var alone = HealthJudgement(all.model, [item: ItemSignal(observed: .down)])
            return alone.health(ofService: service) == .down
        }
    }
}
