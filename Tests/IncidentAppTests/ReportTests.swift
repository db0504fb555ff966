import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import Chassis
@testable import IncidentApp

/// Reports are true when whoever counts the records behind a number finds that number.
@Suite struct ReportTests {
    @Test func `every figure is what the records behind it come to, and no other`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.someWork()
            let answer = try await service.figures()
            #expect(answer.figures.count == Figure.all.count)
            for figure in answer.figures {
                let records = try await service.get(figure.records + "&limit=1000", as: ReportRecordsAnswer.self).items
                #expect(records.count == figure.count, "\(figure.id)")
                let values = records.compactMap(\.value)
                if figure.unit == .count {
                    #expect(figure.value == Double(records.count), "\(figure.id)")
                } else if let value = figure.value {
                    let mean = values.reduce(0, +) / Double(values.count)
                    #expect(abs(mean - value) < 0.001, "\(figure.id)")
                } else {
                    #expect(records.isEmpty, "\(figure.id)")
                }
                guard figure.unit == .share else { continue }
                let hits = try await service.get(figure.records + "&so=true", as: ReportRecordsAnswer.self).items
                #expect(Double(hits.count) == (figure.value ?? 0) * Double(figure.count), "\(figure.id)")
            }
        }
    }

    @Test func `figures say what happened`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.someWork()
            let found = Dictionary(uniqueKeysWithValues: try await service.figures().figures.map { ($0.id, $0) })
            let counts = found.mapValues(\.count)
            #expect(counts["opened"] == 4 && counts["departed"] == 2 && counts["cancelled"] == 1)
            #expect(counts["resolved"] == 1 && counts["backlog"] == 2 && counts["backlog-0-1"] == 2)
            // Resolved twice and once; the one that was reopened had been resolved before.
            #expect(counts["reopened"] == 2 && found["reopened"]?.value == 0.5)
            #expect(counts["first-assignment"] == 1 && found["first-assignment"]?.value == 0)
            #expect(found["time-to-acknowledge"]?.median.map { $0 >= 600 && $0 < 700 } == true)
            #expect(found["time-worked"]?.value.map { $0 >= 1200 && $0 < 1300 } == true)
            #expect(found["attainment"]?.count == 1 && found["attainment"]?.value == 0)
            #expect(counts["missed"] == 1 && counts["missed-unexplained"] == 1 && counts["open-missed"] == 2)
        }
    }

    @Test func `a missed level is explained, an excusable one counted apart and never lost`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.someWork()
            let path = "/api/v1/incidents/\(number)/explain-breach"
            let clock = #""kind":"customer","measure":"resolution","target":"resolution""#
            let silent = try await service.ask(.post, path, "{\(clock),\"code\":\"customer\",\"excusable\":true}")
            #expect(silent.status == 409)
            let other = #"{"kind":"customer","measure":"resolution","target":"x","code":"capacity","excusable":false}"#
            #expect(try await service.ask(.post, path, other).status == 422)
            let said = "{\(clock),\"code\":\"customer\",\"excusable\":true,\"note\":\"The door was shut.\"}"
            #expect(try await service.ask(.post, path, said).status == 200)
            let found = Dictionary(uniqueKeysWithValues: try await service.figures().figures.map { ($0.id, $0) })
            #expect(found["missed"]?.count == 1 && found["missed-excusable"]?.count == 1)
            #expect(found["missed-unexplained"]?.count == 0 && found["attainment-without-excusable"]?.count == 0)
            #expect(try await service.clocks(of: number).first?.reason?.code == .customer)
            let reasons = try await service.figures("figures=missed&by=reason").figures[0].groups
            #expect(reasons?.map(\.key) == ["customer"])
            let journal = try await service.get("/api/v1/incidents/\(number)/journal", as: JournalAnswer.self)
            #expect(journal.items.contains { $0.fact == "breachExplained" })
        }
    }

    @Test func `who waits sees when to expect it, and why it is held, and nothing of teams`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.agree([
                Levels.target("response", [Levels.goal(600)]), Levels.target("resolution", [Levels.goal(3600)]),
            ])
            let (_, number) = try await service.report()
            let path = "/api/v1/incidents/\(number)/promises"
            let before = try await service.get(path, as: PromisesAnswer.self).promises
            #expect(before.map(\.standing) == [.expected, .expected] && before.allSatisfy { $0.expectedBy != nil })
            try await service.ask(.post, "/api/v1/incidents/\(number)/start-work")
            try await service.ask(.post, "/api/v1/incidents/\(number)/hold", #"{"reason":"caller","note":"Which?"}"#)
            let held = try await service.get(path, as: PromisesAnswer.self).promises
            #expect(held.map(\.standing) == [.kept, .paused] && held.map(\.pausedFor) == [nil, "caller"])
            #expect(held.last?.expectedBy == nil && held.first?.came != nil)
        }
    }

    @Test func `what has not been missed cannot be explained`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.agree([Levels.target("resolution", [Levels.goal(3600)])])
            let (_, number) = try await service.report()
            let said = """
                {"kind":"customer","measure":"resolution","target":"resolution","code":"capacity","excusable":false}
                """
            #expect(try await service.ask(.post, "/api/v1/incidents/\(number)/explain-breach", said).status == 409)
        }
    }

    @Test func `whoever sees no incident sees no number of it`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.someWork()
            let (status, body) = try await service.ask(.get, "/api/v1/incident-reports/figures", as: "requester")
            #expect(status == 200)
            let seen = try WireJSON.decoder.decode(FiguresAnswer.self, from: body)
            #expect(seen.figures.allSatisfy { $0.count == 0 })
            let inside = "/api/v1/incident-reports/figures?kind=team"
            #expect(try await service.ask(.get, inside, as: "requester").status == 403)
            #expect(try await service.ask(.get, inside).status == 200)
        }
    }

    @Test func `a breakdown adds up, and filters narrow the same number`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.someWork()
            let byPriority = try await service.figures("figures=opened&by=priority").figures[0]
            #expect(byPriority.groups?.map(\.count).reduce(0, +) == byPriority.count)
            let group = try #require(byPriority.groups?.first)
            let narrowed = try await service.figures("figures=opened&priority=\(group.key ?? "")").figures[0]
            #expect(narrowed.count == group.count)
            let policies = try await service.figures("figures=missed&by=policy").figures[0].groups
            #expect(policies?.map(\.name) == ["Gold, version 1"])
            #expect(try await service.ask(.get, "/api/v1/incident-reports/figures?figures=guess").status == 422)
            #expect(try await service.ask(.get, "/api/v1/incident-reports/figures/guess/records").status == 404)
        }
    }

    @Test func `records come page by page and as a file, each once`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.someWork()
            let root = "/api/v1/incident-reports/figures/opened"
            var (numbers, next): ([String], String?) = ([], nil)
            repeat {
                let cursor = next.map { "&cursor=\($0)" } ?? ""
                let page = try await service.get("\(root)/records?limit=1\(cursor)", as: ReportRecordsAnswer.self)
                numbers += page.items.map(\.number)
                next = page.next
            } while next != nil
            #expect(numbers.count == 4 && Set(numbers).count == 4)
            let (status, body) = try await service.ask(.get, "\(root)/records.csv")
            let lines = String(decoding: body, as: UTF8.self).split(separator: "\r\n")
            #expect(status == 200 && lines.count == 5 && lines[0].hasPrefix("number,summary"))
            let figures = try await service.ask(.get, "/api/v1/incident-reports/figures.csv?by=priority")
            #expect(String(decoding: figures.body, as: UTF8.self).contains("opened,count,,,4,4.0"))
        }
    }

    @Test func `a trend's pieces add up, and a month is reported with its misses`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.someWork()
            let trend = try await service.get(
                "/api/v1/incident-reports/figures/opened/trend?step=day&zone=Europe/Oslo", as: TrendAnswer.self)
            #expect(trend.points.map(\.count).reduce(0, +) == 4 && trend.points.count >= 30)
            let month = try await service.database.transaction { try $0.now.formatted(.iso8601).prefix(7) }
            let report = try await service.get(
                "/api/v1/incident-reports/monthly?month=\(month)", as: MonthlyReport.self)
            #expect(report.missed.count == report.figures.first { $0.id == "missed" }?.count)
            #expect(report.trends.allSatisfy { $0.points.count == 6 })
            #expect(try await service.ask(.get, "/api/v1/incident-reports/monthly?month=soon").status == 422)
        }
    }
}

