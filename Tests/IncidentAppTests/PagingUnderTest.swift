import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Logging
import Messaging
import Postgres
import TestSupport
import Testing

@testable import IncidentApp

/// The shop's team with a schedule that has Ann on call, and a policy: Ann by the schedule, after five minutes Ben.
struct PagingUnderTest: Sendable {
    let service: IncidentUnderTest
    let ann = UUID.v7(), ben = UUID.v7()

    static func run(
        repeats: Int = 1, _ more: String = "", mail: String? = nil,
        _ body: @escaping @Sendable (PagingUnderTest) async throws -> Void
    ) async throws {
        try await IncidentUnderTest.run { service in
            let trial = PagingUnderTest(service: service)
            try await trial.prepare(repeats, more, mail)
            try await body(trial)
        }
    }

    private func prepare(_ repeats: Int, _ more: String, _ mail: String?) async throws {
        let team = try #require(shop.team)
        try await service.keep(
            PersonAnnounced(
                record: ann, facts: [], name: "Ann", active: true, teams: [], mail: mail, language: "de",
                zone: "Europe/Berlin"))
        try await service.keep(PersonAnnounced(record: ben, facts: [], name: "Ben", active: true, teams: []))
        try await service.keep(shop)
        try await service.keep(TeamAnnounced(record: team, facts: [], name: "Web", active: true))
        let schedule = #"""
            {"name":"Web","zone":"UTC","layers":[{"name":"All","level":0,"turns":[["\#(ann)"]],"start":"2026-01-01T00:00",
            "every":1,"unit":"days","windows":[]}]}
            """#
        let made = try await service.ask(.post, "/api/v1/on-call-schedules", schedule, as: "administrator")
        let id = try WireJSON.decoder.decode(OnCallView.self, from: made.body).id
        let policy = #"""
            {"name":"Web","team":"\#(team)","lowestPriority":1,"repeats":\#(repeats),\#(more)"steps":[
            {"targets":[{"kind":"schedule","id":"\#(id)"}],"minutes":5},
            {"targets":[{"kind":"person","id":"\#(ben)"}],"minutes":10}]}
            """#
        let answer = try await service.ask(.post, "/api/v1/escalation-policies", policy, as: "administrator")
        try #require(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    /// All pages, oldest first.
    func pages() async throws -> [PageView] {
        struct Items: Decodable { let items: [PageView] }
        return try await service.get("/api/v1/pages?sort=calledAt", as: Items.self).items
    }

    func deliveries(_ page: PageView) async throws -> [DeliveriesView.Delivery] {
        try await service.get("/api/v1/pages/\(page.id)/deliveries", as: DeliveriesView.self).deliveries
    }

    func called(_ page: PageView) async throws -> [String?] { try await deliveries(page).map(\.person?.name) }

    /// Moves the database's clock and does what has become due.
    func pass(minutes: Int) async throws {
        _ = try await service.database.transaction {
            try $0.execute("UPDATE clock_shift SET shift = shift + \(minutes) * interval '1 minute'")
        }
        try await fire()
    }

    func fire() async throws {
        let timers = TimerRunner(database: service.database, handlers: service.assembly.timers, logger: .silent)
        while try await timers.fireOne() {}
    }

    func settings(_ more: [String: String]) throws -> PagerSettings {
        try SettingsReader.read(
            from: more.merging(["DIENST_PUBLIC_URL": "https://desk.example.org"]) { own, _ in own }
        ) { PagerSettings(&$0) }.settings
    }
}
