import Contracts
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import Chassis
@testable import DeskApp
@testable import DeskDomain

@Suite struct EscalationAndFamilyTests {
    @Test func `what staff say on a parent is said on its children once, and what a requester says is not`()
        async throws
    {
        try await withDesk { desk in
            let (parent, rita, agent) = try await anIncident(desk)
            let stan = try await desk.requester("Stan", as: desk.administratorToken())
            let id = try #require(UUID(uuidString: String(parent.suffix(36))))
            let (child, _, _) = try await anIncident(desk, of: stan, below: id)
            let said = #"{"text":"It works again at noon."}"#
            #expect(try await desk.ask(.post, "\(parent)/replies", as: agent, said).status == 201)
            #expect(
                try await desk.ask(.post, "\(parent)/replies", as: rita.token, #"{"text":"Thanks"}"#).status == 201)
            let heard = try await desk.ask(.get, "\(child)/conversation", as: stan.token).items
            #expect(heard.map { $0["text"] } == ["It works again at noon."])
            #expect(try await desk.ask(.get, "\(parent)/conversation", as: stan.token).status == 404)
        }
    }

    @Test func `whom an escalation is for finds it in the inbox, once`() async throws {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            let id = try #require(UUID(uuidString: String(record.suffix(36))))
            let told = IncidentEscalated(
                record: id, facts: ["escalated"], number: "INC0000042", summary: "It is slow", priority: 1,
                services: [], level: 1, kind: "hierarchical", team: nil,
                informs: [try #require(UUID(uuidString: rita.id))], rule: "Manager", reason: "80 % is used up.",
                escalatedAt: Date())
            try await desk.receive(told, sequence: 3)
            let notices = try await desk.ask(.get, "/api/v1/notices", as: rita.token)
            #expect(notices.items.map { $0["template"] } == ["escalated"])
        }
    }

    @Test func `a gap in a schedule reaches the team's managers and whoever wrote it, by their own clock`() async throws
    {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let made = try await desk.ask(.post, "/api/v1/teams", as: administrator, #"{"name":"Web"}"#)
            let team: String = try #require(made["id"])
            let lead = #"""
                {"name":"Lena Lead","mail":"lena@example.org","roles":["manager"],"teams":["\#(team)"],
                "zone":"Asia/Kolkata"}
                """#
            #expect(try await desk.ask(.post, "/api/v1/people", as: administrator, lead).status == 201)
            let other = #"{"name":"Otto","mail":"otto@example.org","roles":["agent"],"teams":["\#(team)"]}"#
            #expect(try await desk.ask(.post, "/api/v1/people", as: administrator, other).status == 201)
            let rita = try await desk.requester("Rita", as: administrator)
            let gap = UncoveredTime(
                from: try Date("2026-12-24T17:00:00Z", strategy: .iso8601),
                until: try Date("2026-12-25T08:00:00Z", strategy: .iso8601))
            let found = OnCallScheduleAnnounced(
                record: UUID(), facts: ["uncovered"], name: "First line", state: "active",
                team: UUID(uuidString: team), zone: "Europe/Berlin",
                editors: [try #require(UUID(uuidString: rita.id))], uncovered: [gap])
            try await desk.receive(found, sequence: 4)
            let told = try await desk.database.transaction { tx in
                try tx.query(
                    """
                    SELECT p.name FROM notice n JOIN person p ON p.id = n.person
                    WHERE n.template = 'coverage_gap' ORDER BY p.name
                    """
                ) { try $0.value("name") as String }
            }
            #expect(told == ["Lena Lead", "Rita"])
            let zone = try #require(TimeZone(identifier: "Asia/Kolkata"))
            let suite = try #require(URL(string: "https://desk.example.org"))
            let notice = Notice(
                .coverageGap, about: RecordReference(kind: .onCallSchedule, id: found.record), number: "",
                title: "First line", link: "/operations/on-call/1", periods: [.init(from: gap.from, until: gap.until)])
            let letter = NoticeLetter(notice, for: .init(language: .english, zone: zone, suite: suite))
            #expect(letter.subject == "Nobody is on call: First line")
            #expect(letter.text.contains("10:30") && letter.text.contains("1:30"), "half past, where Lena is")
        }
    }
}
