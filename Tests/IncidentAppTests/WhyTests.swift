import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import IncidentApp

@Suite struct WhyTests {
    @Test func `everything that nobody asked for has its why, with when and by what`() async throws {
        try await IncidentUnderTest.run { service in
            let numbers = try await service.eventfulLife()
            for number in numbers {
                let id = try await service.view(number).id
                let lines = try await service.database.transaction { try Journal.lines(of: id, in: $0) }
                let why = try await service.get("/api/v1/incidents/\(number)/why", as: WhyAnswer.self).items
                for line in lines where line.provenance.actor.kind != .person {
                    let told = why.filter { $0.fact == line.name && $0.at == line.at }
                    #expect(!told.isEmpty, "\(number): \(line.name) by \(line.provenance.command)")
                    #expect(told.allSatisfy { !$0.why.because.isEmpty && !$0.why.rule.isEmpty })
                }
            }
        }
    }

    @Test func `what becomes of a major incident by itself has its why`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.keep(shop)
            let situation = UUID.v7()
            try await service.hear(aSituation(situation), sequence: 1)
            try await service.hear(aSituation(situation, .cleared), sequence: 2)
            let number = try #require(try await service.majors().first?.number)
            let why = try await service.get("/api/v1/major-incidents/\(number)/why", as: WhyAnswer.self).items
            #expect(why.first?.why.decision == "lapse" && why.first?.why.inputs["incident"] == "INC0000001")
            try await service.hear(aSituation(situation), sequence: 3)
            #expect(try await service.ask(.post, "/api/v1/major-incidents/\(number)/accept", "{}").status == 200)
            try await service.shift(3_600)
            try await service.fire()
            let later = try await service.get("/api/v1/major-incidents/\(number)/why", as: WhyAnswer.self).items
            let missed = try #require(later.first { $0.fact == "updateMissed" }?.why.inputs)
            #expect(try date(missed["due"]) <= date(missed["at"]))
        }
    }

    @Test func `a timer's decision follows again from what its why says`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.agree([Levels.target("resolution", [Levels.goal(3_600)])])
            let number = try await service.report().number
            try await service.command(number, "start-work")
            let until = try await service.database.transaction { try $0.now + 600 }
            try await service.command(number, "hold", #"{"reason":"supplier","until":"\#(WireTime.text(until))"}"#)
            try await service.shift(660)
            try await service.fire()
            try await service.command(number, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await service.shift(10 * 86_400)
            try await service.fire()
            let why = try await service.get("/api/v1/incidents/\(number)/why", as: WhyAnswer.self).items
            let resumed = try #require(why.first { $0.fact == "resumed" }?.why)
            #expect(resumed.rule == "follow-up" && resumed.inputs["state"] == "on_hold")
            #expect(try date(resumed.inputs["until"]) <= date(resumed.inputs["at"]))
            let closed = try #require(why.first { $0.fact == "closed" }?.why)
            let hours = try OpenHours(BusinessCalendar(Levels.gold))
            let due = hours.businessDay(5, after: try date(closed.inputs["resolvedAt"]).milliseconds, atMinute: 1_440)
            #expect(try #require(due) <= date(closed.inputs["at"]).milliseconds)
            #expect(closed.inputs["calendars"] == "\(Levels.calendar.uuidString.lowercased()) version 1")
        }
    }

    private func date(_ text: String?) throws -> Date {
        try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(#require(text))
    }
}

extension IncidentUnderTest {
    /// A family, monitoring, clocks, a merge, a problem and the calendar all do something. Answers all numbers.
    fileprivate func eventfulLife() async throws -> [String] {
        try await agree([Levels.target("resolution", [Levels.goal(600)])])
        try await keep(shop)
        let (parent, _, _) = try await family()
        try await command(parent, "start-work")
        try await command(parent, "hold", #"{"reason":"supplier"}"#)
        try await fire()
        try await command(parent, "resume")
        try await fire()
        let (situation, other) = (UUID.v7(), UUID.v7())
        for id in [situation, other] { try await hear(aSituation(id), sequence: 1) }
        try await hear(aKnownError())
        try await hear(aSituation(other, .merged, survivor: situation), sequence: 2)
        try await hear(aSituation(situation, .cleared), sequence: 2)
        try await hear(aSituation(situation), sequence: 3)
        try await hear(aSituation(situation, .cleared), sequence: 4)
        try await command(parent, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
        try await fire()
        try await shift(30 * 86_400)
        try await fire()
        return try await all().map(\.number)
    }
}
