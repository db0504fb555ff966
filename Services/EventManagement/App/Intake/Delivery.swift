import EventDomain
import Foundation
import Records

/// One request of a source, as it is kept.
struct Delivery: Equatable, Sendable {
    let integration: UUID
    /// Lower-case names; only those that carry content, never credentials. Beside them, with names of our own: what else is
    /// kept of the request line.
    private(set) var headers: [String: String]
    let body: Data
    let receivedAt: Date
    /// How its integration wants to be understood.
    var profile = SourceProfile()

    /// The entrance it came by, such as `/v2/alerts/{identifier}/close`; nil for a format that has one only.
    var entrance: String? { headers["@entrance"] }
    /// Our id of this request, when its entrance gives one.
    var request: UUID? { headers["@request"].flatMap { UUID(uuidString: $0) } }

    /// Why it does not count, although it is kept.
    var doubt: String? {
        get { headers["@doubt"]?.removingPercentEncoding }
        set { headers["@doubt"] = newValue.map(Delivery.encoded) }
    }

    /// What it says; nothing when it does not count.
    func reading(by format: any IntakeFormat.Type) -> Reading {
        if let doubt { return .unreadable(Invalid("It does not count: \(doubt).", code: "forged")) }
        return format.read(self)
    }

    func placeholder(_ name: String) -> String? { headers["@path \(name)"]?.removingPercentEncoding }

    func query(_ name: String) -> String? { headers["@query \(name)"]?.removingPercentEncoding }
}

extension Delivery {
    /// What is kept of the request line, percent-encoded, so that a line of it stays a line.
    static func requestLine(
        entrance: String?, placeholders: [String: String], query: [String: String], request: UUID?
    ) -> [String: String] {
        var kept: [String: String] = [:]
        kept["@entrance"] = entrance
        kept["@request"] = request?.uuidString.lowercased()
        for (name, value) in placeholders { kept["@path \(name)"] = encoded(value) }
        for (name, value) in query { kept["@query \(encoded(name))"] = encoded(value) }
        return kept
    }

    fileprivate static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics).map { String($0.prefix(4096)) } ?? ""
    }
}

/// What could be understood of a delivery, and what could not.
struct Reading: Equatable, Sendable {
    var events: [Event] = []
    var faults: [Invalid] = []
    var deployments: [Deployment] = []
    var acknowledgements: [Acknowledging] = []
    var beats: [SourceBeat] = []
    /// Nothing was said, and nothing went wrong: there is nothing to keep.
    var isEmpty: Bool { parts == 0 && faults.isEmpty && !saysMore }
    /// Something was said that moves no alert, such as a note; it is kept as it came.
    var saysMore = false
    /// How much there is to fold.
    var parts: Int { events.count + deployments.count + acknowledgements.count + beats.count }

    static let mostEvents = 10_000

    /// The first faults, one a line, as they are kept.
    static func text(_ faults: [Invalid]) -> String {
        let lines = faults.prefix(20).map { fault in fault.field.map { "\($0): \(fault.message)" } ?? fault.message }
        return String(lines.joined(separator: "\n").replacing("\0", with: "\u{FFFD}").prefix(2000))
    }

    /// Nothing in it can be understood.
    static func unreadable(_ fault: Invalid) -> Reading { Reading(faults: [fault]) }

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
    /// A member that is an object of texts, such as labels; empty when it is missing. Throws `Invalid` naming the member.
    func texts(_ name: String, at path: String) throws(Invalid) -> [String: String] {
        guard let value = self[name], value != .null else { return [:] }
        guard case .object(let members) = value else {
            throw Invalid("An object of texts is needed.", field: path + name)
        }
        var texts: [String: String] = [:]
        for member in members {
            guard case .text(let text) = member.value else {
                throw Invalid("A text in quotes is needed.", field: "\(path)\(name).\(member.name.prefix(80))")
            }
            texts[member.name] = IntakeValue.isUnexpanded(text) ? "" : text
        }
        return texts
    }

    /// The texts, numbers and truths of an object by name; what is deeper is left out.
    var flat: [String: String] {
        guard case .object(let members) = self else { return [:] }
        return Dictionary(members.compactMap { member in member.value.words.map { (member.name, $0) } }) { $1 }
    }

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
