import Chassis
import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import NIOCore
import Postgres
import Records

/// The report on contacts: how many, by which way, and how many were helped at once. Every number with its definition and records.
struct ContactReportRoutes: Sendable {
    private static let root = "/api/v1/contact-reports"
    private static let grouping = QueryParameter(
        "by", .oneOf(ReadContacts.Grouping.self), "Break each figure down by this")
    private static let isSo = QueryParameter(
        "so", .boolean, "Of a share: only the records that are so, or only those that are not")

    let database: Database

    func add(to api: inout API) {
        api.get(
            "\(Self.root)/figures", "Figures of contacts in a period, with their definitions", for: .may(.contactsRead),
            query: ReadContacts.parameters + [Self.grouping], answers: ContactFiguresAnswer.self
        ) { call in .ok(try await figures(call)) }
        api.raw(
            .get, "\(Self.root)/figures.csv", "The same as a CSV file", for: .may(.contactsRead),
            query: ReadContacts.parameters + [Self.grouping], answers: "text/csv"
        ) { call in CSV.file("contacts.csv", Self.lines(try await figures(call).figures)) }
        api.get(
            "\(Self.root)/figures/{figure}/records", "The contacts that a figure is made of", for: .may(.contactsRead),
            query: ReadContacts.parameters + [
                Self.isSo, QueryParameter("limit", .integer, "How many at most, 1 to 1000; 100 if left out"),
                QueryParameter("cursor", .text, "The `next` of the page before"),
            ], answers: ContactRecordsAnswer.self
        ) { call in
            let limit = call.query.integer("limit") ?? 100
            guard (1...ReadContacts.mostRows).contains(limit) else {
                throw Invalid("Give a number from 1 to \(ReadContacts.mostRows).", field: "limit")
            }
            let figure = try Self.figure(call)
            let page = try await page(figure, call, after: call.query.text("cursor"), limit: limit)
            return .ok(ContactRecordsAnswer(definition: .init(figure), items: page.items, next: page.next))
        }
        api.raw(
            .get, "\(Self.root)/figures/{figure}/records.csv", "The same as a CSV file, all of them",
            for: .may(.contactsRead), query: ReadContacts.parameters + [Self.isSo], answers: "text/csv", recordsFile)
    }

    private static func figure(_ call: Call) throws -> ContactFigure {
        let id = try call.path("figure")
        guard let figure = ContactFigure.named(id) else { throw NotFound("figure", id) }
        return figure
    }

    private func figures(_ call: Call) async throws -> ContactFiguresAnswer {
        let reading = ReadContacts(call.query, for: try call.principal)
        let grouping = call.query.word("by", as: ReadContacts.Grouping.self)
        return try await database.transaction { tx in
            let now = try tx.now
            let period = try ContactPeriod(call.query, now: now)
            let figures = try ContactFigure.all.map { figure in
                let groups = try grouping.map { grouping in
                    try Self.groups(
                        figure, reading.numbers(figure, period, by: grouping, in: tx), grouping, in: tx)
                }
                return Self.view(
                    figure, try reading.numbers(figure, period, in: tx).first,
                    before: try reading.numbers(figure, period.before, in: tx).first, period, groups, call)
            }
            return ContactFiguresAnswer(at: now, from: period.from, until: period.until, figures: figures)
        }
    }

    private static func view(
        _ figure: ContactFigure, _ now: ReadContacts.Numbers?, before: ReadContacts.Numbers?, _ period: ContactPeriod,
        _ groups: [ContactFigureView.Group]?, _ call: Call
    ) -> ContactFigureView {
        ContactFigureView(
            id: figure.id, unit: figure.unit, definition: .init(figure), count: now?.count ?? 0,
            value: value(figure, now), records: address(figure, period, call.query.all), groups: groups,
            earlier: ContactFigureView.Earlier(
                from: period.before.from, until: period.before.until, count: before?.count ?? 0,
                value: value(figure, before), difference: difference(figure, before, now)))
    }

    private static func value(_ figure: ContactFigure, _ numbers: ReadContacts.Numbers?) -> Double? {
        figure.unit == .count ? Double(numbers?.count ?? 0) : numbers?.mean
    }

