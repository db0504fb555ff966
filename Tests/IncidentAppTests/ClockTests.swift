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

@Suite struct ClockTests {
    @Test func `an incident pins the policy of its opening and goes on with it when the desk makes another`()
        async throws
    {
        try await IncidentUnderTest.run { service in
            try await service.agree([
                Levels.target("response", [Levels.goal(600)]), Levels.target("resolution", [Levels.goal(3600)]),
            ])
            let (_, number) = try await service.report()
            try await service.agree([Levels.target("resolution", [Levels.goal(60)])], version: 2)
            try await service.ask(.post, "/api/v1/incidents/\(number)/start-work")
            let clocks = try await service.clocks(of: number)
            #expect(clocks.map(\.measure) == [.response, .resolution])
            #expect(clocks.allSatisfy { $0.policy.version == 1 && $0.policy.name == "Gold" })
            #expect(clocks[0].state == .stopped && clocks[0].outcome == .met)
            #expect(clocks[1].state == .running && clocks[1].budget == 3600)
            let seen = try await service.all()[0]
            #expect(seen.dueAt == clocks[1].dueAt && !seen.breached)
            let (_, next) = try await service.report()
            #expect(try await service.clocks(of: next).map(\.policy.version) == [2])
            let why = try await service.get("/api/v1/incidents/\(next)/why", as: WhyAnswer.self)
            #expect(why.items.contains { $0.why.decision == "service levels" })
        }
    }

    @Test(arguments: [true, false])
    func `a resolved incident closes by the business days of its resolution, whatever other calendars there are`(
        first: Bool
    ) async throws {
        try await IncidentUnderTest.run { service in
            let ids = [UUID.v7(), UUID.v7()].sorted { $0.uuidString < $1.uuidString }
            let (always, mondays) = first ? (ids[0], ids[1]) : (ids[1], ids[0])
            try await service.agree(respondingIn: always, resolvingIn: mondays)
            let id = try await service.report().id
            try await service.command("INC0000001", "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            let days = try await service.database.transaction { tx in
                try tx.first(
                    """
                    SELECT extract(epoch FROM due_at - dienst_now())::float8 / 86400 AS days FROM timer
                    WHERE kind = 'auto-close' AND owner = \(id)
                    """
                ) { try $0.value("days") as Double }
            }
            #expect(try #require(days) > 28)
        }
    }

