import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import EventApp

@Suite struct SilentSourceTests {
    private func expect(_ event: EventUnderTest, _ profile: String) async throws {
        let answer = try await event.call(
            .patch, "/api/v1/integrations/\(event.integration)", body: #"{"profile":\#(profile)}"#,
            headers: [.authorization: "Bearer x", .contentType: "application/json"])
        #expect(answer.status == 200, "\(answer.reply)")
    }

    @Test func `what a silent integration watches is unknown until it is heard again`() async throws {
        try await EventUnderTest.run { event in
            try await expect(event, #"{"silence":600}"#)
            try await event.hear(alert("HostDown", on: "db1"))
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            #expect(try await event.health(EventUnderTest.orders) == .ok)
            try await event.wait(601)
            try await event.fireTimers()
            try await event.folder.drain()
            #expect(try await event.health(EventUnderTest.orders) == .unknown)
            #expect(try await event.health(EventUnderTest.checkout) == .unknown)
            let shown = try await event.call(
                .get, "/api/v1/integrations/\(event.integration)", headers: [.authorization: "Bearer x"])
            #expect(shown.reply.contains(#""isSilent":true"#) && shown.reply.contains(#""heardAt""#), "\(shown.reply)")
            try await event.hear(alert("Other", on: "lone"))
            try await event.fireTimers()
            #expect(try await event.health(EventUnderTest.orders) == .ok)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a service that only alerts name is unknown with them, and known once silence is no alert`() async throws
    {
        try await EventUnderTest.run { event in
            try await expect(event, #"{"silence":600}"#)
            try await event.hear(alert("Errors", on: "nowhere", service: "checkout"))
            try await event.hear(alert("Errors", on: "nowhere", ends: Date(), service: "checkout"))
            try await event.wait(601)
            try await event.fireTimers()
            #expect(try await event.health(EventUnderTest.checkout) == .unknown)
            #expect(try await event.health(EventUnderTest.orders) != .unknown)
            try await expect(event, "{}")
            try await event.fireTimers()
            #expect(try await event.health(EventUnderTest.checkout) == .ok)
        }
    }

    @Test func `how soon a raise is the same trouble come back is the integration's to say`() async throws {
        try await EventUnderTest.run { event in
            try await expect(event, #"{"reopenWithin":60}"#)
            try await event.hear(alert("HostDown", on: "lone"))
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            try await event.wait(120)
            try await event.hear(alert("HostDown", on: "lone"))
            let alert = try #require(try await event.alerts().first?.record)
            #expect(alert.episodes == 2 && alert.reopenings == 0)
        }
    }

    @Test func `a deployment heard of before is named as evidence`() async throws {
        try await EventUnderTest.run { event in
            let posted = try await event.post(
                #"{"app":"db1","phase":"Succeeded","revision":"77aa"}"#, to: "/intake/argocd/\(event.key)")
            #expect(posted.status / 100 == 2, "\(posted.reply)")
            try await event.folder.drain()
            try await event.hear(alert("Slow", on: "web1") + "," + alert("HostDown", on: "db1"))
            let cause = try #require(try await event.situations().first?.record.cause)
            #expect(cause.name == "db1" && cause.why.because.contains("db1 77aa was deployed"), "\(cause.why.because)")
        }
    }
}
