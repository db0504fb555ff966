import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import IncidentApp

@Suite struct PagingTests {
    @Test func `an unanswered call goes on step by step, and ends unanswered`() async throws {
        try await PagingUnderTest.run { trial in
            try await trial.service.hear(aSituation(), sequence: 1)
            let page = try #require(try await trial.pages().first)
            #expect(page.state == .ringing && page.step == 1 && page.policyName == "Web")
            #expect(page.why.inputs["priority"] == "P1")
            try await trial.pass(minutes: 4)
            #expect(try await trial.called(page) == ["Ann"])
            for (minutes, names) in [
                (1, ["Ann", "Ben"]), (10, ["Ann", "Ben", "Ann"]), (5, ["Ann", "Ben", "Ann", "Ben"]),
            ] {
                try await trial.pass(minutes: minutes)
                #expect(try await trial.called(page) == names)
            }
            try await trial.pass(minutes: 10)
            #expect(try await trial.pages().map(\.state) == [.unanswered])
            #expect(try await trial.deliveries(page).allSatisfy { $0.state == .failed && $0.kind == .none })
        }
    }

    @Test func `an answer stops it, so does work on the incident, and its end`() async throws {
        try await PagingUnderTest.run { trial in
            let (service, situations) = (trial.service, [UUID.v7(), UUID.v7(), UUID.v7(), UUID.v7()])
            for situation in situations { try await service.hear(aSituation(situation), sequence: 1) }
            let pages = try await trial.pages()
            try #require(pages.count == 4)
            let first = "/api/v1/pages/\(pages[0].id)/acknowledge"
            #expect(try await service.ask(.post, first).status == 200)
            #expect(try await service.ask(.post, first, as: "requester").status == 403)
            #expect(try await service.ask(.post, "/api/v1/incidents/INC0000002/start-work").status == 200)
            try await service.hear(aSituation(situations[2], .cleared), sequence: 2)
            let hold = #"{"reason":"supplier"}"#
            #expect(try await service.ask(.post, "/api/v1/incidents/INC0000004/hold", hold).status == 200)
            try await trial.pass(minutes: 60)
            let after = try await trial.pages()
            #expect(after.map(\.state) == [.acknowledged, .ended, .ended, .ended])
            #expect(after.map(\.end) == [nil, .takenUp, .resolved, .onHold])
            for page in pages { #expect(try await trial.called(page).count == 1) }
            #expect(try await service.ask(.post, "/api/v1/pages/\(pages[2].id)/acknowledge").status == 409)
        }
    }

    @Test func `an acknowledgement that no work follows lapses, and it calls again`() async throws {
        try await PagingUnderTest.run(#""acknowledgement":15,"#) { trial in
            try await trial.service.hear(aSituation(), sequence: 1)
            let page = try #require(try await trial.pages().first)
            #expect(try await trial.service.ask(.post, "/api/v1/pages/\(page.id)/acknowledge").status == 200)
            try await trial.pass(minutes: 14)
            #expect(try await trial.called(page) == ["Ann"])
            try await trial.pass(minutes: 1)
            #expect(try await trial.called(page) == ["Ann", "Ann"])
            #expect(try await trial.pages().map(\.state) == [.ringing])
        }
    }

    @Test func `another team is called by its own policy, and nobody for what is less urgent`() async throws {
        try await PagingUnderTest.run { trial in
            let service = trial.service
            try await service.hear(aSituation(), sequence: 1)
            let other = UUID.v7()
            try await service.keep(TeamAnnounced(record: other, facts: [], name: "Net", active: true))
            let policy = #"""
                {"name":"Net","team":"\#(other)","lowestPriority":1,"repeats":0,
                "steps":[{"targets":[{"kind":"person","id":"\#(trial.ben)"}],"minutes":5}]}
                """#
            let root = "/api/v1/escalation-policies"
            #expect(try await service.ask(.post, root, policy, as: "administrator").status == 201)
            #expect(try await service.ask(.post, root, policy, as: "administrator").status == 409)
            let assigned = try await service.ask(
                .post, "/api/v1/incidents/INC0000001/assign", #"{"team":"\#(other)"}"#)
            #expect(assigned.status == 200)
            let found = try await trial.pages()
            #expect(found.map(\.state) == [.ended, .ringing] && found.map(\.policyName) == ["Web", "Net"])
            #expect(found[0].end == .otherPolicy)
            try await service.hear(aSituation(UUID.v7(), severity: .info), sequence: 1)
            #expect(try await trial.pages().count == 2)
        }
    }

    @Test func `what monitoring reopens calls anew`() async throws {
        try await PagingUnderTest.run { trial in
            let situation = UUID.v7()
            try await trial.service.hear(aSituation(situation), sequence: 1)
            try await trial.service.hear(aSituation(situation, .cleared), sequence: 2)
            try await trial.service.hear(aSituation(situation), sequence: 3)
            #expect(try await trial.pages().map(\.state) == [.ended, .ringing])
            let team = try #require(shop.team)
            let given = #"{"team":"\#(team)","person":"\#(trial.ben)"}"#
            #expect(try await trial.service.ask(.post, "/api/v1/incidents/INC0000001/assign", given).status == 200)
            #expect(try await trial.pages().map(\.end) == [.resolved, .takenUp])
        }
    }

    @Test func `copies that fire at once ring each step once`() async throws {
        try await PagingUnderTest.run { trial in
            try await trial.service.hear(aSituation(), sequence: 1)
            let page = try #require(try await trial.pages().first)
            _ = try await trial.service.database.transaction {
                try $0.execute("UPDATE clock_shift SET shift = interval '5 minutes'")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { try await trial.fire() } }
                try await group.waitForAll()
            }
            #expect(try await trial.called(page) == ["Ann", "Ben"])
        }
    }

    @Test func `quiet hours hold back what is not urgent until whoever is called wakes`() async throws {
        try await PagingUnderTest.run(#""quiet":{"from":0,"until":1439,"urgent":1},"#) { trial in
            let policies = try await trial.service.get("/api/v1/escalation-policies", as: Policies.self).items
            let policy = try #require(policies.first)
            let text = String(decoding: try WireJSON.encoder.encode(policy.terms), as: UTF8.self)
                .replacing(#""lowestPriority":1"#, with: #""lowestPriority":5"#)
            let amend = "/api/v1/escalation-policies/\(policy.id)/amend"
            #expect(try await trial.service.ask(.post, amend, text, as: "administrator").status == 200)
            try await trial.service.hear(aSituation(severity: .info), sequence: 1)
            let page = try #require(try await trial.pages().first)
            #expect(try await trial.called(page).isEmpty && page.step == nil)
            let next = try #require(page.nextAt)
            #expect(next > page.calledAt && next <= page.calledAt + 86_400)
            try await trial.service.hear(aSituation(UUID.v7()), sequence: 1)
            let urgent = try #require(try await trial.pages().last)
            #expect(try await trial.called(urgent) == ["Ann"], "P1 wakes them")
        }
    }

    @Test func `policies that name nobody known, or a host that nobody allowed, are refused`() async throws {
        try await PagingUnderTest.run { trial in
            for (target, field) in [
                (#"{"kind":"person","id":"\#(UUID())"}"#, "steps.0.targets"),
                (#"{"kind":"schedule","id":"\#(UUID())"}"#, "steps.0.targets"),
                (#"{"kind":"webhook","address":"https://evil.example.net/x"}"#, "steps.0.targets"),
                (#"{"kind":"webhook"}"#, "steps.0.targets"),
            ] {
                let body = #"""
                    {"name":"Bad","lowestPriority":1,"repeats":0,"steps":[{"targets":[\#(target)],"minutes":5}]}
                    """#
                let answer = try await trial.service.ask(
                    .post, "/api/v1/escalation-policies", body, as: "administrator")
                #expect(answer.status == 422, "\(target)")
                #expect(String(decoding: answer.body, as: UTF8.self).contains(#""field":"\#(field)""#), "\(target)")
            }
        }
    }

    @Test func `the report says whom it called, and how it was answered`() async throws {
        try await PagingUnderTest.run { trial in
            try await trial.service.hear(aSituation(), sequence: 1)
            try await trial.pass(minutes: 5)
            let page = try #require(try await trial.pages().first)
            #expect(try await trial.service.ask(.post, "/api/v1/pages/\(page.id)/acknowledge").status == 200)
            try await trial.pass(minutes: 60)
            let report = try await trial.service.get("/api/v1/on-call-report", as: OnCallReportView.self)
            #expect(report.pages == 1 && report.escalated == 1 && report.unanswered == 0)
            #expect((300...360).contains(report.answerMedian ?? 0))
            let ann = try #require(report.burdens.first { $0.person.id == trial.ann })
            #expect(ann.pages == 1 && ann.hours > 0.9 && report.gaps.map(\.minutes) == [0])
        }
    }
}

private struct Policies: Decodable { let items: [PolicyView] }
