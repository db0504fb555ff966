import Chassis
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

@Suite struct RulesFlowTests {
    private static let matrix = "/api/v1/incident/priority-matrix"

    @Test func `another matrix is a new version, with a reason, for what is computed from then on`() async throws {
        try await IncidentUnderTest.run { service in
            let before = try await service.report()
            let body =
                #"{"rules":{"cells":[[1,1,2],[1,2,3],[2,3,3]],"peopleSteps":[],"hourSteps":[]},"reason":"Board."}"#
            #expect(try await service.ask(.put, Self.matrix, body, as: "agent", version: 1).status == 403)
            #expect(try await service.ask(.put, Self.matrix, body, as: "administrator", version: 1).status == 200)
            #expect(try await service.ask(.put, Self.matrix, body, as: "administrator", version: 1).status == 412)
            let after = try await service.report()
            let views = try await service.all()
            #expect(views.first { $0.id == before.id }?.priority != views.first { $0.id == after.id }?.priority)
            let history = try await service.get("\(Self.matrix)/versions", as: RulesHistory<PriorityMatrix>.self)
            #expect(history.items.map(\.version) == [2, 1] && history.items.first?.reason == "Board.")
        }
    }

    @Test func `a matrix that falls is refused at its cell`() async throws {
        try await IncidentUnderTest.run { service in
            let body = #"{"rules":{"cells":[[1,2,3],[2,1,4],[3,4,5]],"peopleSteps":[],"hourSteps":[]},"reason":"x"}"#
            let answer = try await service.ask(.put, Self.matrix, body, as: "administrator", version: 1)
            #expect(answer.status == 422)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("cells[1][1]"))
        }
    }

