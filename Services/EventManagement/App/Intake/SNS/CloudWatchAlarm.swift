import EventDomain
import Foundation
import Records

/// An alarm of CloudWatch as SNS carries it. It has no severity of its own: the description may say `severity=critical`, and likewise
/// `ci=` and `service=`.
struct CloudWatchAlarm {
    private let value: IntakeValue
    private let isOver: Bool
    private let time: Date

    /// Nil for a state that says neither that it fires nor that it is over: there is not enough data.
    init?(_ value: IntakeValue) throws(Invalid) {
        switch value["NewStateValue"]?.words {
        case "ALARM": isOver = false
        case "OK": isOver = true
        case "INSUFFICIENT_DATA": return nil
        default: throw Invalid("ALARM, OK or INSUFFICIENT_DATA is needed.", field: "Message.NewStateValue")
        }
        guard let time = value["StateChangeTime"]?.words.flatMap(SourceTimes.instant) else {
            throw Invalid("A time such as 2026-11-21T10:00:00.000+0000 is needed.", field: "Message.StateChangeTime")
        }
        self.value = value
        self.time = time
    }

    func draft(_ delivery: String) -> EventDraft {
        let name = value["AlarmName"]?.words ?? "alarm"
        let description = value["AlarmDescription"]?.words
        let said = Self.pairs(in: description ?? "")
        var draft = EventDraft(
            action: isOver ? .clear : .raise, key: "cloudwatch:" + (value["AlarmArn"]?.words ?? name), check: name,
            summary: name + (value["NewStateReason"]?.words.map { ": \($0)" } ?? ""))
        draft.description = description
        draft.severityWord = said["severity"]
        draft.labels = labels.merging(said.filter { $0.key != "severity" }) { $1 }
        draft.link = link(name)
        draft.time = time
        draft.delivery = delivery
        return draft
    }

    /// The dimensions by name, and what an instance is known by.
    private var labels: [String: String] {
        let trigger = value["Trigger"] ?? .null
        var labels: [String: String] = [:]
        if case .list(let dimensions) = trigger["Dimensions"] {
            for dimension in dimensions {
                guard let name = (dimension["name"] ?? dimension["Name"])?.words else { continue }
                labels[name] = (dimension["value"] ?? dimension["Value"])?.words
            }
        }
        labels["host"] =
            ["InstanceId", "DBInstanceIdentifier", "ClusterName", "LoadBalancer"].lazy.compactMap { labels[$0] }.first
        labels["service"] = labels["ServiceName"] ?? labels["FunctionName"]
        labels["metric"] = trigger["MetricName"]?.words
        labels["namespace"] = trigger["Namespace"]?.words
        labels["account"] = value["AWSAccountId"]?.words
        labels["region"] = region ?? value["Region"]?.words
        return labels
    }

    /// The fourth part of the ARN; `Region` is a name for people.
    private var region: String? {
        let parts = (value["AlarmArn"]?.words ?? "").split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 4 && !parts[3].isEmpty ? String(parts[3]) : nil
    }

    private func link(_ name: String) -> String? {
        guard let region, region.wholeMatch(of: /[a-z0-9-]+/) != nil,
            let alarm = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        else { return nil }
        return "https://\(region).console.aws.amazon.com/cloudwatch/home?region=\(region)#alarmsV2:alarm/\(alarm)"
    }

    private static func pairs(in text: String) -> [String: String] {
        let found = text.prefix(1024).matches(of: /\b(severity|ci|service)\s*[=:]\s*([A-Za-z0-9._-]+)/)
        return Dictionary(found.map { (String($0.1), String($0.2)) }) { first, _ in first }
    }
}
