import EventDomain
import Foundation
import HTTPTypes
import Records

/// Azure Monitor's common alert schema.
enum AzureFormat: IntakeFormat {
    static let name = "azure"
    static let entrances = [Entrance(.post, "", "Take Azure Monitor's alerts in the common schema")]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try IntakeReader.read(delivery.body)
            return Reading(events: [try draft(of: body).event(in: delivery)])
        } catch {
            return .unreadable(error)
        }
    }

    private static func draft(of body: IntakeValue) throws(Invalid) -> EventDraft {
        guard let essentials = body["data"]?["essentials"], case .object = essentials else {
            throw Invalid("Choose the common alert schema for this action group.", field: "data.essentials")
        }
        func part(_ name: String) -> String? { essentials[name]?.words }
        guard let identity = part("alertId") ?? part("originAlertId") else {
            throw Invalid("An alertId is needed.", field: "data.essentials.alertId")
        }
        let condition = part("monitorCondition")?.lowercased()
        guard condition == "fired" || condition == "resolved" else {
            throw Invalid("monitorCondition is Fired or Resolved.", field: "data.essentials.monitorCondition")
        }
        let isOver = condition == "resolved"
        var draft = EventDraft(
            action: isOver ? .clear : .raise, key: "azure:\(identity.split(separator: "/").last ?? "")",
            check: part("alertRule"))
        draft.description = part("description")
        draft.severityWord = part("severity")
        draft.link = part("investigationLink")
        draft.time = try time(essentials, isOver ? "resolvedDateTime" : "firedDateTime")
        draft.onset = try time(essentials, "firedDateTime")
        draft.labels = body["data"]?["customProperties"]?.flat ?? [:]
        let item = first(essentials["configurationItems"])
        let target = first(essentials["alertTargetIDs"])
        draft.labels["ci"] = draft.labels["ci"] ?? item
        draft.labels["resource"] = target?.split(separator: "/").last.map(String.init)
        draft.labels["target"] = target
        draft.labels["signal"] = part("signalType")
        draft.labels["monitoring_service"] = part("monitoringService")
        let place = item ?? draft.labels["resource"]
        draft.summary = [part("alertRule") ?? "Azure alert", place].compactMap(\.self).joined(separator: " on ")
        // Log alerts without a state never say that they are over.
        if part("signalType") == "Log", !isOver { draft.lifetime = 86_400 }
        return draft
    }

    private static func first(_ value: IntakeValue?) -> String? {
        guard case .list(let values) = value else { return nil }
        return values.first?.words
    }

    private static func time(_ value: IntakeValue, _ name: String) throws(Invalid) -> Date? {
        guard let text = value[name]?.words else { return nil }
        guard let time = LooseTimes.instant(text, zone: .gmt) else {
            throw Invalid("“\(text.prefix(40))” is no time.", field: "data.essentials.\(name)")
        }
        return time
    }
}