    @Test func `a draft of any rules is tried on what is open, and changes nothing`() async throws {
        try await IncidentUnderTest.run { service in
            let (boss, _) = try await service.staff()
            try await service.set(IncidentCategories(paths: [["Network"]]))
            let number = try await service.report().number
            try await service.command(number, "categorise", #"{"category":"Network"}"#)
            try await service.shift(3_600)
            let before = try await service.get("/api/v1/incidents/\(number)", as: IncidentView.self).version
            let matrix = PriorityMatrix(
                cells: [[1, 1, 1], [1, 1, 1], [1, 1, 1]], peopleSteps: [], hourSteps: [])
            #expect(try await service.attempt(matrix).items.map(\.outcome) == ["P1"])
            #expect(try await service.attempt(PriorityMatrix.shipped).met == 0)
            let lost = try await service.attempt(IncidentCategories(paths: [["Printing"]]))
            #expect(lost.items.map(\.incident.number) == [number])
            let escalation = EscalationRules(rules: [
                .init(name: "Manager", occasion: .noTakeUp, minutes: 30, inform: [boss])
            ])
            #expect(try await service.attempt(escalation).items.first?.outcome == "Manager")
            #expect(try await service.ladder(number).steps.isEmpty)
            #expect(try await service.get("/api/v1/incidents/\(number)", as: IncidentView.self).version == before)
        }
    }

    @Test func `what lasts becomes more urgent by its timer, journalled`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.set(PriorityMatrix(cells: PriorityMatrix.shipped.cells, peopleSteps: [], hourSteps: [8]))
            let incident = try await service.report()
            let before = try await service.get("/api/v1/incidents/\(incident.number)", as: IncidentView.self)
            try await service.shift(9 * 3_600)
            try await service.fire()
            let after = try await service.get("/api/v1/incidents/\(incident.number)", as: IncidentView.self)
            #expect((after.urgency ?? 9) < (before.urgency ?? 0) || before.urgency == 1)
            #expect(before.urgency == 1 || after.priorityReason?.contains("It has lasted for 8 hours.") == true)
        }
    }

    @Test func `rules give new incidents to the team and person they name, in turn, and say why`() async throws {
        try await IncidentUnderTest.run { service in
            let team = UUID.v7()
            let people = [UUID.v7(), UUID.v7()]
            try await service.keep(TeamAnnounced(record: team, facts: [], name: "Network", active: true))
            for (index, person) in people.enumerated() {
                try await service.keep(
                    PersonAnnounced(record: person, facts: [], name: "P\(index)", active: true, teams: [team]))
            }
            let rule = AssignmentRule(name: "All to network", team: team, person: .inTurn)
            try await service.set(AssignmentRules(rules: [rule], skills: []))
            var given: [UUID?] = []
            for _ in 0..<4 {
                let number = try await service.report().number
                let view = try await service.get("/api/v1/incidents/\(number)", as: IncidentView.self)
                #expect(view.team?.id == team)
                given.append(view.assignee?.id)
            }
            #expect(given == [people[0], people[1], people[0], people[1]])
            let why = try await service.ask(.get, "/api/v1/incidents/INC0000001/why")
            #expect(String(decoding: why.body, as: UTF8.self).contains("It is the turn of P0."))
            let trial = try await service.ask(
                .post, "/api/v1/incident/assignment-rules/trial", #"{"incident":"INC0000001"}"#)
            let tried = try WireJSON.decoder.decode(RulesTrialAnswer.self, from: trial.body)
            #expect(tried.items.first?.lines.map(\.rule) == ["All to network"])
            #expect(tried.items.first?.outcome == "Network · P0")
        }
    }

    @Test func `who is given it by a rule has not taken it up: the response clock runs on until they do`() async throws
    {
        try await IncidentUnderTest.run { service in
            let (team, person) = (UUID.v7(), UUID.v7())
            try await service.keep(TeamAnnounced(record: team, facts: [], name: "Network", active: true))
            try await service.keep(PersonAnnounced(record: person, facts: [], name: "Ann", active: true, teams: [team]))
            try await service.set(
                AssignmentRules(rules: [.init(name: "All", team: team, person: .leastLoaded)], skills: []))
            try await service.agree([Levels.target("response", [Levels.goal(600)])])
            let number = try await service.report().number
            #expect(try await service.view(number).assignee?.id == person)
            #expect(try await service.clocks(of: number).map(\.state) == [.running])
            try await service.command(number, "start-work")
            #expect(try await service.clocks(of: number).map(\.state) == [.stopped])
        }
    }

    @Test func `an incident that nobody takes up is escalated once, by a rule, in time`() async throws {
        try await IncidentUnderTest.run { service in
            let (boss, team) = try await service.staff()
            try await service.set(
                EscalationRules(rules: [
                    .init(name: "Manager", occasion: .noTakeUp, minutes: 30, inform: [boss]),
                    .init(name: "Second level", occasion: .noTakeUp, minutes: 60, to: team),
                ]))
            let number = try await service.report().number
            try await service.fire()
            #expect(try await service.ladder(number).steps.isEmpty)
            try await service.shift(2 * 3_600)
            try await service.fire()
            try await service.fire()
            let ladder = try await service.ladder(number)
            #expect(ladder.steps.map(\.rule) == ["Manager", "Second level"] && ladder.steps.map(\.level) == [1, 2])
            #expect(try await service.get("/api/v1/incidents/\(number)", as: IncidentView.self).team?.id == team)
        }
    }

    @Test func `a share of a clock escalates; what is on hold then does not`() async throws {
        try await IncidentUnderTest.run { service in
            let (boss, _) = try await service.staff()
            try await service.agree([Levels.target("resolution", [Levels.goal(36_000)], thresholds: [])])
            try await service.set(
                EscalationRules(rules: [
                    .init(name: "80 %", occasion: .clock, measure: .resolution, percent: 80, inform: [boss])
                ]))
            let (running, held) = (try await service.report().number, try await service.report().number)
            try await service.command(held, "start-work")
            try await service.command(held, "hold", #"{"reason":"supplier"}"#)
            try await service.shift(9 * 3_600)
            try await service.fire()
            #expect(try await service.ladder(running).steps.map(\.rule) == ["80 %"])
            #expect(try await service.ladder(held).steps.isEmpty)
        }
    }

    @Test func `people escalate too, and what has ended is not escalated`() async throws {
        try await IncidentUnderTest.run { service in
            let (boss, team) = try await service.staff()
            let number = try await service.report().number
            let one = "/api/v1/incidents/\(number)/escalate"
            let told = #"{"inform":["\#(boss.uuidString)"],"reason":"The customer complains."}"#
            #expect(try await service.ask(.post, one, told).status == 200)
            #expect(try await service.ask(.post, one, #"{"reason":"x"}"#).status == 422)
            #expect(try await service.ask(.post, one, #"{"team":"\#(UUID().uuidString)","reason":"x"}"#).status == 422)
            let up = #"{"team":"\#(team.uuidString)","reason":"They know it."}"#
            #expect(try await service.ask(.post, one, up).status == 200)
            try await service.command(number, "resolve", #"{"code":"fixed","notes":"Done."}"#)
            #expect(try await service.ask(.post, one, told).status == 409)
            #expect(try await service.ladder(number).steps.map(\.kind) == [.hierarchical, .functional])
        }
    }

    @Test func `categories are kept from the opening to the end, and only those of the tree`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.set(IncidentCategories(paths: [["Network"], ["Network", "Wireless"]]))
            let number = try await service.report().number
            try await service.command(number, "categorise", #"{"category":"Network"}"#)
            let bad = try await service.ask(.post, "/api/v1/incidents/\(number)/categorise", #"{"category":"Moon"}"#)
            #expect(bad.status == 422)
            try await service.command(
                number, "resolve", #"{"code":"fixed","notes":"Done.","category":"Network / Wireless"}"#)
            let view = try await service.get("/api/v1/incidents/\(number)", as: IncidentView.self)
            #expect(view.openingCategory == "Network" && view.category == "Network / Wireless")
        }
    }

    @Test func `a category of the report is that of the opening; one that is gone becomes a note`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.set(IncidentCategories(paths: [["Network"], ["Network", "Wireless"]]))
            for (text, kept) in [("Network / Wireless", "Network / Wireless"), ("Moon", nil)] {
                let id = UUID.v7()
                try await service.hear(
                    ReportIncident(
                        record: id, summary: "No signal", description: nil, requester: .v7(), reportedBy: .v7(),
                        channel: "phone", service: nil, urgency: 2, reportedAt: Date(), category: text))
                let path = "/api/v1/incidents/\(id.uuidString.lowercased())"
                let view = try await service.get(path, as: IncidentView.self)
                #expect(view.openingCategory == kept && view.category == kept)
                let journal = try await service.ask(.get, "\(path)/journal")
                #expect(String(decoding: journal.body, as: UTF8.self).contains("Moon") == (kept == nil))
            }
        }
    }

    @Test func `without a policy a resolved incident closes after the business days that the rules name`() async throws
    {
        try await IncidentUnderTest.run { service in
            try await service.set(ClosingRules(businessDays: 3, weekdays: Weekday.allCases, zone: "UTC"))
            let number = try await service.report().number
            try await service.command(number, "resolve", #"{"code":"fixed","notes":"Done."}"#)
            let path = "/api/v1/incidents/\(number)"
            try await service.shift(2 * 86_400)
            try await service.fire()
            #expect(try await service.get(path, as: IncidentView.self).state == .resolved)
            try await service.shift(2 * 86_400)
            try await service.fire()
            #expect(try await service.get(path, as: IncidentView.self).state == .closed)
        }
    }

    @Test func `an outage costs what its service is worth until it is resolved, and no more`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.keep(shop)
            let id = UUID.v7()
            try await service.hear(aSituation(id), sequence: 1)
            try await service.shift(2 * 3_600)
            let running = try await service.all()[0].cost
            #expect(abs((running?.lost ?? 0) - 48_000) < 200 && running?.perHour == 24_000)
            try await service.hear(aSituation(id, .cleared), sequence: 2)
            try await service.shift(5 * 3_600)
            let ended = try await service.all()[0].cost
            #expect(abs((ended?.lost ?? 0) - 48_000) < 200 && ended?.perHour == 0)
        }
    }
}

