import EventDomain
import Foundation
import HTTPTypes
import Records

/// Google Cloud Monitoring's webhook, version 1.2.
enum GoogleCloudFormat: IntakeFormat {
    static let name = "gcp"
    static let entrances = [Entrance(.post, "", "Take incidents of Google Cloud Monitoring")]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try IntakeReader.read(delivery.body)
            guard let incident = body["incident"], case .object = incident else {
                throw Invalid("An incident is needed.", field: "incident")
            }
            return Reading(events: [try draft(of: incident).event(in: delivery)])
        } catch {
            return .unreadable(error)
        }
    }

    private static func draft(of incident: IntakeValue) throws(Invalid) -> EventDraft {
        func part(_ name: String) -> String? { incident[name]?.words }
        guard let id = part("incident_id") else {
            throw Invalid("An incident_id is needed.", field: "incident.incident_id")
        }
        let state = part("state")?.lowercased()
        guard state == "open" || state == "closed" else {
            throw Invalid("The state is open or closed.", field: "incident.state")
        }
        var draft = EventDraft(
            action: state == "open" ? .raise : .clear, key: "gcp:\(id)",
            check: part("condition_name") ?? part("policy_name"), summary: part("summary"))
        draft.severityWord = part("severity")
        draft.severity = severities[part("severity")?.lowercased() ?? ""]
        draft.link = part("url")
        draft.description = incident["documentation"]?.words ?? incident["documentation"]?["content"]?.words
        draft.onset = try time(incident, "started_at")
        draft.time = state == "open" ? draft.onset : try time(incident, "ended_at")
        draft.labels = (incident["resource"]?["labels"]?.flat ?? [:])
            .merging(incident["metadata"]?["user_labels"]?.flat ?? [:]) { $1 }
            .merging(incident["policy_user_labels"]?.flat ?? [:]) { $1 }
        draft.labels["resource"] = part("resource_display_name") ?? part("resource_name")
        draft.labels["project"] = part("scoping_project_id")
        draft.labels["policy"] = part("policy_name")
        draft.annotations["value"] = part("observed_value")
        draft.annotations["threshold"] = part("threshold_value")
        return draft
    }

    private static let severities: [String: Severity] = [
        "critical": .critical, "error": .major, "warning": .warning, "no severity": .unknown,
    ]

    private static func time(_ value: IntakeValue, _ name: String) throws(Invalid) -> Date? {
        guard let text = value[name]?.words else { return nil }
        guard let time = LooseTimes.instant(text, zone: .gmt) else {
            throw Invalid("Seconds since 1970 are needed.", field: "incident.\(name)")
        }
        return time
    }
}
