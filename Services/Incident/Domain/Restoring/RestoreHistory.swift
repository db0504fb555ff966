import Foundation

/// How long restoring took before, and so how long it may take now.
package struct RestoreHistory: Sendable {
    /// An incident that was restored: from when somebody took it up, or else from its opening.
    package struct Past: Sendable {
        package let item: UUID?
        package let services: [UUID]
        package let team: UUID?
        package let hours: Double

        package init(item: UUID?, services: [UUID], team: UUID?, hours: Double) {
            self.item = item
            self.services = services
            self.team = team
            self.hours = hours
        }
    }

    /// What is taken to be known before anything was restored.
    package static let standardHours = 1.0
    /// So many cases count as much as all that is less like this one.
    package static let weightOfBefore = 3.0

    private var all: [Double] = []
    private var ofTeam: [UUID: [Double]] = [:]
    private var ofService: [UUID: [Double]] = [:]
    private var ofItem: [UUID: [Double]] = [:]

    package init(_ past: [Past]) {
        for case let one in past where one.hours > 0 {
            all.append(one.hours)
            if let team = one.team { ofTeam[team, default: []].append(one.hours) }
            for service in one.services { ofService[service, default: []].append(one.hours) }
            if let item = one.item { ofItem[item, default: []].append(one.hours) }
        }
    }

    /// The median of what is most like it, drawn towards the medians of what is less like it the fewer cases there are.
    package func expected(item: UUID?, services: [UUID], team: UUID?) -> RestoreEstimate {
        let service = services.max { (ofService[$0]?.count ?? 0) < (ofService[$1]?.count ?? 0) }
        let levels: [(RestoreEstimate.Kind, [Double])] = [
            (.everything, all), (.team, team.flatMap { ofTeam[$0] } ?? []),
            (.service, service.flatMap { ofService[$0] } ?? []), (.cause, item.flatMap { ofItem[$0] } ?? []),
        ]
        var (hours, evidence): (Double, [RestoreEstimate.Evidence]) = (Self.standardHours, [])
        for (kind, cases) in levels where !cases.isEmpty {
            let (median, count) = (Self.median(cases), Double(cases.count))
            hours = exp((count * log(median) + Self.weightOfBefore * log(hours)) / (count + Self.weightOfBefore))
            evidence.append(RestoreEstimate.Evidence(kind: kind, cases: cases.count, medianHours: median))
        }
        return RestoreEstimate(hours: hours, evidence: evidence)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

/// How long restoring is expected to take once begun, and what that rests on.
package struct RestoreEstimate: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case everything, team, service, cause
    }

    package struct Evidence: Codable, Equatable, Sendable {
        package let kind: Kind
        package let cases: Int
        package let medianHours: Double
    }

    package let hours: Double
    /// From what is least like it to what is most; empty when nothing was ever restored.
    package let evidence: [Evidence]

    package init(hours: Double, evidence: [Evidence]) {
        self.hours = hours
        self.evidence = evidence
    }

    /// What is left after so many hours of work: never less than a quarter of the whole.
    package func remaining(after worked: Double) -> Double { max(hours - max(worked, 0), hours / 4) }
}
