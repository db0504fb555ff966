import EventDomain
import Foundation
import Records

/// The formats that sources speak.
enum IntakeFormat: String, CaseIterable, Sendable {
    case alertmanager, cloudevents

    /// What a delivery says. Pure: the same delivery always says the same.
    func read(_ delivery: Delivery) -> Reading {
        switch self {
        case .alertmanager: AlertmanagerFormat.read(delivery)
        case .cloudevents: CloudEventsFormat.read(delivery)
        }
    }
}

/// One request of a source, as it is kept.
struct Delivery: Equatable, Sendable {
    let integration: UUID
    /// Lower-case names; only those that carry content, never credentials.
    let headers: [String: String]
    let body: Data
    let receivedAt: Date
}

/// What could be understood of a delivery, and what could not.
struct Reading: Equatable, Sendable {
    var events: [Event] = []
    var faults: [Invalid] = []
    /// Nothing in it can be understood, so there is nothing to keep it for.
    var isUnreadable = false

    static let mostEvents = 10_000

    static func unreadable(_ fault: Invalid) -> Reading { Reading(faults: [fault], isUnreadable: true) }

    /// Each item by itself, so that a bad one does not take the others with it.
    static func items(_ items: [IntakeValue], _ read: (IntakeValue, _ at: String) throws(Invalid) -> Event) -> Reading {
        guard items.count <= mostEvents else {
            return .unreadable(Invalid("Send at most \(mostEvents) events in one request.", code: "too_many"))
        }
        var reading = Reading()
        for (index, item) in items.enumerated() {
            do throws(Invalid) {
                reading.events.append(try read(item, "\(index)."))
            } catch {
                reading.faults.append(error)
            }
        }
        return reading
    }
}

extension IntakeValue {
    /// An instant, or nil when it is missing or stands for none. Throws `Invalid` naming the field.
    func instant(_ name: String, at path: String) throws(Invalid) -> Date? {
        switch self[name] {
        case nil, .null, .text(""): return nil
        case .text(let text):
            guard let instant = SourceTimes.instant(text) else {
                throw Invalid(
                    "“\(text.prefix(40))” is no RFC 3339 time such as 2026-11-21T10:00:00Z.", field: path + name)
            }
            return SourceTime.isAbsent(instant) ? nil : instant
        default: throw Invalid("An RFC 3339 time in quotes is needed.", field: path + name)
        }
    }
}
