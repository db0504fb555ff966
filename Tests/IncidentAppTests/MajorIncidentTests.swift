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

@Suite struct MajorIncidentTests {
    @Test func `a costly outage becomes one candidate, however often it changes, and says why`() async throws {
        try await IncidentUnderTest.run { service in
            let situation = try await service.outage()
            try await service.hear(aSituation(situation), sequence: 2)
            let candidate = try #require(try await service.majors().first)
            #expect(try await service.majors().count == 1)
            #expect(candidate.state == .proposed)
            #expect(candidate.because.contains("Highest priority"))
            let why = try await service.get("/api/v1/major-incidents/\(candidate.number)/why", as: WhyAnswer.self)
            let signs = try #require(why.items.first.flatMap { MajorIncidentSigns(inputs: $0.why.inputs) })
            #expect(signs.priority == 1 && signs.valuePerHour == shop.valuePerHour)
            #expect(MajorIncidentGrounds(signs, by: .shipped, version: 0)?.rules == ["Highest priority"])
        }
    }

    @Test func `a candidate lapses with its incident, and comes back with it`() async throws {
        try await IncidentUnderTest.run { service in
            let situation = try await service.outage()
            try await service.hear(aSituation(situation, .cleared), sequence: 2)
            #expect(try await service.majors().first?.state == .lapsed)
            try await service.hear(aSituation(situation), sequence: 3)
            #expect(try await service.majors().first?.state == .proposed)
        }
    }

