import Foundation

/// A deployment that monitoring's tools told of, as a possible cause of what came after it.
package struct RecentChange: Codable, Equatable, Sendable {
    package let name: String
    package let revision: String?
    /// The tool that told of it.
    package let tool: String
    package let at: Date
    package let link: String?
    /// The number of the change it belongs to, where it names one.
    package let change: String?

    package init(name: String, revision: String?, tool: String, at: Date, link: String?, change: String?) {
        self.name = name
        self.revision = revision
        self.tool = tool
        self.at = at
        self.link = link
        self.change = change
    }

    var title: String { revision.map { "\(name) \($0)" } ?? name }
}

/// Deployments of the last hours by the configuration items they touched.
package struct RecentChanges: Sendable {
    package static let none = RecentChanges([])
    /// How long a deployment speaks for its item as a cause; it says less and less.
    package static let horizon: TimeInterval = 4 * 3600
    /// For so long before the onset it is named.
    static let named: TimeInterval = 3600
    /// Clocks of tools differ: a deployment may seem to come this much after what it caused.
    private static let skew: TimeInterval = 60

    /// A deployment that may have caused something, and on what.
    struct Suspicion: Sendable {
        let change: RecentChange
        let item: UUID
        /// How long before the onset, in seconds.
        let age: TimeInterval

        /// From 1 for just now to 0.
        var weight: Double { max(0, 1 - age / RecentChanges.horizon) }
    }

    private let byItem: [UUID: [RecentChange]]

    package init(_ all: [(item: UUID, change: RecentChange)]) {
        byItem = Dictionary(grouping: all, by: \.item).mapValues { $0.map(\.change) }
    }

    /// The newest deployment before an onset on an item, else on what it needs.
    func suspicion(of item: UUID, at onset: Date, in model: ServiceModel) -> Suspicion? {
        guard !byItem.isEmpty else { return nil }
        return newest(on: [item], at: onset) ?? newest(on: model.needs(of: item), at: onset)
    }

    private func newest(on items: Set<UUID>, at onset: Date) -> Suspicion? {
        items.flatMap { item in
            (byItem[item] ?? []).compactMap { change in
                let age = onset.timeIntervalSince(change.at)
                guard age >= -Self.skew, age <= Self.horizon else { return nil }
                return Suspicion(change: change, item: item, age: max(0, age))
            }
        }
        .min { ($0.age, $0.item) < ($1.age, $1.item) }
    }
}
