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

/// Calls beside those that a new incident makes by itself.
@Suite struct CallTests {
    private func pages(_ trial: PagingUnderTest, _ purpose: OnCallPage.Purpose) async throws -> [PageView] {
        try await trial.pages().filter { $0.purpose == purpose }
    }

    @Test func `a rule calls the manager once, who stands on the ladder with the answer`() async throws {
        try await PagingUnderTest.run { trial in
            let (boss, _) = try await trial.service.staff()
            try await trial.service.set(
                EscalationRules(rules: [.init(name: "Manager", occasion: .noTakeUp, minutes: 30, inform: [boss])]))
            try await trial.service.hear(aSituation(), sequence: 1)
            try await trial.pass(minutes: 29)
            #expect(try await pages(trial, .authority).isEmpty)
            try await trial.pass(minutes: 1)
            try await trial.fire()
            let page = try #require(try await pages(trial, .authority).first)
            #expect(page.level == 1 && page.policy == nil && page.policyName == "Manager")
            #expect(page.why.because.contains("30 minutes"))
            #expect(try await trial.called(page) == ["Boss"])
            #expect(try await trial.service.ask(.post, "/api/v1/pages/\(page.id)/acknowledge").status == 200)
            try await trial.pass(minutes: 60)
            #expect(try await trial.called(page) == ["Boss"])
            #expect(try await pages(trial, .authority).count == 1)
            let step = try #require(try await trial.service.ladder("INC0000001").steps.first)
            #expect(step.tell == .call && step.acknowledgedBy.count == 1)
        }
    }