extension IncidentUnderTest {
    /// Four incidents under a promise of ten minutes: one resolved late by a second team, one reopened, one cancelled, one untouched.
    @discardableResult
    func someWork() async throws -> String {
        try await agree([Levels.target("resolution", [Levels.goal(600)])])
        let (_, late) = try await report()
        let (_, reopened) = try await report()
        let (_, none) = try await report()
        _ = try await report()
        for team in [UUID(), UUID()] {
            try await keep(TeamAnnounced(record: team, facts: [], name: "Level", active: true))
            try await ask(.post, "/api/v1/incidents/\(late)/assign", #"{"team":"\#(team.uuidString)"}"#)
        }
        try await shift(600)
        for number in [late, reopened] { try await ask(.post, "/api/v1/incidents/\(number)/start-work") }
        try await shift(600)
        try await fire()
        for number in [late, reopened] {
            try await ask(.post, "/api/v1/incidents/\(number)/resolve", #"{"code":"fixed","notes":"Done."}"#)
        }
        try await ask(.post, "/api/v1/incidents/\(reopened)/reopen", #"{"reason":"It is back."}"#)
        try await ask(.post, "/api/v1/incidents/\(none)/cancel", #"{"reason":"It was none."}"#)
        try await shift(60)
        return late
    }

    func figures(_ query: String = "") async throws -> FiguresAnswer {
        try await get("/api/v1/incident-reports/figures?\(query)", as: FiguresAnswer.self)
    }
}
