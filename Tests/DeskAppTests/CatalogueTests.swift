import Contracts
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct CatalogueTests {
    @Test func `a business service is defined, announced and revised`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let team = try #require(try await desk.ask(.post, "/api/v1/teams", as: token, #"{"name":"Web"}"#)["id"])
            let defined = try await desk.ask(
                .post, "/api/v1/services", as: token,
                #"{"name":"Web shop","criticality":1,"valuePerHour":12000.5,"team":"\#(team)"}"#)
            #expect(defined.status == 201)
            let path = try #require(defined.headers[.location])
            let revised = try await desk.ask(
                .patch, path, as: token, #"{"criticality":2,"team":null}"#, headers: [.ifMatch: "\"1\""])
            #expect(revised.status == 200 && revised.json["valuePerHour"] == .decimal(12000.5))
            let told = try await desk.sent(ServiceAnnounced.self)
            #expect(told.map(\.criticality) == [1, 2])
            #expect(told.map { $0.team == nil } == [false, true])
            #expect(told.last?.facts == ["revised"])
        }
    }

    @Test func `goals and busy hours are kept, announced, shown as they were given, and cleared`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let busy =
                #"[{"name":"Sale","weekdays":["friday"],"from":"22:00","until":"02:00","zone":"Europe/Oslo","factor":3}]"#
            let defined = try await desk.ask(
                .post, "/api/v1/services", as: token,
                """
                {"name":"Shop","criticality":1,"valuePerHour":100,"busyTimes":\(busy),
                 "goals":{"availability":99.9,"restoreMinutes":30,"business":["5,000 orders an hour"]}}
                """)
            #expect(
                defined.json["busyTimes"]
                    == .list([
                        .object([
                            "name": "Sale", "weekdays": ["friday"], "from": "22:00", "until": "02:00",
                            "zone": "Europe/Oslo",
                            "factor": .number(3),
                        ])
                    ]))
            #expect(defined.json["goals"]?["restoreMinutes"] == .number(30))
            let path = try #require(defined.headers[.location])
            let cleared = try await desk.ask(
                .patch, path, as: token, #"{"goals":null,"busyTimes":[]}"#, headers: [.ifMatch: "\"1\""])
            #expect(cleared.json["goals"] == nil && cleared.json["busyTimes"] == .list([]))
            let told = try await desk.sent(ServiceAnnounced.self).map(\.busyTimes)
            #expect(
                told == [
                    [AnnouncedBusyTime(weekdays: ["friday"], from: 1320, until: 120, zone: "Europe/Oslo", factor: 3)],
                    nil,
                ])
        }
    }

    @Test(arguments: [
        (#"{"name":"S","criticality":1,"valuePerHour":1,"goals":{"availability":101}}"#, "goals.availability"),
        (#"{"name":"S","criticality":5,"valuePerHour":1}"#, "criticality"),
        (#"{"name":"S","criticality":1,"valuePerHour":-1}"#, "valuePerHour"),
        (#"{"name":"S","criticality":"high","valuePerHour":1}"#, "criticality"),
        (#"{"name":"S","criticality":1,"valuePerHour":1,"owner":"6f1c0c8e-0000-7000-8000-000000000000"}"#, "owner"),
        (#"{"name":"S","criticality":1,"valuePerHour":1,"team":"web"}"#, "team"),
    ])
    func `bad input is refused with its field`(body: String, field: String) async throws {
        try await withDesk { desk in
            let reply = try await desk.ask(.post, "/api/v1/services", as: desk.administratorToken(), body)
            #expect(reply.status == 422 && reply["field"] == field, "\(reply)")
            #expect(try await desk.sent(ServiceAnnounced.self).isEmpty)
        }
    }

    @Test func `services are filtered, sorted and paged`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            for (index, name) in ["Mail", "ätsch", "Zoo 100%", "apple"].enumerated() {
                let body = #"{"name":"\#(name)","criticality":\#(index + 1),"valuePerHour":\#(index * 10)}"#
                #expect(try await desk.ask(.post, "/api/v1/services", as: token, body).status == 201)
            }
            let first = try await desk.ask(.get, "/api/v1/services?limit=3", as: token)
            #expect(first.items.map { $0["name"] } == ["apple", "ätsch", "Mail"])
            let next = try await desk.ask(.get, "/api/v1/services?cursor=\(try #require(first["next"]))", as: token)
            #expect(next.items.map { $0["name"] } == ["Zoo 100%"] && next.json["next"] == .null)
            let vital = try await desk.ask(.get, "/api/v1/services?criticality=1,2&sort=-valuePerHour", as: token)
            #expect(vital.items.map { $0["name"] } == ["ätsch", "Mail"])
            let percent = try await desk.ask(.get, "/api/v1/services?q=%25", as: token)
            #expect(percent.items.map { $0["name"] } == ["Zoo 100%"])
            let bad = try await desk.ask(.get, "/api/v1/services?sort=owner;drop", as: token)
            #expect(bad.status == 400 && bad["field"] == "sort")
        }
    }

    @Test func `a name is free again once its team is deactivated`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let first = try await desk.ask(.post, "/api/v1/teams", as: token, #"{"name":"Desk"}"#)
            let path = try #require(first.headers[.location])
            #expect(try await desk.ask(.post, "/api/v1/teams", as: token, #"{"name":"desk"}"#)["code"] == "name_taken")
            #expect(try await desk.ask(.post, "\(path)/deactivate", as: token).status == 200)
            #expect(try await desk.ask(.post, "/api/v1/teams", as: token, #"{"name":"desk"}"#).status == 201)
            let back = try await desk.ask(.post, "\(path)/reactivate", as: token)
            #expect(back.status == 409 && back["code"] == "name_taken")
        }
    }

    @Test func `agents read the catalogue and do not write it`() async throws {
        try await withDesk { desk in
            let token = try await desk.agentToken()
            for path in ["/api/v1/services", "/api/v1/teams"] {
                #expect(try await desk.ask(.get, path, as: token).status == 200)
                #expect(try await desk.ask(.post, path, as: token, #"{"name":"X"}"#).status == 403)
            }
        }
    }
}
