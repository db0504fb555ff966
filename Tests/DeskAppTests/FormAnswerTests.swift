import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct FormAnswerTests {
    @Test func `a file of a form is its asker's own, and goes to the request with the answers`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.asking("file")
            let stan = try await it.desk.requester("Stan", as: it.administrator)
            let his = try await it.uploaded(by: stan.token)
            let refused = try await it.submit(item, his)
            #expect(refused.status == 422 && refused["field"] == "answers.thing", "\(refused)")
            #expect(refused["code"] == "unknown_attachment")
            let hers = try await it.uploaded(by: it.rita.token)
            let request = try await it.submit(item, hers)
            #expect(request.status == 201, "\(request)")
            let record = "/api/v1/records/request/\(try #require(request["id"]))"
            let files = try await it.ask(.get, "\(record)/attachments", as: it.agent)
            #expect(files.items.map { $0["id"] } == [.text(hers)])
            let said = try await it.ask(.get, "\(record)/conversation", as: it.agent)
            #expect(said.items.map { $0["text"] } == ["Thing"])
            #expect(try await it.submit(item, hers)["code"] == "unknown_attachment")
        }
    }

    @Test func `a configuration item is in use, and carries a service of the asker's`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.asking("configurationItem")
            let service = try await it.desk.define(
                "services", #"{"name":"Shop","criticality":1,"valuePerHour":1}"#, it.administrator)
            let (theirs, other, gone) = (UUID.v7(), UUID.v7(), UUID.v7())
            for (id, supports, active) in [(theirs, [service], true), (other, [], true), (gone, [service], false)] {
                try await it.desk.receive(
                    ConfigurationItemAnnounced(
                        record: id, facts: [], name: "db-1", itemClass: "database", active: active, aliases: [],
                        dependsOn: [], supports: supports.compactMap(UUID.init(uuidString:))), sequence: 1)
            }
            for wrong in [other, gone, UUID.v7()] {
                let refused = try await it.submit(item, wrong.uuidString)
                #expect(refused.status == 422 && refused["code"] == "unknown_configuration_item", "\(refused)")
            }
            #expect(try await it.submit(item, theirs.uuidString).status == 201)
        }
    }

    @Test func `many requests are given one command, with a result for each`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.asking("text")
            let requests = [try await it.submit(item, "a"), try await it.submit(item, "b")]
            let ids = try requests.map { try #require($0["id"]) }
            _ = try await it.ask(
                .post, "/api/v1/requests/\(ids[1])/cancel", as: it.rita.token, #"{"reason":"Not needed"}"#)
            let items = (ids + [UUID().uuidString]).map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
            let body = #"{"command":"begin","items":[\#(items)]}"#
            let reply = try await it.ask(.post, "/api/v1/requests/bulk", as: it.agent, body)
            guard case .list(let results)? = reply.json["results"] else { return #expect(Bool(false), "\(reply)") }
            #expect(results.map { $0["status"] } == [200, 409, 404])
            #expect(try await it.ask(.post, "/api/v1/requests/bulk", as: it.rita.token, body).status == 403)
        }
    }
}

extension RequestDesk {
    /// A published item that asks for one thing of this type, and needs nobody's approval.
    fileprivate func asking(_ type: String) async throws -> String {
        let content = """
            {"name":"Thing","summary":"A thing","delivery":{"amount":3,"unit":"days"},
             "entitlement":{"organisations":[],"roles":[],"teams":[]},"approvals":[],
             "form":[{"key":"thing","label":{"default":"Thing"},"type":"\(type)","required":true}],
             "plan":[{"key":"do","title":"Do it","team":"\(team)","after":[],"mandatory":true}]}
            """
        let item = try await desk.define(
            "request-items", #"{"offering":"\#(offering)","content":\#(content)}"#, administrator)
        #expect(try await ask(.post, "/api/v1/request-items/\(item)/publish", as: administrator).status == 200)
        return item
    }

    fileprivate func submit(_ item: String, _ answer: String) async throws -> TestDesk.Reply {
        try await ask(
            .post, "/api/v1/requests", as: rita.token, #"{"item":"\#(item)","answers":{"thing":"\#(answer)"}}"#)
    }

    fileprivate func uploaded(by token: String) async throws -> String {
        let response = try await desk.client.execute(
            uri: "/api/v1/catalogue/files?name=a.txt", method: .post,
            headers: [.authorization: "Bearer \(token)", .contentType: "application/octet-stream"],
            body: ByteBuffer(string: "plain words"))
        #expect(response.status == .created)
        let json = try JSONDecoder().decode(JSONValue.self, from: Data(response.body.readableBytesView))
        guard case .text(let id)? = json["id"] else { throw NothingAsked() }
        return id
    }
}
