import Crypto
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import SwiftASN1
import Synchronization
import Testing
import X509
import _CryptoExtras

@testable import EventApp

/// SNS as Amazon documents it, signed with a certificate of our own in the folder for such.
@Suite struct SNSTests {
    /// A topic that signs, and what was visited on its behalf.
    private final class Topic: Sendable {
        let arn = "arn:aws:sns:eu-north-1:123456789012:alarms"
        let folder: URL
        private let key: _RSA.Signing.PrivateKey
        private let visits = Mutex<[String]>([])
        let isAway = Mutex(false)

        init(validFor seconds: TimeInterval = 3600) throws {
            key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            folder = FileManager.default.temporaryDirectory.appending(path: "sns-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let name = try DistinguishedName { CommonName("sns.amazonaws.com") }
            let certificate = try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
                notValidBefore: Date() - 7200, notValidAfter: Date() + seconds, issuer: name, subject: name,
                signatureAlgorithm: .sha256WithRSAEncryption, extensions: Certificate.Extensions {},
                issuerPrivateKey: .init(key))
            try Data(certificate.serializeAsPEM().pemString.utf8).write(to: folder.appending(path: "Simple-1.pem"))
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        var outside: Outside {
            Outside(certificates: PinnedCertificates(folder: folder)) { address throws(Outside.Refused) in
                guard !self.isAway.withLock({ $0 }) else { throw Outside.Refused(reason: "nobody is there") }
                self.visits.withLock { $0.append(address.absoluteString) }
            }
        }

        var visited: [String] { visits.withLock { $0 } }

        func message(
            _ type: String = "Notification", id: String = UUID().uuidString, version: String = "1", text: String,
            certificate: String = "https://sns.eu-north-1.amazonaws.com/Simple-1.pem",
            link: String = "https://sns.eu-north-1.amazonaws.com/?Action=ConfirmSubscription&Token=t1"
        ) throws -> String {
            var members = [
                "Type": type, "MessageId": id, "TopicArn": arn, "Message": text, "SignatureVersion": version,
                "Timestamp": "2026-11-21T10:00:00.000Z", "SigningCertURL": certificate, "Subject": "ALARM: disk",
            ]
            var order = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
            if type != "Notification" {
                (members["Token"], members["SubscribeURL"], members["Subject"]) = ("t1", link, nil)
                order = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
            }
            let signed = Data(order.map { "\($0)\n\(members[$0] ?? "")\n" }.joined().utf8)
            let signature =
                version == "1"
                ? try key.signature(for: Insecure.SHA1.hash(data: signed), padding: .insecurePKCS1v1_5)
                : try key.signature(for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5)
            members["Signature"] = signature.rawRepresentation.base64EncodedString()
            return String(decoding: try JSONEncoder().encode(members), as: UTF8.self)
        }

        func alarm(_ state: String, at time: String) -> String {
            #"{"AlarmName":"disk","AlarmDescription":"severity=critical ci=db1","AWSAccountId":"123456789012","NewStateValue":"\#(state)","NewStateReason":"Threshold crossed","StateChangeTime":"\#(time)","Region":"EU (Stockholm)","AlarmArn":"arn:aws:cloudwatch:eu-north-1:123456789012:alarm:disk","OldStateValue":"OK","Trigger":{"MetricName":"DiskUsed","Namespace":"AWS/EC2","Dimensions":[{"name":"InstanceId","value":"i-1"}]}}"#
        }
    }

    private func run(
        _ topic: Topic,
        _ body: (EventUnderTest, @escaping (String) async throws -> (status: Int, reply: String)) async throws -> Void
    ) async throws {
        try await EventUnderTest.run(outside: topic.outside) { event in
            try await body(event) { text in
                let answer = try await event.post(
                    text, to: "/intake/sns/\(event.key)", headers: [.contentType: "text/plain; charset=UTF-8"])
                try await event.folder.drain()
                return answer
            }
        }
    }

