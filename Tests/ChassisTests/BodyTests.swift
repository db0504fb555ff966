import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@Suite struct BodyTests {
    private func post(_ body: String, _ headers: [String: String] = [:]) async throws -> TestResponse {
        try await Desk.ask(.post, "/api/v1/notes", as: "agent", headers, body: body)
    }

    @Test func `a good body is decoded, and the answer says where it stands`() async throws {
        let window = #"{"from":"2026-11-21T10:00:00.5+01:00","until":null}"#
        let body = #"{"text":"a","count":1,"mood":"calm","window":\#(window)}"#
        let response = try await post(body, ["Content-Type": "application/json; charset=utf-8"])
        #expect(response.status == .created)
        #expect(response.headers[.location] == "/api/v1/notes/1")
        #expect(response.headers[.eTag] == "\"1\"")
        #expect(try response.headers[#require(HTTPField.Name("X-Extra"))] == "yes")
        #expect(String(buffer: response.body).contains(#""from":"2026-11-21T09:00:00.500Z""#))
    }

    @Test(arguments: [
        (#"{"count":1}"#, "text"), (#"{"text":1,"count":1}"#, "text"), (#"{"text":"a","count":"1"}"#, "count"),
        (#"{"text":"a","count":1.5}"#, "count"), (#"{"text":"a","count":1e30}"#, "count"),
        (#"{"text":"a","count":1e400}"#, "count"),
        (#"{"text":"a","count":null}"#, "count"), (#"{"text":"a","count":1,"mood":"sad"}"#, "mood"),
        (#"{"text":"a","count":1,"role":"administrator"}"#, "role"),
        (#"{"text":"a","count":1,"window":{}}"#, "window.from"), (#"{"text":"a","count":1,"window":[]}"#, "window"),
        (#"{"text":"a","count":1,"window":{"from":"soon"}}"#, "window.from"),
        (#"{"text":"a","count":1,"window":{"from":"2026-11-21T10:00:00Z","to":1}}"#, "window.to"),
        (#"{"text":"a","count":1,"windows":[{"from":"2026-11-21T10:00:00Z"},{"from":7}]}"#, "windows.1.from"),
        (#"{"text":"a\u0000b","count":1}"#, "text"),
    ])
    func `a wrong field is named by its path`(body: String, field: String) async throws {
        let problem = try await post(body).problem()
        if body.contains("1e400") && problem.status == 400 { return }
        #expect(problem.status == 422)
        #expect(problem.field == field)
        #expect(!problem.detail.contains("Desk") && !problem.detail.contains("Swift"))
    }

    @Test func `the detail says what is expected`() async throws {
        let mood = try await post(#"{"text":"a","count":1,"mood":"sad"}"#).problem()
        #expect(mood.detail == "This cannot be used; give one of calm, loud.")
        let missing = try await post(#"{"text":"a"}"#).problem()
        #expect(missing.detail == "This field is needed: give a whole number.")
        let unknown = try await post(#"{"text":"a","count":1,"x":1}"#).problem()
        #expect(unknown.detail == "There is no such field; known here are text, count, mood, window, windows.")
    }

    @Test(arguments: [
        "", "{", "nul", #"{"text" "a"}"#, "\u{FEFF}{", #"{"text":"\ud800"#, String(repeating: "[", count: 1900),
    ])
    func `what is no JSON is refused`(body: String) async throws {
        let problem = try await post(body).problem()
        #expect(problem.status == 400)
        #expect(problem.code == "malformed_json")
    }

    @Test(arguments: ["[]", "1", "null", "\"a\"", "true"])
    func `JSON that is no object is refused`(body: String) async throws {
        #expect(try await post(body).problem().status == 422)
    }

    @Test func `a body larger than the endpoint takes is refused`() async throws {
        let text = String(repeating: "a", count: 2000)
        let problem = try await post(#"{"text":"\#(text)","count":1}"#).problem()
        #expect(problem.status == 413)
        #expect(problem.code == "too_large")
    }

    @Test func `a body that says it is something else is refused`() async throws {
        let problem = try await post("a=b", ["Content-Type": "application/x-www-form-urlencoded"]).problem()
        #expect(problem.status == 415)
    }

    @Test func `a raw endpoint reads its own body within its limit`() async throws {
        #expect(String(buffer: try await Desk.ask(.post, "/api/v1/raw", body: "0123456789").body) == "0123456789")
        #expect(try await Desk.ask(.post, "/api/v1/raw", body: "0123456789a").problem().status == 413)
    }
}