extension IncidentUnderTest {
    func set<Rules: ServedRules>(_ rules: Rules) async throws {
        try await database.transaction { tx in
            let store = RulesStore<Rules>()
            try store.set(
                rules, because: "Test.", by: .v7(), expecting: store.current(in: tx).version, in: tx)
            try rules.hold(in: tx)
        }
    }

    /// What a draft would do with open incidents.
    func attempt<Rules: ServedRules>(_ rules: Rules) async throws -> RulesTrialAnswer {
        let body = String(decoding: try WireJSON.encoder.encode(["rules": rules]), as: UTF8.self)
        let answer = try await ask(.post, "/api/v1/incident/\(Rules.name)/trial", body)
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
        return try WireJSON.decoder.decode(RulesTrialAnswer.self, from: answer.body)
    }

    /// Somebody to inform, and a team to take over.
    func staff() async throws -> (boss: UUID, team: UUID) {
        let (boss, team) = (UUID.v7(), UUID.v7())
        try await keep(PersonAnnounced(record: boss, facts: [], name: "Boss", active: true, teams: []))
        try await keep(TeamAnnounced(record: team, facts: [], name: "Second level", active: true))
        return (boss, team)
    }

    func ladder(_ number: String) async throws -> LadderAnswer {
        try await get("/api/v1/incidents/\(number)/escalations", as: LadderAnswer.self)
    }
}
