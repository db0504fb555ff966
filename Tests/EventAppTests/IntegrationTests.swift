import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct IntegrationTests {
    private let root = "/api/v1/integrations"

    @Test func `a payload that was not understood is kept, and replayed after the mapping is mended`() async throws {
        try await EventUnderTest.run { event in
            let one = "\(root)/\(event.integration)"
            let body = #"{"what":"Disk full","box":"db1","password":"hunter2"}"#
            let answer = try await event.post(body, to: "/intake/json/\(event.key)")
            #expect(answer.status == 400 && answer.reply.contains(#""field":"title""#))
            let failed = try await event.ask(.get, "\(one)/payloads?outcome=failed")
            #expect(failed.reply.contains(#""outcome":"failed""#) && failed.reply.contains("title: "))
            let number = try #require(failed.reply.firstMatch(of: #/"id":(\d+)/#)?.1)
            let detail = try await event.ask(.get, "\(one)/payloads/\(number)")
            #expect(detail.status == 200 && !detail.reply.contains("hunter2") && detail.reply.contains("***"))
            let still = try await event.ask(.post, "\(one)/payloads/\(number)/replay")
            #expect(still.status == 200 && still.reply.contains(#""outcome":"failed""#))
            let mended = try await event.ask(
                .patch, one,
                #"{"profile":{"kind":"json","mapping":{"summary":"$.what","check":"disk","item":"$.box","severities":{}},"standardSeverity":"minor"}}"#
            )
            #expect(mended.status == 200, "\(mended.reply)")
            let replayed = try await event.ask(.post, "\(one)/payloads/replay")
            #expect(replayed.reply == #"{"understood":1}"#)
            try await event.folder.drain()
            let alert = try await event.alerts().first?.record
            #expect(alert?.summary == "Disk full" && alert?.severity == .minor && alert?.labels["ci"] == "db1")
            let after = try await event.ask(.get, "\(one)/payloads")
            #expect(after.reply.contains(#""outcome":"taken""#) && !after.reply.contains("failed"))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `what a paused integration sends is kept, and makes alerts when it is replayed`() async throws {
        try await EventUnderTest.run { event in
            let one = "\(root)/\(event.integration)"
            #expect(try await event.ask(.post, "\(one)/pause").reply.contains(#""isPaused":true"#))
            try await event.hear(alert("Down", on: "db1"))
            #expect(try await event.alerts().isEmpty)
            #expect(try await event.ask(.get, "\(one)/payloads").reply.contains("The integration is paused."))
            #expect(try await event.ask(.post, "\(one)/payloads/replay").status == 409)
            #expect(try await event.ask(.post, "\(one)/resume").reply.contains(#""isPaused":false"#))
            #expect(try await event.ask(.post, "\(one)/payloads/replay").status == 200)
            try await event.folder.drain()
            #expect(try await event.alerts().count == 1)
        }
    }

    @Test func `another integration's payloads are none of its own`() async throws {
        try await EventUnderTest.run { event in
            _ = try await event.post("{", to: "/intake/json/\(event.key)")
            let made = try await event.ask(.post, root, #"{"name":"Other"}"#)
            let other = try #require(made.reply.firstMatch(of: #/"id":"([^"]+)"/#)?.1)
            let listed = try await event.ask(.get, "\(root)/\(event.integration)/payloads")
            let number = try #require(listed.reply.firstMatch(of: #/"id":(\d+)/#)?.1)
            #expect(try await event.ask(.get, "\(root)/\(other)/payloads/\(number)").status == 404)
            #expect(try await event.ask(.post, "\(root)/\(other)/payloads/\(number)/replay").status == 404)
            #expect(try await event.ask(.get, "\(root)/\(UUID())/payloads").status == 404)
        }
    }

    @Test func `a mapping is tried on a sample before it is saved`() async throws {
        try await EventUnderTest.run { event in
            let trial = try await event.ask(
                .post, "/api/v1/mapping-trials",
                #"{"sample":"[{\"n\":\"a\",\"s\":\"up\"},{\"n\":\"b\",\"s\":\"odd\"}]","profile":{"mapping":{"check":"$.n","state":"$.s"}}}"#
            )
            #expect(trial.status == 200, "\(trial.reply)")
            #expect(trial.reply.contains(#""action":"clear""#) && trial.reply.contains(#""field":"1.state""#))
            #expect(try await event.count("intake") == 0)
            let broken = try await event.ask(
                .post, "/api/v1/mapping-trials", #"{"sample":"{}","profile":{"mapping":{"check":"$."}}}"#)
            #expect(broken.status == 422 && broken.reply.contains(#""field":"profile.mapping.check""#))
            let strange = try await event.ask(.post, "/api/v1/mapping-trials", #"{"sample":"{}","format":"fax"}"#)
            #expect(strange.status == 422 && strange.reply.contains(#""field":"format""#))
        }
    }

    @Test func `a key of one's own choice, and another one later`() async throws {
        try await EventUnderTest.run { event in
            let made = try await event.ask(
                .post, root, #"{"name":"Pager","key":"0123456789abcdef0123456789abcdef"}"#)
            #expect(made.status == 201)
            #expect(try await event.ask(.post, root, #"{"name":"P2","key":"short"}"#).status == 422)
            let taken = try await event.ask(
                .post, root, #"{"name":"P3","key":"0123456789abcdef0123456789abcdef"}"#)
            #expect(taken.status == 409 && taken.reply.contains("key_taken"))
            let renewed = try await event.ask(.post, "\(root)/\(event.integration)/renew-key", "{}")
            #expect(renewed.reply.contains(#""key":"evt_"#))
            #expect(try await event.post("[]", to: "/intake/alertmanager/\(event.key)/api/v2/alerts").status == 401)
        }
    }

    @Test func `every kind has configuration to copy, with its address`() async throws {
        try await EventUnderTest.run { event in
            let one = "\(root)/\(event.integration)"
            for kind in SourceKind.allCases {
                _ = try await event.ask(.patch, one, #"{"profile":{"kind":"\#(kind.rawValue)"}}"#)
                let setup = try await event.ask(.get, "\(one)/setup?address=https%3A%2F%2Fdienst.example")
                #expect(setup.status == 200 && setup.reply.contains("KEY"), "\(kind): \(setup.reply)")
                #expect(setup.reply.contains("dienst.example"), "\(kind)")
            }
            #expect(try await event.ask(.get, "\(one)/setup?address=javascript%3Ax").status == 400)
            #expect(try await event.ask(.get, "/api/v1/integration-kinds").reply.contains("datadog"))
        }
    }

    @Test(arguments: [
        (#"{"api_key":"abc","x":"y"}"#, "abc"), (#"{"auth":{"Access-Token" : "abc"}}"#, "abc"),
        ("token=abc&title=x", "abc"), (#".1.3.6.1.6.3.18.1.4.0 = "abc""#, "abc"), (#"{"routing_key":"abc"}"#, "abc"),
    ])
    func `secrets are not shown`(body: String, secret: String) {
        #expect(!Redaction.shown(Data(body.utf8)).contains(secret))
    }
}

extension EventUnderTest {
    /// A call of someone who may do everything.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil
    ) async throws -> (status: Int, reply: String) {
        var headers: HTTPFields = [.authorization: "Bearer x"]
        if body != nil { headers[.contentType] = "application/json" }
        return try await call(method, path, body: body, headers: headers)
    }
}
