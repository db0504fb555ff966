import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct DemandTests {
    private let root = "/api/v1/unsupported-requests"

    @Test func `a wish is explained before anything is decided, and counted under its topic`() async throws {
        try await RequestDesk.with { it in
            let wish = try await wished(it, by: it.rita.token)
            #expect(wish["number"] == "USR0000001" && wish["state"] == "recorded" && wish["topic"] == "guest vpn")
            let one = "\(root)/\(try #require(wish["id"]))"
            for (command, body) in [("decline", "{}"), ("refer-to-change", "{}")] {
                let early = try await it.ask(.post, "\(one)/\(command)", as: it.agent, body)
                #expect(early.status == 409 && early["code"] == "not_explained")
            }
            let mute = try await it.ask(.post, "\(one)/explain", as: it.agent, #"{"reason":"No","alternative":" "}"#)
            #expect(mute.status == 422 && mute["field"] == "alternative")
            #expect(try await explain(it, one)["state"] == "explained")
            _ = try await wished(it, by: it.boss.token, topic: "GUEST  vpn")
            let found = try await it.ask(
                .get, "\(root)?topic=guest%20vpn&open=true&q=vpn&lane=relationship", as: it.agent)
            #expect(found.items.count == 2)
            let demand = try await it.ask(.get, "/api/v1/demand", as: it.agent)
            #expect(demand.items.first?["count"] == .number(2) && demand.items.first?["people"] == .number(2))
            #expect(demand.items.first?["organisations"] == .number(1))
            #expect(
                try await it.ask(.post, "\(one)/decline", as: it.agent, #"{"note":"Too dear"}"#)["state"] == "declined")
        }
    }

    @Test func `a wish is seen by who has it and by staff`() async throws {
        try await RequestDesk.with { it in
            let one = "\(root)/\(try #require(try await wished(it, by: it.rita.token)["id"]))"
            #expect(try await it.ask(.get, one, as: it.rita.token).status == 200)
            #expect(try await it.ask(.get, one, as: it.boss.token).status == 404)
            #expect(try await it.ask(.get, root, as: it.boss.token).items.isEmpty)
            #expect(try await it.ask(.get, "/api/v1/demand", as: it.rita.token).status == 403)
            #expect(try await it.ask(.post, "\(one)/assign", as: it.rita.token, #"{"owner":"x"}"#).status == 403)
        }
    }

    @Test func `a wish is referred once, with an id that stays the same`() async throws {
        try await RequestDesk.with { it in
            let one = "\(root)/\(try #require(try await wished(it, by: it.rita.token)["id"]))"
            _ = try await explain(it, one)
            let referred = try await it.ask(.post, "\(one)/refer-to-change", as: it.agent, #"{"summary":"Guest VPN"}"#)
            #expect(referred["state"] == "referred_to_change" && referred["lane"] == "change")
            _ = try await it.ask(.post, "\(one)/refer-to-change", as: it.agent, "{}")
            let told = try await it.desk.sent(ProposeChange.self)
            #expect(told.map(\.summary) == ["Guest VPN"] && told.first?.source.number == "USR0000001")
            #expect(told.first.map { $0.record.uuidString } == referred["change"]?.uppercased())

            let two = "\(root)/\(try #require(try await wished(it, by: it.rita.token)["id"]))"
            _ = try await explain(it, two)
            let bad = try await it.ask(.post, "\(two)/refer-to-improvement", as: it.agent, #"{"horizon":"never"}"#)
            #expect(bad.status == 422 && bad["field"] == "horizon")
            _ = try await it.ask(.post, "\(two)/refer-to-improvement", as: it.agent, #"{"horizon":"long"}"#)
            #expect(try await it.desk.sent(RegisterImprovement.self).map(\.horizon) == ["long"])
            let lanes = try await it.ask(.get, "/api/v1/lanes", as: it.agent)
            let counts = lanes.items.map { $0["unsupportedRequests"] }
            #expect(counts == [.number(0), .number(0), .number(1), .number(0), .number(1)])
        }
    }

    @Test func `when the item appears the wish has come true`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.laptop()
            let one = "\(root)/\(try #require(try await wished(it, by: it.rita.token)["id"]))"
            _ = try await explain(it, one)
            _ = try await wished(it, by: it.boss.token, topic: "guest vpn")
            let unknown = try await it.ask(
                .post, "\(one)/add-service", as: it.agent, #"{"item":"\#(UUID().uuidString)"}"#)
            #expect(unknown.status == 422 && unknown["field"] == "item")
            let added = try await it.ask(.post, "\(one)/add-service", as: it.agent, #"{"item":"\#(item)"}"#)
            #expect(added["state"] == "service_added" && added.json["item"]?["name"] == .text("Laptop"))
            let notices = try await it.ask(.get, "/api/v1/notices", as: it.boss.token)
            #expect(notices.items.map { $0["template"] } == [.text("service_appeared")])
            #expect(notices.items.first?["text"] == .text("Laptop"))
            let report = try await it.desk.assembly.verification.report(of: "desk", in: it.desk.database)
            #expect(report.mismatches == [] && report.records["unsupported-request"] == 2)
        }
    }

    private func wished(_ it: RequestDesk, by token: String, topic: String = "Guest VPN") async throws -> TestDesk.Reply
    {
        let reply = try await it.ask(
            .post, root, as: token, #"{"wish":"A VPN for guests","topic":"\#(topic)"}"#)
        #expect(reply.status == 201, "\(reply)")
        return reply
    }

    private func explain(_ it: RequestDesk, _ one: String) async throws -> TestDesk.Reply {
        try await it.ask(
            .post, "\(one)/explain", as: it.agent, #"{"reason":"No licence","alternative":"The guest WLAN"}"#)
    }
}
