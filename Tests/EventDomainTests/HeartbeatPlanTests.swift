import EventDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct HeartbeatPlanTests {
    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test(arguments: [
        ("0 3 * * *", "UTC", "2026-11-21T10:00:00Z", "2026-11-22T03:00:00Z"),
        ("*/15 * * * *", "UTC", "2026-11-21T10:00:00Z", "2026-11-21T10:15:00Z"),
        ("30 9 * * mon-fri", "Europe/Berlin", "2026-11-20T09:00:00Z", "2026-11-23T08:30:00Z"),
        ("0 0 1 jan *", "UTC", "2026-11-21T10:00:00Z", "2027-01-01T00:00:00Z"),
        ("0 12 13 * 5", "UTC", "2026-11-21T10:00:00Z", "2026-11-27T12:00:00Z"),
        ("5,10 8-9 * * 7", "UTC", "2026-11-21T10:00:00Z", "2026-11-22T08:05:00Z"),
        ("0 0 29 2 *", "UTC", "2026-11-21T10:00:00Z", "2028-02-29T00:00:00Z"),
    ])
    func `cron's next run is found`(cron: String, zone: String, after: String, next: String) throws {
        let schedule = try CronSchedule(cron, zone: try #require(TimeZone(identifier: zone)))
        #expect(schedule.next(after: try date(after)) == (try date(next)))
    }

    @Test(arguments: [
        "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "*/0 * * * *", "a * * * *", "5-1 * * * *",
    ])
    func `what is no schedule is refused`(cron: String) {
        #expect(throws: Invalid.self) { try CronSchedule(cron, zone: .gmt) }
    }

    @Test func `it is down when neither a success nor the end of a run came in time`() throws {
        let plan = HeartbeatPlan(name: "a", slug: "a", period: 600, grace: 60)
        let noon = Date(timeIntervalSince1970: 0)
        #expect(plan.deadline(success: nil, start: nil) == nil)
        #expect(plan.deadline(success: noon, start: nil) == noon + 660)
        #expect(plan.deadline(success: noon, start: noon + 100) == noon + 160)
        #expect(plan.deadline(success: noon, start: noon + 1000) == noon + 660)
        #expect(plan.deadline(success: nil, start: noon) == noon + 60)
    }

    @Test(arguments: Heartbeat.State.allCases)
    func `every state answers every command as the README says`(state: Heartbeat.State) throws {
        let table = try LifecycleTable(readme: "Services/EventManagement/README.md", under: "Heartbeat states")
        let (plan, at) = (HeartbeatPlan.standard(slug: "a"), Date(timeIntervalSince1970: 0))
        let made = try #require(
            Heartbeat.beginning(UUID(), with: .created(integration: UUID(), ping: UUID(), plan: plan), at: at))
        let facts: [Heartbeat.Fact] =
            switch state {
            case .new: []
            case .up: [.cameUp]
            case .down: [.wentDown(.silent)]
            case .paused: [.paused]
            }
        let subject = facts.reduce(made) { $0.applying($1, at: at) }
        let commands: [String: Heartbeat.Command] = [
            "configure": .configure(.standard(slug: "b")), "pause": .pause, "resume": .resume, "succeed": .succeed,
            "miss": .miss(.silent),
        ]
        for (name, command) in commands {
            let next = try #require(table.next[.init(state: state.rawValue, command: name)], "\(state) \(name)")
            let after = try subject.deciding(command, at: at).reduce(subject) { $0.applying($1, at: at) }
            #expect(after.state.rawValue == next, "\(state) \(name)")
        }
    }
}