    @Test func `a rejected candidate stays rejected while nothing is worse`() async throws {
        try await IncidentUnderTest.run { service in
            let situation = try await service.outage()
            let number = try #require(try await service.majors().first?.number)
            let path = "/api/v1/major-incidents/\(number)/reject"
            #expect(try await service.ask(.post, path, #"{"reason":"Planned"}"#).status == 200)
            try await service.hear(aSituation(situation), sequence: 2)
            #expect(try await service.majors().first?.state == .rejected)
            let incident = try #require(try await service.all().first?.number)
            let flag = try await service.ask(.post, "/api/v1/incidents/\(incident)/flag", #"{"flag":"safety"}"#)
            #expect(flag.status == 200)
            #expect(try await service.majors().first?.state == .proposed)
        }
    }

    @Test func `roles go to who is on call for the teams, and the reason is kept`() async throws {
        try await IncidentUnderTest.run { service in
            let (ann, team) = (try await service.person("Ann"), try #require(shop.team))
            try await service.keep(TeamAnnounced(record: team, facts: [], name: "Web", active: true))
            let schedule = """
                {"name":"First line","team":"\(team)","zone":"Europe/Berlin","layers":[{"name":"Always","level":0,
                "turns":[["\(ann)"]],"start":"2026-01-05T09:00","every":1,"unit":"weeks","windows":[]}]}
                """
            let defined = try await service.ask(.post, "/api/v1/on-call-schedules", schedule, as: "administrator")
            #expect(defined.status == 201)
            _ = try await service.outage()
            let number = try #require(try await service.majors().first?.number)
            #expect(try await service.ask(.post, "/api/v1/major-incidents/\(number)/accept", "{}").status == 200)
            let holders = try await service.major(number).holders
            #expect(holders.first { $0.role == .commander }?.person.name == "Ann")
            #expect(holders.first { $0.role == .resolverLead }?.person.name == "Ann")
            let why = try await service.get("/api/v1/major-incidents/\(number)/why", as: WhyAnswer.self)
            #expect(why.items.first { $0.why.decision == "roles" }?.why.because.contains("on call for Web") == true)
        }
    }

    @Test func `while it is led, its incident ends by those who lead it alone`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.accepted()
            let incident = try #require(try await service.all().first)
            let path = "/api/v1/incidents/\(incident.number)"
            let resolve = try await service.ask(.post, "\(path)/resolve", #"{"code":"fixed","notes":"Done"}"#)
            #expect(resolve.status == 409, "an agent without a role")
            #expect(try await service.ask(.post, "\(path)/cancel", #"{"reason":"No"}"#).status == 409)
            let situation = try #require(incident.situation?.id)
            try await service.hear(aSituation(situation, .cleared), sequence: 5)
            #expect(try await service.major(number).state == .restored)
            #expect(try await service.timers(KeepTimers.autoClose) == 0)
            #expect(try await service.ask(.post, "\(path)/close").status == 409)
            try await service.hear(aSituation(situation), sequence: 6)
            #expect(try await service.major(number).state == .accepted)
        }
    }

    @Test func `updates are due in the rhythm of the priority, and a missed one is told once`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.accepted()
            let major = try await service.major(number)
            #expect(major.cadence == 15 && major.due.count == 3)
            #expect(try await service.timers(FollowMajorIncident.timer) == 1)
            let body = #"{"progress":"identified","updates":[{"audience":"users","text":"We know why."}]}"#
            let told = try await service.ask(.post, "/api/v1/major-incidents/\(number)/updates", body)
            #expect(told.status == 200)
            let after = try await service.major(number)
            #expect(after.updates.map(\.text) == ["We know why."])
            try await service.missUpdates(of: after.id)
            try await service.missUpdates(of: after.id)
            let facts = try await service.get(
                "/api/v1/major-incidents/\(number)/journal", as: JournalAnswer.self
            ).items.map(\.fact)
            #expect(facts.filter { $0 == "updateMissed" }.count <= 3)
        }
    }

    @Test func `the same audience twice, no words, or a rhythm of a minute is refused at its field`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.accepted()
            let path = "/api/v1/major-incidents/\(number)"
            for (way, body) in [
                ("updates", #"{"progress":"identified","updates":[]}"#),
                ("updates", #"{"progress":"identified","updates":[{"audience":"users","text":" "}]}"#),
                ("plan", #"{"cadence":1}"#), ("roles", #"{"role":"scribe"}"#),
                ("roles", #"{"role":"scribe","person":"\#(UUID())"}"#),
                ("annotations", #"{"at":"2099-01-01T00:00:00Z","text":"Later"}"#),
            ] {
                #expect(try await service.ask(.post, "\(path)/\(way)", body).status == 422, "\(way) \(body)")
            }
        }
    }

    @Test func `from candidate to review: the actions become improvements and the incident closes`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.accepted()
            let path = "/api/v1/major-incidents/\(number)"
            let situation = try #require(try await service.all().first?.situation?.id)
            try await service.hear(aSituation(situation, .cleared), sequence: 5)
            #expect(try await service.ask(.post, "\(path)/close").status == 409, "without a review")
            let owner = try await service.person()
            let review = """
                {"report":"The disk was full.","findings":["No alarm"],"lessons":[],"problem":"PRB0000001",
                "actions":[{"text":"Watch free space","owner":"\(owner)","due":"2026-12-24"}]}
                """
            #expect(try await service.ask(.put, "\(path)/review", review).status == 200)
            #expect(try await service.ask(.post, "\(path)/close").status == 200)
            #expect(try await service.major(number).state == .closed)
            #expect(try await service.all().first?.state == .closed)
            #expect(try await service.sent(RegisterImprovement.self).map(\.title) == ["Watch free space"])
        }
    }

    @Test func `a person may propose what the rules do not see`() async throws {
        try await IncidentUnderTest.run { service in
            let id = try await service.incident(of: UUID(), nil, team: nil)
            let body = #"{"incident":"\#(id)","reason":"The chairman cannot sign"}"#
            #expect(try await service.ask(.post, "/api/v1/major-incidents", body).status == 201)
            #expect(try await service.majors().first?.because == "The chairman cannot sign")
        }
    }

    @Test func `another policy is tried before it counts, and each version is kept`() async throws {
        try await IncidentUnderTest.run { service in
            _ = try await service.incident(of: UUID(), nil, team: nil)
            let rules = """
                {"rules":[{"name":"Anything","priority":5}],"cadence":{"critical":15,"high":30,"other":60},"management":[]}
                """
            let root = "/api/v1/incident/major-incident-policy"
            let (status, data) = try await service.ask(.post, "\(root)/trial", #"{"rules":\#(rules)}"#)
            #expect(status == 200)
            let trial = try WireJSON.decoder.decode(RulesTrialAnswer.self, from: data)
            #expect(trial.tried == 1 && trial.met == 1 && trial.items.first?.outcome == "Anything")
            #expect(try await service.majors().isEmpty)
            let next = #"{"rules":\#(rules),"reason":"Trial"}"#
            #expect(try await service.ask(.put, root, next, version: 0).status == 403)
            #expect(try await service.ask(.put, root, next, as: "administrator", version: 0).status == 200)
            #expect(try await service.ask(.put, root, next, as: "administrator", version: 0).status == 412)
            let versions = try await service.get("\(root)/versions", as: RulesHistory<MajorIncidentPolicy>.self)
            #expect(versions.items.map(\.version) == [1, 0] && versions.items.map(\.reason) == ["Trial", nil])
        }
    }
}

extension IncidentUnderTest {
    /// Monitoring sees the shop down; answers the situation.
    func outage() async throws -> UUID {
        try await keep(shop)
        let situation = UUID.v7()
        try await hear(aSituation(situation), sequence: 1)
        return situation
    }

    func majors() async throws -> [MajorIncidentLine] {
        struct Items: Decodable { let items: [MajorIncidentLine] }
        return try await get("/api/v1/major-incidents", as: Items.self).items
    }

    func major(_ number: String) async throws -> MajorIncidentView {
        try await get("/api/v1/major-incidents/\(number)", as: MajorIncidentView.self)
    }

    /// An accepted major incident of the shop; answers its number.
    func accepted() async throws -> String {
        _ = try await outage()
        let number = try #require(try await majors().first?.number)
        let body = #"{"roles":[{"role":"commander","person":"\#(try await person())"}]}"#
        let (status, data) = try await ask(.post, "/api/v1/major-incidents/\(number)/accept", body)
        try #require(status == 200, "\(String(decoding: data, as: UTF8.self))")
        return number
    }

    /// Somebody the desk has announced.
    func person(_ name: String = "Cora Command") async throws -> UUID {
        let id = UUID.v7()
        try await keep(PersonAnnounced(record: id, facts: [], name: name, active: true, teams: []))
        return id
    }

    func candidate(of incident: UUID) async throws -> UUID {
        let incidents = incidents
        return try await database.transaction { tx in
            let found = try #require(try incidents.store.find(incident, in: tx)).record
            let by = Provenance(actor: .service("tests"), command: "propose", correlation: "test")
            return try incidents.majors.propose(found, because: "Trial", by: by, in: tx).record.id
        }
    }

    func timers(_ kind: String) async throws -> Int {
        try await database.transaction { tx in
            try tx.first("SELECT count(*)::int AS count FROM timer WHERE kind = \(kind)") { try $0.value("count") } ?? 0
        }
    }

    func missUpdates(of major: UUID) async throws {
        let incidents = incidents
        try await database.transaction { try incidents.majors.updateDue(major, in: $0) }
    }

    func sent<M: WireMessage>(_ type: M.Type) async throws -> [M] {
        try await database.transaction { tx in
            try tx.query("SELECT body FROM outbox WHERE subject = \(M.subject) ORDER BY id") {
                try WireJSON.decoder.decode(M.self, from: $0.value("body") as Data)
            }
        }
    }
}
