import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Records

/// The Publish call of Amazon SNS' API, for senders that publish instead of posting, such as Alertmanager's `sns_configs`: its
/// `api_url` leads here, its access key is the integration's key. The signature (AWS SigV4) proves nothing more and is not read.
enum SNSPublishFormat: IntakeFormat {
    static let name = "sns-publish"
    static let entrances = [
        Entrance(
            .post, "", "Take what is published by SNS' API", givesRequest: true,
            accepts: "application/x-www-form-urlencoded",
            answer: { receipt in
                let id = (receipt.delivery.request ?? receipt.delivery.integration).uuidString.lowercased()
                return IntakeAnswer(status: .ok, type: "text/xml", body: Data(published(id).utf8))
            }, refuse: refusal)
    ]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let form = try FormBody.value(of: delivery)
            guard form["Action"]?.words == "Publish" else {
                throw Invalid("Only the action Publish is understood.", field: "Action")
            }
            guard let message = form["Message"]?.words else { throw Invalid("Message is needed.", field: "Message") }
            if case .object = try? IntakeReader.read(Data(message.utf8)) { return mapped(message, in: delivery) }
            return Reading(events: [draft(message, form).event(in: delivery)])
        } catch {
            return .unreadable(error)
        }
    }

    /// JSON of some tool: by the integration's mapping, or the names that many tools share.
    private static func mapped(_ message: String, in delivery: Delivery) -> Reading {
        MappedFormat.read(
            Delivery(
                integration: delivery.integration, headers: ["content-type": "application/json"],
                body: Data(message.utf8), receivedAt: delivery.receivedAt, profile: delivery.profile))
    }

    /// Alertmanager says in the subject whether its group fires, and lists the labels in the message; other texts last an hour.
    private static func draft(_ message: String, _ form: IntakeValue) -> EventDraft {
        let topic = form["TopicArn"]?.words ?? form["TargetArn"]?.words ?? form["PhoneNumber"]?.words ?? "sns"
        let subject = form["Subject"]?.words ?? String(message.prefix(100))
        let told = subject.prefixMatch(of: /\[(FIRING(?::\d+)?|RESOLVED)\]\s*/)
        let title = told.map { String(subject[$0.range.upperBound...]) } ?? subject
        var draft = EventDraft(key: "sns:\(topic):\(title)", summary: title)
        draft.action = told?.output.1 == "RESOLVED" ? .clear : .raise
        draft.description = message
        draft.labels = sharedLabels(message)
        draft.labels["topic"] = topic.split(separator: ":").last.map(String.init)
        draft.check = draft.labels["alertname"] ?? title
        draft.severityWord = AlertmanagerFormat.severityWord(draft.labels)
        draft.lifetime = told == nil ? 3600 : nil
        return draft
    }

    /// What all alerts of Alertmanager's default text have in common: lines such as ` - alertname = DiskFull` below `Labels:`.
    private static func sharedLabels(_ message: String) -> [String: String] {
        var blocks: [[String: String]] = []
        var isInLabels = false
        for line in message.split(separator: "\n") {
            if line == "Labels:" {
                (isInLabels, blocks) = (true, blocks + [[:]])
            } else if isInLabels, let pair = line.wholeMatch(of: /\ - (\S+) = (.*)/) {
                blocks[blocks.count - 1][String(pair.1)] = String(pair.2)
            } else {
                isInLabels = false
            }
        }
        return blocks.dropFirst().reduce(blocks.first ?? [:]) { shared, block in
            shared.filter { block[$0.key] == $0.value }
        }
    }

    private static func published(_ id: String) -> String {
        """
        <PublishResponse xmlns="https://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>\(id)</MessageId>\
        </PublishResult><ResponseMetadata><RequestId>\(id)</RequestId></ResponseMetadata></PublishResponse>
        """
    }

    private static func refusal(_ fault: ErrorReply) -> IntakeAnswer {
        let detail = fault.detail.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        let text = """
            <ErrorResponse xmlns="https://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>\
            <Code>\(fault.status.code == 401 ? "InvalidClientTokenId" : "InvalidParameter")</Code>\
            <Message>\(detail)</Message></Error></ErrorResponse>
            """
        return IntakeAnswer(status: fault.status, type: "text/xml", body: Data(text.utf8))
    }
}
