import Foundation
import HTTPTypes
import Records
import Testing

@testable import ChangeApp
@testable import Chassis

@Suite struct BadInputTests {
    @Test func `a bad body names the field and writes nothing`() async throws {
        try await Trial.run { trial in
            let window = #""window": {"start": "2026-12-01T10:00:00Z", "end":"#
            for (body, status, field) in [
                ("{", 400, nil), (#"{"summary": ""}"#, 422, "summary"), (#"{"summary": 7}"#, 422, "summary"),
                ("{}", 422, "summary"),
                (#"{"summary": "a", "colour": "red"}"#, 422, "colour"),
                (#"{"summary": "a", "type": "wild"}"#, 422, "type"),
                (#"{"summary": "a", "scope": ["nothing"]}"#, 422, "scope"),
                (#"{"summary": "a", "scope": "db"}"#, 422, "scope"),
                (#"{"summary": "a", "assignee": "Nobody"}"#, 422, "assignee"),
                (
                    #"{"summary": "a", "expectedImpact": [{"service": "Nothing", "impact": "down"}]}"#, 422,
                    "expectedImpact"
                ),
                (
                    #"{"summary": "a", "expectedImpact": [{"service": "Shop", "impact": "bad"}]}"#, 422,
                    "expectedImpact.0.impact"
                ),
                (
                    #"{"summary": "a", "expectedImpact": [{"service": "Shop", "impact": "down"}, {"service": "shop", "impact": "none"}]}"#,
                    422, "expectedImpact"
                ),
                (#"{"summary": "a", \#(window) "2026-12-01T10:00:00Z"}}"#, 422, "window.end"),
                (#"{"summary": "a", \#(window) "tomorrow"}}"#, 422, "window.end"),
                (
                    #"{"summary": "a", "window": {"start": "0001-01-01T00:00:00Z", "end": "2026-12-01T10:00:00Z"}}"#,
                    422, "window.start"
                ),
            ] as [(String, Int, String?)] {
                let reply = try await trial.ask(.post, "changes", body)
                #expect(reply.status == status, "\(body): \(reply.json)")
                #expect(reply.json["field"]?.text == field, "\(body): \(reply.json)")
            }
            #expect(try await trial.ok(.get, "changes")["items"]?.elements.isEmpty == true)
        }
    }

    @Test func `unknown names are named`() async throws {
        try await Trial.run { trial in
            let reply = try await trial.ask(.post, "changes", #"{"summary": "a", "scope": ["db-1", "db-2"]}"#)
            #expect(reply.json["code"] == "unknown_name")
            #expect(reply.json["detail"]?.text?.contains("“db-1”, “db-2”") == true)
        }
    }

    @Test func `a stale version is told what happened since`() async throws {
        try await Trial.run { trial in
            try await trial.ok(.post, "changes", #"{"summary": "a"}"#, status: 201)
            let path = "changes/CHG0000001"
            #expect(try await trial.ask(.patch, path, #"{"summary": "b"}"#, more: [.ifMatch: "\"1\""]).etag == "\"2\"")
            let stale = try await trial.ask(.patch, path, #"{"summary": "c"}"#, more: [.ifMatch: "\"1\""])
            #expect(stale.status == 412)
            #expect(stale.json["since"] == ["revised"])
            #expect(try await trial.ok(.get, path)["summary"] == "b")
        }
    }

    @Test func `a repeated post with one key drafts one change`() async throws {
        try await Trial.run { trial in
            let key: HTTPFields = [try #require(HTTPField.Name("Idempotency-Key")): "k-1"]
            let first = try await trial.ask(.post, "changes", #"{"summary": "a"}"#, more: key)
            let second = try await trial.ask(.post, "changes", #"{"summary": "a"}"#, more: key)
            #expect(first.json["number"] == second.json["number"])
            #expect(try await trial.ok(.get, "changes")["items"]?.elements.count == 1)
        }
    }

    @Test func `impossible moves are refused with advice`() async throws {
        try await Trial.run { trial in
            try await trial.ok(.post, "changes", #"{"summary": "a"}"#, status: 201)
            let refused = try await trial.ask(.post, "changes/CHG0000001/implement")
            #expect(refused.status == 409)
            #expect(refused.json["detail"] == "Change CHG0000001 is draft: schedule it before it is implemented.")
            #expect(try await trial.ask(.post, "changes/CHG9/implement").status == 404)
            #expect(
                try await trial.ask(.post, "changes/CHG0000001/cancel", #"{"reason": " "}"#).json["field"] == "reason")
        }
    }

    @Test(arguments: ["changes", "configuration-items", "maintenance-windows"])
    func `requesters see nothing of this`(_ list: String) async throws {
        try await Trial.run { trial in
            let refused = try await trial.ask(.get, list, as: .requester)
            #expect(refused.status == 403)
            let unknown = try await trial.ask(.get, list + "?colour=red", as: .agent)
            #expect(unknown.json["field"] == "colour")
        }
    }

    @Test func `everything it serves is described`() async throws {
        try await Trial.run { trial in
            let document = try await trial.ok(.get, "change/openapi.json")
            #expect(document["openapi"] == "3.1.0")
            #expect(document["paths"]?["/api/v1/changes/{number}/schedule"]?["post"] != nil)
        }
    }
}