    @Test func `a manager who was called because nobody took it up is left alone once somebody does`() async throws {
        try await PagingUnderTest.run { trial in
            let (boss, _) = try await trial.service.staff()
            try await trial.service.set(
                EscalationRules(rules: [.init(name: "Manager", occasion: .noTakeUp, minutes: 30, inform: [boss])]))
            for _ in 0..<2 { try await trial.service.hear(aSituation(UUID.v7()), sequence: 1) }
            try await trial.pass(minutes: 30)
            try await trial.service.command("INC0000001", "start-work")
            try await trial.service.command("INC0000002", "hold", #"{"reason":"supplier"}"#)
            try await trial.pass(minutes: 60)
            let found = try await pages(trial, .authority)
            #expect(Set(found.map(\.end)) == [.takenUp, .onHold])
            for page in found { #expect(try await trial.called(page) == ["Boss"]) }
        }
    }

    @Test func `what is less urgent tells by notice, unless the rule says call`() async throws {
        try await PagingUnderTest.run { trial in
            let (boss, _) = try await trial.service.staff()
            try await trial.service.set(
                EscalationRules(rules: [.init(name: "Quietly", occasion: .noTakeUp, minutes: 30, inform: [boss])]))
            let number = try await trial.service.report().number
            try await trial.pass(minutes: 31)
            #expect(try await trial.service.ladder(number).steps.map(\.tell) == [.notice])
            #expect(try await trial.pages().isEmpty)
            try await trial.service.set(
                EscalationRules(rules: [
                    .init(name: "Loudly", occasion: .noTakeUp, minutes: 30, inform: [boss], tell: .call)
                ]))
            try await trial.fire()
            #expect(try await pages(trial, .authority).count == 1)
        }
    }

    @Test func `what goes to another team in the midst of work rings its on-call until one of them has it`()
        async throws
    {
        try await PagingUnderTest.run { trial in
            let (service, team) = (trial.service, try await trial.service.staff().team)
            let schedule = #"""
                {"name":"Second","team":"\#(team)","zone":"UTC","layers":[{"name":"All","level":0,"turns":[["\#(trial.ben)"]],
                "start":"2026-01-01T00:00","every":1,"unit":"days","windows":[]}]}
                """#
            let made = try await service.ask(.post, "/api/v1/on-call-schedules", schedule, as: "administrator")
            #expect(made.status == 201)
            try await service.set(
                EscalationRules(rules: [.init(name: "Second level", occasion: .noProgress, minutes: 60, to: team)]))
            try await service.hear(aSituation(), sequence: 1)
            try await service.command("INC0000001", "start-work")
            try await trial.pass(minutes: 61)
            let page = try #require(try await trial.pages().last)
            #expect(page.state == .ringing && page.level == 1 && page.policyName == "Second")
            #expect(try await trial.called(page) == ["Ben"])
            try await service.command("INC0000001", "notes", #"{"text":"Good luck."}"#)
            #expect(try await trial.pages().last?.state == .ringing)
            try await service.command("INC0000001", "assign", #"{"team":"\#(team)","person":"\#(trial.ben)"}"#)
            #expect(try await trial.pages().last?.end == .takenUp)
        }
    }

    @Test func `what comes back calls whoever has it, then who is on call, and a requester's words are no answer`()
        async throws
    {
        try await PagingUnderTest.run { trial in
            let (service, requester) = (trial.service, UUID.v7())
            try await service.keep(
                PersonAnnounced(record: requester, facts: [], name: "Rita", active: true, teams: []))
            let id = UUID.v7()
            try await service.hear(
                ReportIncident(
                    record: id, summary: "Cannot pay", description: nil, requester: requester, reportedBy: .v7(),
                    channel: "phone", service: shop.record, urgency: 1, reportedAt: Date()))
            let one = "INC0000001"
            try await service.command(one, "assign", #"{"team":"\#(shop.team ?? .v7())","person":"\#(trial.ben)"}"#)
            try await service.command(one, "override-priority", #"{"priority":1,"reason":"Test"}"#)
            try await service.command(one, "start-work")
            try await service.command(one, "assign", #"{"team":"\#(shop.team ?? .v7())","person":"\#(trial.ben)"}"#)
            try await service.command(one, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            #expect(try await trial.pages().allSatisfy { $0.state == .ended })
            let incidents = service.incidents
            try await service.database.transaction { tx in
                let asked = ReopenIncident(record: id, person: requester, reason: "No", askedAt: Date())
                try HearRequesters(incidents: incidents).reopen(asked, received("desk", 0), in: tx)
            }
            let page = try #require(try await trial.pages().last)
            #expect(try await trial.called(page) == ["Ben"] && page.state == .ringing)
            try await trial.pass(minutes: 5)
            #expect(try await trial.called(page) == ["Ben", "Ann"])
            let count = try await trial.pages().count
            try await service.command(one, "notes", #"{"text":"On it."}"#)
            #expect(try await trial.pages().last?.end == .takenUp)
            #expect(try await trial.pages().count == count)
        }
    }

    @Test func `an update that does not come calls who writes it, then who leads, until it has come`() async throws {
        try await PagingUnderTest.run { trial in
            let service = trial.service
            try await service.hear(aSituation(), sequence: 1)
            let number = try #require(try await service.majors().first?.number)
            let roles = #"""
                {"roles":[{"role":"commander","person":"\#(trial.ann)"},{"role":"communications","person":"\#(trial.ben)"}]}
                """#
            let one = "/api/v1/major-incidents/\(number)"
            #expect(try await service.ask(.post, "\(one)/accept", roles).status == 200)
            try await trial.pass(minutes: 14)
            #expect(try await pages(trial, .update).isEmpty)
            try await trial.pass(minutes: 1)
            let page = try #require(try await pages(trial, .update).first)
            #expect(try await trial.called(page) == ["Ben"] && page.policyName == number)
            try await trial.pass(minutes: 5)
            #expect(try await trial.called(page) == ["Ben", "Ann"])
            let told = #"""
                {"progress":"identified","updates":[{"audience":"users","text":"We know."},
                {"audience":"management","text":"We know."},{"audience":"staff","text":"We know."}]}
                """#
            #expect(try await service.ask(.post, "\(one)/updates", told).status == 200)
            #expect(try await pages(trial, .update).map(\.end) == [.updated])
            try await trial.pass(minutes: 15)
            #expect(try await pages(trial, .update).map(\.state) == [.ended, .ringing], "the next one is missed too")
        }
    }

    @Test func `whoever says they have it and writes nothing is called again, and so is who takes the role`()
        async throws
    {
        try await PagingUnderTest.run { trial in
            let service = trial.service
            try await service.hear(aSituation(), sequence: 1)
            let number = try #require(try await service.majors().first?.number)
            let one = "/api/v1/major-incidents/\(number)"
            let roles = #"{"roles":[{"role":"commander","person":"\#(trial.ann)"}]}"#
            #expect(try await service.ask(.post, "\(one)/accept", roles).status == 200)
            try await trial.pass(minutes: 15)
            let page = try #require(try await pages(trial, .update).first)
            #expect(try await service.ask(.post, "/api/v1/pages/\(page.id)/acknowledge").status == 200)
            try await trial.pass(minutes: 10)
            #expect(try await trial.called(page) == ["Ann", "Ann"])
            let handed = #"{"role":"communications","person":"\#(trial.ben)"}"#
            #expect(try await service.ask(.post, "\(one)/roles", handed).status == 200)
            let found = try await pages(trial, .update)
            #expect(found.map(\.end) == [.replaced, nil])
            #expect(try await trial.called(try #require(found.last)) == ["Ben"])
        }
    }
}