    private static func difference(
        _ figure: ContactFigure, _ before: ReadContacts.Numbers?, _ now: ReadContacts.Numbers?
    ) -> FigureDifference? {
        switch figure.unit {
        case .count: .ofCounts(before?.count ?? 0, now?.count ?? 0)
        case .share: .ofShares(hits(before), hits(now))
        }
    }

    private static func hits(_ numbers: ReadContacts.Numbers?) -> (hits: Double, count: Int) {
        let count = numbers?.count ?? 0
        return ((numbers?.mean ?? 0) * Double(count), count)
    }

    private static func groups(
        _ figure: ContactFigure, _ numbers: [ReadContacts.Numbers], _ grouping: ReadContacts.Grouping,
        in tx: Transaction
    ) throws -> [ContactFigureView.Group] {
        try numbers.map { group in
            let id = grouping == .service ? group.key.flatMap { UUID(uuidString: $0) } : nil
            return ContactFigureView.Group(
                key: group.key, name: try id.flatMap { try ServiceStore().read($0, in: tx)?.record.details.name },
                count: group.count, value: value(figure, group))
        }
    }

    /// The period is written out: "now" would be another one when the records are asked for.
    private static func address(_ figure: ContactFigure, _ period: ContactPeriod, _ query: [String: String]) -> String {
        var asked = query.filter { name, _ in ReadContacts.parameters.contains { $0.name == name } }
        asked["from"] = WireTime.text(period.from)
        asked["until"] = WireTime.text(period.until)
        var address = URLComponents()
        address.path = "\(root)/figures/\(figure.id)/records"
        address.queryItems = asked.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
        return address.string ?? address.path
    }

    private func page(
        _ figure: ContactFigure, _ call: Call, after: String?, limit: Int
    ) async throws -> (items: [ContactRecord], next: String?) {
        let reading = ReadContacts(call.query, for: try call.principal)
        return try await database.transaction { tx in
            try reading.records(
                figure, ContactPeriod(call.query, now: tx.now), isSo: call.query.boolean("so"), after: after,
                limit: limit, in: tx)
        }
    }

    /// Page by page: the file may be longer than what one wants to hold.
    private func recordsFile(_ call: Call) async throws -> Response {
        let figure = try Self.figure(call)
        let first = try await page(figure, call, after: nil, limit: ReadContacts.mostRows)
        let body = ResponseBody { writer in
            try await writer.write(
                ByteBuffer(string: CSV.line(["kind", "number", "summary", "channel", "state", "openedAt", "value"])))
            var found = first
            while true {
                let lines = found.items.map { record in
                    CSV.line([
                        record.kind.rawValue, record.number, record.summary, record.channel.rawValue, record.state,
                        WireTime.text(record.openedAt), record.value.map { "\($0)" } ?? "",
                    ])
                }
                try await writer.write(ByteBuffer(string: lines.joined()))
                guard let next = found.next else { break }
                found = try await page(figure, call, after: next, limit: ReadContacts.mostRows)
            }
            try await writer.finish(nil)
        }
        return CSV.file("\(figure.id).csv", body)
    }

    private static func lines(_ figures: [ContactFigureView]) -> [[String]] {
        let number = { (value: Double?) in value.map { "\($0)" } ?? "" }
        let head = [
            "figure", "unit", "group", "name", "count", "value", "earlierCount", "earlierValue", "difference", "low95",
            "high95", "definition", "formula", "version",
        ]
        return [head]
            + figures.flatMap { figure in
                let meaning = [figure.definition.text, figure.definition.formula, "\(figure.definition.version)"]
                let (earlier, difference) = (figure.earlier, figure.earlier.difference)
                let total =
                    [figure.id, figure.unit.rawValue, "", "", "\(figure.count)", number(figure.value)]
                    + ["\(earlier.count)", number(earlier.value), number(difference?.value), number(difference?.low)]
                    + [number(difference?.high)] + meaning
                let groups = (figure.groups ?? []).map { group in
                    [figure.id, figure.unit.rawValue, group.key ?? "none", group.name ?? "", "\(group.count)"]
                        + [number(group.value), "", "", "", "", ""] + meaning
                }
                return [total] + groups
            }
    }
}
