import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Testing

@testable import EventApp

/// As Alertmanager 0.25 publishes by AWS' SDK for Go.
@Suite struct SNSPublishTests {
    private func publish(
        _ event: EventUnderTest, subject: String, message: String, key: String? = nil
    ) async throws -> String {
        let allowed = CharacterSet.alphanumerics
        let encoded = { (text: String) in text.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }
        let answer = try await event.post(
            "Action=Publish&Message=\(encoded(message))&MessageAttributes=&Subject=\(encoded(subject))"
                + "&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3At&Version=2010-03-31",
            to: "/intake/sns-publish/",
            headers: [
                .contentType: "application/x-www-form-urlencoded; charset=utf-8",
                .authorization: "AWS4-HMAC-SHA256 Credential=\(key ?? event.key)/20261121/us-east-1/sns/aws4_request, "
                    + "SignedHeaders=content-length;content-type;host;x-amz-date, Signature=59f9fd1a",
            ])
        return answer.reply
    }

    private static let firing = """


        Alerts Firing:
        Labels:
         - alertname = HighLatency
         - host = web1
         - severity = critical
        Annotations:
         - summary = p99 4s
        Source:\u{20}
        Labels:
         - alertname = HighLatency
         - host = web2
         - severity = critical
        Annotations:
        Source:\u{20}

        """

    @Test func `a group that fires is an alert with what its alerts share, and ends when it is resolved`() async throws
    {
        try await EventUnderTest.run { event in
            let reply = try await publish(event, subject: "[FIRING:2] HighLatency (critical)", message: Self.firing)
            #expect(reply.contains("<MessageId>"))
            try await event.folder.drain()
            let alert = try #require(try await event.alerts().first?.record)
            #expect(alert.check == "HighLatency" && alert.severity == .critical && alert.isFiring)
            #expect(alert.labels["alertname"] == "HighLatency" && alert.labels["host"] == nil)
            _ = try await publish(event, subject: "[RESOLVED] HighLatency (critical)", message: "Alerts Resolved:")
            try await event.folder.drain()
            #expect(try await event.alerts().map(\.record.state) == [.cleared])
        }
    }

    @Test func `a wrong access key is told as SNS tells it`() async throws {
        try await EventUnderTest.run { event in
            let reply = try await publish(event, subject: "x", message: "y", key: "AK")
            #expect(reply.contains("<Code>InvalidClientTokenId</Code>"))
        }
    }
}
