import Chassis
import Foundation
import HTTPTypes
import Hummingbird
import IncidentDomain
import Messaging
import NIOCore
import Postgres
import Records

/// Reports on incidents and service levels: every number with its definition and the records behind it.
struct ReportRoutes: Sendable {
    private static let root = MakeReports.root
    private static let chosen = QueryParameter("figures", .text, "Only these figures; all if left out", isList: true)
    private static let grouping = QueryParameter(
        "by", .oneOf(ReadFigures.Grouping.self), "Break each figure down by this, where it can be")
    private static let compared = QueryParameter(
        "compare", .boolean, "Beside each figure that of the period before, which is as long")
    private static let isSo = QueryParameter(
        "so", .boolean, "Of a share: only the records that are so, or only those that are not")

    let database: Database
    let reports: MakeReports

    func add(to api: inout API) {
        api.get(
            "\(Self.root)/definitions", "What each figure means", for: .may(.incidentsRead),
            answers: DefinitionsAnswer.self
        ) { _ in .ok(DefinitionsAnswer(definitions: Figure.all.map(DefinitionView.init))) }
        api.get(
            "\(Self.root)/figures", "Figures of a period, with their definitions", for: .may(.incidentsRead),
            query: ReportScope.parameters + [Self.chosen, Self.grouping, Self.compared], answers: FiguresAnswer.self
        ) { call in .ok(try await figures(call)) }
        api.raw(
            .get, "\(Self.root)/figures.csv", "The same as a CSV file", for: .may(.incidentsRead),
            query: ReportScope.parameters + [Self.chosen, Self.grouping, Self.compared], answers: "text/csv"
        ) { call in
            let text = ReportWriting.figures(try await figures(call).figures)
            return CSV.file("figures.csv", ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
        addRecords(to: &api)
        api.get(
            "\(Self.root)/figures/{figure}/trend", "A figure over time", for: .may(.incidentsRead),
            query: ReportScope.parameters + [
                QueryParameter("step", .oneOf(ReportStep.self), "Days, weeks or months; weeks if left out")
            ], answers: TrendAnswer.self
        ) { call in .ok(try await trend(call)) }
    }

    private func addRecords(to api: inout API) {
        api.get(
            "\(Self.root)/figures/{figure}/records", "The records that a figure is made of", for: .may(.incidentsRead),
            query: ReportScope.parameters + [
                Self.isSo, QueryParameter("limit", .integer, "How many at most, 1 to 1000; 100 if left out"),
                QueryParameter("cursor", .text, "The `next` of the page before"),
            ], answers: ReportRecordsAnswer.self
        ) { call in
            let figure = try MakeReports.figure(call.path("figure"))
            let limit = call.query.integer("limit") ?? 100
            guard (1...ReadFigures.mostRows).contains(limit) else {
                throw Invalid("Give a number from 1 to \(ReadFigures.mostRows).", field: "limit")
            }
            let page = try await page(figure, call, after: call.query.text("cursor"), limit: limit)
            return .ok(
                ReportRecordsAnswer(definition: DefinitionView(figure), items: page.items, next: page.next))
        }
        api.raw(
            .get, "\(Self.root)/figures/{figure}/records.csv", "The same as a CSV file, all of them",
            for: .may(.incidentsRead), query: ReportScope.parameters + [Self.isSo], answers: "text/csv", recordsFile)
    }

    private func figures(_ call: Call) async throws -> FiguresAnswer {
        let names = call.query.list("figures")
        let chosen = try names.isEmpty ? Figure.all : names.map { try Self.known($0) }
        let grouping = call.query.word("by", as: ReadFigures.Grouping.self)
        return try await database.transaction { tx in
            let now = try tx.now
            let scope = try ReportScope(call, now: now)
            let earlier = call.query.boolean("compare") == true ? try scope.before(call, now: now) : nil
            let figures = try chosen.map {
                try reports.view($0, scope, comparedWith: earlier, by: grouping, query: call.query.all, in: tx)
            }
            return FiguresAnswer(at: now, from: scope.period.from, until: scope.period.until, figures: figures)
        }
    }

    private static func known(_ name: String) throws(Invalid) -> Figure {
        guard let figure = Figure.named(name) else {
            throw Invalid("There is no figure \(name.prefix(60)).", field: "figures", code: "unknown_figure")
        }
        return figure
    }

    private func page(
        _ figure: Figure, _ call: Call, after: String?, limit: Int
    ) async throws -> (items: [ReportRecord], next: String?) {
        try await database.transaction { tx in
            let scope = try ReportScope(call, now: tx.now)
            return try ReadFigures(scope: scope).records(
                figure, isSo: call.query.boolean("so"), after: after, limit: limit, in: tx)
        }
    }

    private func trend(_ call: Call) async throws -> TrendAnswer {
        let figure = try MakeReports.figure(call.path("figure"))
        let step = call.query.word("step", as: ReportStep.self) ?? .week
        let zone = try Self.zone(call.query.text("zone"))
        return try await database.transaction { tx in
            let now = try tx.now
            let period = try ReportScope(call, now: now).period
            let pieces = try step.pieces(from: period.from, until: period.until, zone: zone)
            return TrendAnswer(
                definition: DefinitionView(figure), points: try reports.trend(figure, call, pieces, now: now, in: tx))
        }
    }

    static func zone(_ name: String?) throws(Invalid) -> ZoneOffsets {
        guard let zone = ZoneOffsets(name ?? "UTC") else {
            throw Invalid("There is no such time zone.", field: "zone", code: "unknown_zone")
        }
        return zone
    }

    /// Page by page: the file may be longer than what one wants to hold.
    private func recordsFile(_ call: Call) async throws -> Response {
        let figure = try MakeReports.figure(call.path("figure"))
        let first = try await page(figure, call, after: nil, limit: ReadFigures.mostRows)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: ReportWriting.recordsHead))
            var found = first
            while true {
                let lines = found.items.map(ReportWriting.record).joined()
                try await writer.write(ByteBuffer(string: lines))
                guard let next = found.next else { break }
                found = try await page(figure, call, after: next, limit: ReadFigures.mostRows)
            }
            try await writer.finish(nil)
        }
        return CSV.file("\(figure.id).csv", body)
    }
}