    @Test func `on hold the due time is gone and what is left is shown; afterwards it has moved by the pause`()
        async throws
    {
        try await IncidentUnderTest.run { service in
            try await service.agree([Levels.target("resolution", [Levels.goal(3600)])])
            let (_, number) = try await service.report()
            try await service.ask(.post, "/api/v1/incidents/\(number)/start-work")
            let due = try #require(try await service.clocks(of: number)[0].dueAt)
            try await service.shift(600)
            try await service.ask(
                .post, "/api/v1/incidents/\(number)/hold", #"{"reason":"caller","note":"Which one?"}"#)
            let held = try await service.clocks(of: number)[0]
            #expect(held.state == .paused && held.pausedFor == "caller" && held.dueAt == nil)
            #expect(held.remaining > 2900 && held.remaining <= 3000)
            #expect(try await service.all()[0].clockPaused)
            try await service.shift(7200)
            try await service.fire()
            #expect(try await service.told().isEmpty)
            try await service.ask(.post, "/api/v1/incidents/\(number)/resume")
            let resumed = try await service.clocks(of: number)[0]
            #expect(resumed.state == .running && (resumed.buckets.paused["caller"] ?? 0) >= 7200)
            #expect(try #require(resumed.dueAt) >= due.addingTimeInterval(7200))
            let sum =
                resumed.buckets.working + resumed.buckets.outsideHours + resumed.buckets.paused.values.reduce(0, +)
            #expect(sum >= 7800)
        }
    }

    @Test func `each threshold is told of once, in its order, and late when the suite slept`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.agree([Levels.target("resolution", [Levels.goal(1000)])])
            let (_, number) = try await service.report()
            try await service.shift(501)
            try await service.fire()
            try await service.fire()
            #expect(try await service.told() == ["resolution share-50"])
            try await service.shift(3600)
            try await service.fire()
            #expect(
                try await service.told() == [
                    "resolution share-50", "resolution share-75 late", "resolution share-100 late",
                ])
            let breached = try await service.get("/api/v1/incidents?breached=true", as: Listed.self).items
            #expect(breached.map(\.number) == [number])
            let journal = try await service.get("/api/v1/incidents/\(number)/journal", as: JournalAnswer.self)
            #expect(journal.items.filter { $0.fact == "thresholdPassed" }.count == 3)
            try await service.ask(.post, "/api/v1/incidents/\(number)/resolve", #"{"code":"fixed","notes":"Done."}"#)
            #expect(try await service.clocks(of: number)[0].outcome == .breached)
        }
    }

    @Test func `another priority counts from the opening, and what is past then is told at once`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.agree([
                Levels.target("resolution", [Levels.goal(300, priority: 1), Levels.goal(36_000)], thresholds: [])
            ])
            let (_, number) = try await service.report()
            try await service.shift(400)
            try await service.ask(
                .post, "/api/v1/incidents/\(number)/override-priority", #"{"priority":1,"reason":"The chief waits."}"#)
            let clock = try await service.clocks(of: number)[0]
            #expect(clock.outcome == .breached && clock.budget == 300)
            #expect(clock.passed.first?.retroactive == true)
            #expect(try await service.told() == ["resolution share-100"])
        }
    }

    @Test func `staff's first public answer stops a response clock that waits for it`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.agree([
                Levels.target("response", [Levels.goal(3600)], respondedBy: "answer"),
                Levels.target("update", [Levels.goal(1800)]),
            ])
            let (id, number) = try await service.report()
            try await service.ask(.post, "/api/v1/incidents/\(number)/start-work")
            #expect(try await service.clocks(of: number).map(\.state) == [.running])
            func said(_ sequence: Int, by side: ConversationSide) async throws {
                let clocks = service.incidents.clocks
                try await service.database.transaction { tx in
                    let now = try tx.now
                    let told = ConversationAnnounced(
                        record: id, facts: ["replied"], kind: "incident", replies: sequence, notes: 0,
                        firstReplyAt: sequence > 1 ? nil : now, lastReplyAt: now, lastReplyBy: side,
                        lastReplyAuthor: nil)
                    try clocks.heard(told, received("desk", sequence), in: tx)
                }
            }
            try await said(1, by: .staff)
            #expect(try await service.clocks(of: number).map(\.outcome) == [.met])
            try await service.shift(60)
            try await said(2, by: .requester)
            #expect(try await service.clocks(of: number).map(\.state) == [.stopped, .running])
            try await service.shift(60)
            try await said(3, by: .staff)
            #expect(try await service.clocks(of: number).map(\.state) == [.stopped, .stopped])
        }
    }

    @Test func `another policy is tried on what has been, and nothing is touched`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.agree([Levels.target("resolution", [Levels.goal(3600)])])
            let (_, number) = try await service.report()
            try await service.shift(600)
            try await service.ask(.post, "/api/v1/incidents/\(number)/resolve", #"{"code":"fixed","notes":"Done."}"#)
            let body = #"""
                {"from":"2020-01-01T00:00:00Z","until":"2021-01-01T00:00:00Z","draft":{"kind":"customer","targets":[]}}
                """#
            #expect(try await service.ask(.post, "/api/v1/incidents/what-if", body).status == 422)
            let draft = ServiceLevelTargetContent(
                name: "resolution", measure: "resolution", goals: [Levels.goal(300)], calendar: Levels.calendar,
                pausedBy: [], onChange: "retroactive", respondedBy: "ownership", thresholds: [], team: nil)
            let asked = WhatIfBody(
                from: Date().addingTimeInterval(-86_400), until: Date().addingTimeInterval(86_400), policy: nil,
                version: nil,
                draft: .init(kind: .customer, services: nil, organisations: nil, targets: [draft]), calendars: nil)
            let (status, data) = try await service.ask(
                .post, "/api/v1/incidents/what-if", String(decoding: try WireJSON.encoder.encode(asked), as: UTF8.self))
            #expect(status == 200)
            let answer = try WireJSON.decoder.decode(WhatIfAnswer.self, from: data)
            #expect(answer.before.map(\.met) == [1] && answer.after.map(\.breached) == [1])
            #expect(answer.changed.map(\.number) == [number] && answer.changedCount == 1)
            let same = WhatIfBody(
                from: asked.from, until: asked.until, policy: Levels.policy, version: 1, draft: nil, calendars: nil)
            let again = try await service.ask(
                .post, "/api/v1/incidents/what-if", String(decoding: try WireJSON.encoder.encode(same), as: UTF8.self))
            #expect(try WireJSON.decoder.decode(WhatIfAnswer.self, from: again.body).changedCount == 0)
            #expect(try await service.clocks(of: number)[0].outcome == .met)
        }
    }

    private struct Listed: Decodable { let items: [IncidentView] }
}
