import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Makes reports of figures: numbers with their definitions, breakdowns with names, and where the records are.
struct MakeReports: Sendable {
    static let root = "/api/v1/incident-reports"

    let versions: ServiceLevelVersions

    /// - Parameter query: what the caller asked for, repeated where the records are listed.
    /// - Parameter earlier: the period to compare with.
    func view(
        _ figure: Figure, _ scope: ReportScope, comparedWith earlier: ReportScope? = nil,
        by grouping: ReadFigures.Grouping?, query: [String: String], in tx: Transaction
    ) throws -> FigureView {
        let reading = ReadFigures(scope: scope)
        let total = try reading.numbers(figure, in: tx).first
        let fits = grouping.map { !$0.isOfClocks || figure.source.hasClocks } ?? false
        let groups = fits ? try reading.numbers(figure, by: grouping, in: tx) : nil
        let names = try grouping.map { try self.names($0, of: groups ?? [], in: tx) } ?? [:]
        return FigureView(
            id: figure.id, unit: figure.unit, definition: DefinitionView(figure), count: total?.count ?? 0,
            value: Self.value(figure, total), median: figure.unit == .seconds ? total?.median : nil,
            p90: figure.unit == .seconds ? total?.p90 : nil, records: Self.address(figure, scope, query),
            groups: groups?.map { group in
                FigureView.Group(
                    key: group.key, name: group.key.flatMap { names[$0] }, count: group.count,
                    value: Self.value(figure, group), median: figure.unit == .seconds ? group.median : nil,
                    p90: figure.unit == .seconds ? group.p90 : nil)
            }, earlier: try earlier.flatMap { try self.earlier(figure, $0, total, in: tx) })
    }

    private func earlier(
        _ figure: Figure, _ scope: ReportScope, _ now: ReadFigures.Numbers?, in tx: Transaction
    ) throws -> FigureView.Earlier? {
        guard figure.time != .now else { return nil }
        let before = try ReadFigures(scope: scope).numbers(figure, in: tx).first
        return FigureView.Earlier(
            from: scope.period.from, until: scope.period.until, count: before?.count ?? 0,
            value: Self.value(figure, before), median: figure.unit == .seconds ? before?.median : nil,
            p90: figure.unit == .seconds ? before?.p90 : nil, difference: Self.difference(figure, before, now))
    }

    /// What stands at an instant is counted, not drawn: chance has no part in it.
    private static func difference(
        _ figure: Figure, _ before: ReadFigures.Numbers?, _ after: ReadFigures.Numbers?
    ) -> FigureDifference? {
        guard figure.time == .period else { return nil }
        if figure.unit == .count { return .ofCounts(before?.count ?? 0, after?.count ?? 0) }
        guard let before, let after, let earlier = before.mean, let later = after.mean else { return nil }
        if figure.unit == .share {
            return .ofShares(
                (earlier * Double(before.count), before.count), (later * Double(after.count), after.count))
        }
        guard let first = before.deviation, let second = after.deviation else { return nil }
        return .ofMeans((earlier, first, before.count), (later, second, after.count))
    }

    func trend(
        _ figure: Figure, _ call: Call, _ pieces: [(from: Date, until: Date)], now: Date, in tx: Transaction
    ) throws -> [TrendAnswer.Point] {
        try pieces.map { piece in
            let period = ReportPeriod(from: piece.from, until: piece.until)
            let scope = try ReportScope(call, period: period, now: now)
            let numbers = try ReadFigures(scope: scope).numbers(figure, in: tx).first
            return TrendAnswer.Point(
                from: piece.from, until: piece.until, count: numbers?.count ?? 0, value: Self.value(figure, numbers),
                median: figure.unit == .seconds ? numbers?.median : nil,
                p90: figure.unit == .seconds ? numbers?.p90 : nil)
        }
    }

    static func figure(_ id: String) throws(NotFound) -> Figure {
        guard let figure = Figure.named(id) else { throw NotFound("figure", id) }
        return figure
    }

    private static func value(_ figure: Figure, _ numbers: ReadFigures.Numbers?) -> Double? {
        figure.unit == .count ? Double(numbers?.count ?? 0) : numbers?.mean
    }

    /// The period is written out: "now" would be another one when the records are asked for.
    private static func address(_ figure: Figure, _ scope: ReportScope, _ query: [String: String]) -> String {
        var asked = query.filter { name, _ in
            ReportScope.parameters.contains { $0.name == name }
        }
        asked["from"] = WireTime.text(scope.period.from)
        asked["until"] = WireTime.text(scope.period.until)
        var address = URLComponents()
        address.path = "\(root)/figures/\(figure.id)/records"
        address.queryItems = asked.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
        return address.string ?? address.path
    }

    private func names(
        _ grouping: ReadFigures.Grouping, of groups: [ReadFigures.Numbers], in tx: Transaction
    ) throws -> [String: String] {
        let keys = groups.compactMap(\.key)
        switch grouping {
        case .service:
            let services = try Projection<ServiceAnnounced>().find(keys.compactMap { UUID(uuidString: $0) }, in: tx)
            return Dictionary(uniqueKeysWithValues: services.map { ($0.key.uuidString.lowercased(), $0.value.name) })
        case .team:
            let teams = try Projection<TeamAnnounced>().find(keys.compactMap { UUID(uuidString: $0) }, in: tx)
            return Dictionary(uniqueKeysWithValues: teams.map { ($0.key.uuidString.lowercased(), $0.value.name) })
        case .policy:
            let names = try versions.names(of: keys.compactMap { UUID(uuidString: String($0.prefix(36))) }, in: tx)
            return Dictionary(
                uniqueKeysWithValues: keys.compactMap { key in
                    guard let id = UUID(uuidString: String(key.prefix(36))), let name = names[id] else { return nil }
                    return (key, "\(name), version \(key.dropFirst(37))")
                })
        case .priority, .customer, .hour, .measure, .target, .reason: return [:]
        }
    }
}