    @Test(arguments: ["1", "2"])
    func `an alarm that is signed raises and clears, however often it comes`(version: String) async throws {
        let topic = try Topic()
        try await run(topic) { event, post in
            let raise = try topic.message(
                version: version, text: topic.alarm("ALARM", at: "2026-11-21T10:00:00.000+0000"))
            for _ in 0..<2 { #expect(try await post(raise).status == 200) }
            let alert = try #require(try await event.alerts().first?.record)
            #expect(alert.severity == .critical && alert.binding.item == EventUnderTest.db1)
            #expect(alert.labels["host"] == "i-1" && alert.labels["region"] == "eu-north-1")
            #expect(alert.link?.hasPrefix("https://eu-north-1.console.aws.amazon.com/") == true)
            let unsure = topic.alarm("INSUFFICIENT_DATA", at: "2026-11-21T10:01:00.000+0000")
            let answer1 = try await post(try topic.message(version: version, text: unsure))
            #expect(answer1.status == 200)
            #expect(try await event.alerts().map(\.record.state) == [.firing])
            let clear = try topic.message(
                version: version, text: topic.alarm("OK", at: "2026-11-21T10:02:00.000+0000"))
            #expect(try await post(clear).status == 200)
            #expect(try await event.alerts().map(\.record.state) == [.cleared])
        }
    }

    @Test func `what is forged is refused, kept for people to see, and never read`() async throws {
        let (topic, other) = (try Topic(), try Topic())
        try await run(topic) { event, post in
            let alarm = topic.alarm("ALARM", at: "2026-11-21T10:00:00.000+0000")
            let genuine = try topic.message(text: alarm)
            let forgeries = [
                try other.message(text: alarm), genuine.replacing("Threshold", with: "threshold"),
                genuine.replacing(#""SignatureVersion":"1""#, with: #""SignatureVersion":"3""#),
                try topic.message(text: alarm, certificate: "https://sns.eu-north-1.amazonaws.com/Other.pem"),
                try topic.message(text: alarm, certificate: "https://sns.evil.com/Simple-1.pem"),
                try topic.message(text: alarm, certificate: "http://sns.eu-north-1.amazonaws.com/Simple-1.pem"),
                alarm,
            ]
            for forgery in forgeries {
                let answer = try await post(forgery)
                #expect(answer.status == 403, "\(answer.reply)")
            }
            #expect(try await event.alerts().isEmpty)
            let path = "/api/v1/integrations/\(event.integration.uuidString.lowercased())/payloads"
            let kept = try await event.call(.get, path).reply
            #expect(kept.matches(of: /It does not count/).count == forgeries.count, "\(kept)")
            #expect(try await event.call(.post, "\(path)/replay").status == 200)
            try await event.folder.drain()
            #expect(try await event.alerts().isEmpty)
            #expect(try await post(genuine).status == 200)
            #expect(try await event.alerts().count == 1)
        }
    }

    @Test func `a certificate that is over proves nothing`() async throws {
        let topic = try Topic(validFor: -60)
        try await run(topic) { _, post in
            let answer2 = try await post(try topic.message(text: "x"))
            #expect(answer2.status == 403)
        }
    }

    @Test func `a subscription is confirmed once, with SNS alone, and stands in the journal`() async throws {
        let topic = try Topic()
        try await run(topic) { event, post in
            topic.isAway.withLock { $0 = true }
            let wish = try topic.message("SubscriptionConfirmation", id: "m1", text: "You have chosen to subscribe")
            #expect(try await post(wish).status == 503)
            topic.isAway.withLock { $0 = false }
            for _ in 0..<2 { #expect(try await post(wish).status == 200) }
            #expect(
                topic.visited == ["https://sns.eu-north-1.amazonaws.com/?Action=ConfirmSubscription&Token=t1"])
            for link in [
                "https://evil.example/?Action=ConfirmSubscription",
                "https://sns.eu-north-1.amazonaws.com:8080/?Action=x",
                "https://u@sns.eu-north-1.amazonaws.com/?Action=ConfirmSubscription",
                "http://sns.eu-north-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://sns.eu-north-1.amazonaws.com.evil.example/?Action=ConfirmSubscription",
            ] {
                let bad = try topic.message("SubscriptionConfirmation", text: "x", link: link)
                #expect(try await post(bad).status == 403, "\(link)")
            }
            #expect(topic.visited.count == 1)
            let path = "/api/v1/integrations/\(event.integration.uuidString.lowercased())/journal"
            let journal = try await event.call(.get, path).reply
            #expect(journal.contains("topicConfirmed") && journal.contains(topic.arn), "\(journal)")
            let answer3 = try await post(try topic.message("UnsubscribeConfirmation", text: "x"))
            #expect(answer3.status == 200)
            #expect(try await event.call(.get, path).reply.contains("topicLeft"))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a text fires for an hour, other JSON goes by the mapping`() async throws {
        let topic = try Topic()
        try await run(topic) { event, post in
            let answer4 = try await post(try topic.message(text: "Budget is used up"))
            #expect(answer4.status == 200)
            let answer5 = try await post(
                try topic.message(text: #"{"title":"Lag","state":"firing","host":"db1","severity":"major"}"#))
            #expect(answer5.status == 200)
            let alerts = try await event.alerts().map(\.record)
            #expect(Set(alerts.map(\.summary)) == ["ALARM: disk", "Lag"])
            #expect(alerts.first { $0.summary == "ALARM: disk" }?.annotations["description"] == "Budget is used up")
        }
    }

    @Test(arguments: [
        ("https://sns.us-east-1.amazonaws.com/a.pem", true), ("https://sns.cn-north-1.amazonaws.com.cn/a.pem", true),
        ("https://sns.us-east-1.amazonaws.com@evil.example/a.pem", false), ("https://evil.example/a.pem", false),
        ("https://sns.us-east-1.amazonaws.com\\@evil.example/a.pem", false),
        ("ftp://sns.us-east-1.amazonaws.com/a", false),
        ("https://xsns.us-east-1.amazonaws.com/a.pem", false), ("https://sns.a.b.amazonaws.com/a.pem", false),
        ("", false),
    ])
    func `an address is SNS' own or it is not`(address: String, isOwn: Bool) {
        #expect((SNSMessage.own(address) != nil) == isOwn)
    }
}
