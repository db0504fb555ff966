import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Postgres
import Records
import Testing

@testable import IncidentApp
@testable import Messaging

@Suite struct FlowReportTests {
    @Test func `stints of teams, pauses and what is at risk are counted with the time they took`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.agree([Levels.target("resolution", [Levels.goal(3600)])])
            let (_, number) = try await service.report()
            let path = "/api/v1/incidents/\(number)"
            let teams = [UUID(), UUID()]
            for team in teams {
                try await service.keep(TeamAnnounced(record: team, facts: [], name: "Level", active: true))
            }
            try await service.ask(.post, "\(path)/assign", #"{"team":"\#(teams[0].uuidString)"}"#)
            try await service.shift(900)
            try await service.ask(.post, "\(path)/assign", #"{"team":"\#(teams[1].uuidString)"}"#)
            #expect(try await service.count("unassigned") == 0)
            #expect(try await service.count("at-risk") == 0)
            try await service.shift(2520)
            #expect(try await service.count("unassigned") == 1)
            #expect(try await service.count("at-risk") == 1)
            try await service.ask(.post, "\(path)/start-work")
            // Three minutes before it is due.
            try await service.ask(.post, "\(path)/hold", #"{"reason":"caller","note":"Which?"}"#)
            try await service.shift(1200)
            try await service.ask(.post, "\(path)/resume")
            try await service.ask(.post, "\(path)/hold", #"{"reason":"supplier","note":"Parts."}"#)
            try await service.shift(60)
            try await service.ask(.post, "\(path)/resume")
            try await service.ask(.post, "\(path)/resolve", #"{"code":"fixed","notes":"Done."}"#)
            let stints = try await service.figure("figures=stint&by=team")
            #expect(stints.count == 2 && stints.groups?.count == 2)
            let first = stints.groups?.first { $0.key == teams[0].uuidString.lowercased() }
            #expect(first?.value.map { $0 >= 900 && $0 < 960 } == true)
            // Waiting for a supplier does not hold this clock.
            let pauses = try await service.figure("figures=pauses&by=reason")
            #expect(pauses.count == 1 && pauses.groups?.map(\.key) == ["caller"])
            let length = try await service.figure("figures=pause-length")
            #expect(length.value.map { $0 >= 1200 && $0 < 1260 } == true)
            #expect(try await service.figure("figures=paused-near-due").value == 1)
            let records = try await service.get(pauses.records, as: ReportRecordsAnswer.self).items
            #expect(records.map(\.stretch?.reason) == ["caller"] && records.first?.stretch?.until != nil)
        }
    }

    @Test func `a period is compared with the one before, with its confidence`() async throws {
        try await IncidentUnderTest.run { service in
            for _ in 0..<3 { _ = try await service.report() }
            let answer = try await service.figures("figures=opened&compare=true")
            let earlier = try #require(answer.figures.first?.earlier)
            #expect(earlier.count == 0 && earlier.difference?.value == 3 && earlier.until == answer.from)
            #expect(try await service.figure("figures=backlog&compare=true").earlier?.difference == nil)
            #expect(try await service.figure("figures=at-risk&compare=true").earlier == nil)
            #expect(try await service.figure("figures=opened").earlier == nil)
        }
    }

    @Test func `resolved at first contact is what who took it resolved alone, at once and for good`() async throws {
        try await IncidentUnderTest.run { service in
            let agent = UUID.v7()
            var taken: [UUID] = []
            for channel in ["phone", "phone", "phone", "phone", "portal"] {
                taken.append(try await service.take(channel, agent))
            }
            let done = Incident.Command.resolve(.init(code: .fixed, notes: "Restarted."))
            try await service.perform([done], on: taken[0], by: agent)
            try await service.perform([done], on: taken[1], by: UUID())
            try await service.perform([.startWork(by: UUID()), done], on: taken[2], by: agent)
            var figure = try await service.figure("figures=first-contact")
            #expect(figure.count == 4 && figure.value == 0.25)
            try await service.shift(86_400)
            try await service.perform([.reopen(reason: "Again.")], on: taken[0], by: UUID())
            try await service.perform([done], on: taken[3], by: agent)
            figure = try await service.figure("figures=first-contact")
            #expect(figure.count == 4 && figure.value == 0)
        }
    }

    @Test func `arrivals by hour add up, and an hour's records are that hour's`() async throws {
        try await IncidentUnderTest.run { service in
            for _ in 0..<3 { _ = try await service.report() }
            let opened = try await service.figure("figures=opened&by=hour&zone=Europe/Oslo")
            let hours = opened.groups ?? []
            #expect(hours.map(\.count).reduce(0, +) == 3)
            let hour = try #require(hours.first?.key)
            #expect(hour.wholeMatch(of: /[1-7]-[0-2][0-9]/) != nil)
            let narrowed = try await service.figure("figures=opened&hour=\(hour)&zone=Europe/Oslo")
            #expect(narrowed.count == hours.first?.count)
            let records = try await service.get(narrowed.records, as: ReportRecordsAnswer.self).items
            #expect(records.count == narrowed.count)
        }
    }

    @Test func `losses by service, customer and incident are one sum, and what runs is among them`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.keep(shop)
            let id = UUID.v7()
            try await service.hear(aSituation(id), sequence: 1)
            try await service.shift(7200)
            let path = "/api/v1/incident-reports/loss"
            let running = try await service.get(path, as: LossReport.self)
            #expect(running.lost > 0 && running.perHour == 24_000)
            try await service.hear(aSituation(id, .cleared), sequence: 2)
            try await service.shift(3600)
            let report = try await service.get(path, as: LossReport.self)
            #expect(abs(report.lost - 48_000) < 200 && report.perHour == 0)
            for parts in [report.services, report.customers, report.incidents] {
                #expect(abs(parts.map(\.lost).reduce(0, +) - report.lost) < 0.001)
            }
            let cost = try await service.all()[0].cost
            #expect(abs((cost?.lost ?? 0) - report.lost) < 0.001)
            let other = try await service.get("\(path)?service=\(UUID())", as: LossReport.self)
            #expect(other.lost == 0 && other.incidents.isEmpty)
            #expect(try await service.ask(.get, path, as: "requester").status == 403)
        }
    }
}

extension IncidentUnderTest {
    fileprivate func take(_ channel: String, _ agent: UUID) async throws -> UUID {
        let id = UUID.v7()
        try await hear(
            ReportIncident(
                record: id, summary: "Cannot pay", description: nil, requester: .v7(), reportedBy: agent,
                channel: channel, service: nil, urgency: 2, reportedAt: Date()))
        return id
    }

    fileprivate func perform(_ commands: [Incident.Command], on id: UUID, by person: UUID) async throws {
        let incidents = incidents
        try await database.transaction { tx in
            for command in commands {
                let provenance = Provenance(actor: .person(person), command: "test", correlation: "test")
                try incidents.perform(command, on: id, by: provenance, in: tx)
            }
        }
    }

    fileprivate func figure(_ query: String) async throws -> FigureView {
        try #require(try await figures(query).figures.first)
    }

    fileprivate func count(_ figure: String) async throws -> Int {
        try await self.figure("figures=\(figure)").count
    }
}
