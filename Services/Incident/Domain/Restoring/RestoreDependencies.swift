import Foundation

/// Which outages must wait for which, and which end with which, by the dependencies of configuration items.
package struct RestoreDependencies: Sendable {
    /// A configuration item as far as this matters.
    package struct Item: Sendable {
        package struct Group: Sendable {
            package let items: Set<UUID>
            package let atLeast: Int

            package init(items: Set<UUID>, atLeast: Int) {
                self.items = items
                self.atLeast = atLeast
            }
        }

        package let needs: [UUID]
        /// Items that stand in for each other, among those it needs.
        package let groups: [Group]

        package init(needs: [UUID], groups: [Group] = []) {
            self.needs = needs
            self.groups = groups
        }
    }

    /// An outage: what it comes from, where that is known, and whom it hurts.
    package struct Outage: Sendable {
        package let id: UUID
        package let cause: UUID?
        package let services: Set<UUID>
        package let isReport: Bool

        package init(id: UUID, cause: UUID?, services: Set<UUID>, isReport: Bool) {
            self.id = id
            self.cause = cause
            self.services = services
            self.isReport = isReport
        }
    }

    private let items: [UUID: Item]
    private let outages: [Outage]
    private let hurt: [UUID: [UUID]]

    package init(_ outages: [Outage], items: [UUID: Item]) {
        self.outages = outages
        self.items = items
        hurt = outages.reduce(into: [:]) { hurt, outage in
            if let cause = outage.cause { hurt[cause, default: []].append(outage.id) }
        }
    }

    /// What must be restored before each outage: those whose causes its own cause cannot do without.
    package func needs() -> [UUID: Set<UUID>] {
        outages.reduce(into: [:]) { needs, outage in
            guard let cause = outage.cause else { return }
            let found = outagesBelow(cause).subtracting([outage.id])
            if !found.isEmpty { needs[outage.id] = found }
        }
    }

    /// What people report of a service that monitoring sees hurt is restored with what monitoring sees.
    package func restoredWith() -> [UUID: UUID] {
        outages.reduce(into: [:]) { restored, report in
            guard report.isReport, report.cause == nil, !report.services.isEmpty else { return }
            restored[report.id] = outages.first { !$0.isReport && report.services.isSubset(of: $0.services) }?.id
        }
    }

    private func outagesBelow(_ cause: UUID) -> Set<UUID> {
        var (found, seen, waiting): (Set<UUID>, Set<UUID>, [UUID]) = ([], [cause], [cause])
        while let item = waiting.popLast() {
            for need in items[item]?.needs ?? [] where seen.insert(need).inserted && isNeeded(need, by: item) {
                if let outages = hurt[need] { found.formUnion(outages) } else { waiting.append(need) }
            }
        }
        return found
    }

    /// Whether an item does not work without another: not while enough of those that stand in for it are well.
    private func isNeeded(_ need: UUID, by item: UUID) -> Bool {
        guard let group = items[item]?.groups.first(where: { $0.items.contains(need) }) else { return true }
        return group.items.count { hurt[$0] == nil } < group.atLeast
    }
}
