import Chassis
import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Records

/// Amazon's SNS, with the alarms of CloudWatch in it. Only what SNS has signed counts; a subscription is confirmed once.
enum SNSFormat: IntakeFormat {
    static let name = "sns"
    static let keptHeaders: Set<String> = [
        "x-amz-sns-message-type", "x-amz-sns-message-id", "x-amz-sns-topic-arn", "x-amz-sns-rawdelivery",
    ]
    static let entrances = [
        Entrance(
            .post, "", "Take what Amazon's SNS posts: CloudWatch alarms and other messages; confirm subscriptions",
            accepts: "text/plain",
            answer: { receipt in
                try await FollowTopics(database: receipt.database, outside: receipt.outside).follow(receipt.delivery)
                return .text(.ok)
            })
    ]

    static func doubt(about delivery: Delivery, by outside: Outside) async -> Doubt? {
        let message: SNSMessage
        do throws(Invalid) {
            message = try SNSMessage(try IntakeReader.read(delivery.body))
        } catch {
            return .forged(because: error.message)
        }
        switch await SNSProof(certificates: outside.certificates).verdict(on: message, at: delivery.receivedAt) {
        case .genuine: return nil
        case .forged(let reason): return .forged(because: reason)
        case .open(let reason): return .open(because: reason)
        }
    }

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let message = try SNSMessage(try IntakeReader.read(delivery.body))
            guard message.kind == .notification else { return Reading(saysMore: true) }
            guard case .object = try? IntakeReader.read(Data(message.message.utf8)) else {
                return Reading(events: [plain(message).event(in: delivery)])
            }
            let value = try IntakeReader.read(Data(message.message.utf8))
            if value["AlarmName"]?.words != nil {
                let event = try CloudWatchAlarm(value)?.draft(message.id).event(in: delivery)
                return Reading(events: event.map { [$0] } ?? [], saysMore: event == nil)
            }
            return mapped(message, delivery)
        } catch {
            return .unreadable(error)
        }
    }

    /// JSON of some other tool: by the integration's mapping, or the names that many tools share; else its text.
    private static func mapped(_ message: SNSMessage, _ delivery: Delivery) -> Reading {
        let inner = Delivery(
            integration: delivery.integration, headers: ["content-type": "application/json"],
            body: Data(message.message.utf8), receivedAt: delivery.receivedAt, profile: delivery.profile)
        let reading = MappedFormat.read(inner)
        guard reading.events.isEmpty, delivery.profile.mapping == nil else { return reading }
        return Reading(events: [plain(message).event(in: delivery)])
    }

    /// A text says nothing of its end: it lasts an hour after it came last.
    private static func plain(_ message: SNSMessage) -> EventDraft {
        let topic = message.topic.split(separator: ":").last.map(String.init) ?? message.topic
        let title = message.subject ?? String(message.message.prefix(200))
        var draft = EventDraft(key: "sns:\(message.topic):\(title)", check: message.subject ?? topic, summary: title)
        draft.description = message.message
        draft.labels = ["topic": topic]
        draft.time = SourceTimes.instant(message.timestamp)
        draft.lifetime = 3600
        draft.delivery = message.id
        return draft
    }
}
