import EventDomain
import Foundation
import HTTPTypes
import Records

/// JSON of any shape, by the integration's mapping, or that of its kind; without either, by names many tools share.
enum MappedFormat: IntakeFormat {
    static let name = "json"
    static let entrances = [Entrance(.post, "", "Take JSON of any shape, by the integration's mapping")]

    static func read(_ delivery: Delivery) -> Reading {
        let profile = delivery.profile
        guard let mapping = profile.mapping ?? profile.kind.mapping else { return PlainFormat.read(delivery) }
        do throws(Invalid) {
            let mapped = try CompiledMapping(mapping)
            let body = try FormBody.value(of: delivery)
            let items = try mapped.items(of: body)
            var acknowledgements: [Acknowledging] = []
            var reading = Reading.found(items) { item, path throws(Invalid) in
                let draft = try mapped.draft(of: item, top: body, at: path, zone: profile.zone)
                guard let draft, draft.isAcknowledgement else { return draft?.event(in: delivery) }
                acknowledgements.append(
                    Acknowledging(draft.event(in: delivery).identity, in: delivery, at: draft.time))
                return nil
            }
            reading.acknowledgements = acknowledgements
            return reading
        } catch {
            return .unreadable(error)
        }
    }
}

extension Reading {
    /// Like `items`, for formats where an item may be no event: a test message, a state that says nothing.
    static func found(
        _ items: [IntakeValue], _ read: (IntakeValue, _ at: String) throws(Invalid) -> Event?
    ) -> Reading {
        guard items.count <= mostEvents else {
            return .unreadable(Invalid("Send at most \(mostEvents) events in one request.", code: "too_many"))
        }
        var reading = Reading()
        for (index, item) in items.enumerated() {
            do throws(Invalid) {
                if let event = try read(item, items.count == 1 ? "" : "\(index).") { reading.events.append(event) }
            } catch {
                reading.faults.append(error)
            }
        }
        return reading
    }
}

/// A body that may be a form: `payload=…` or `data=…` with JSON in it, or plain fields.
enum FormBody {
    static func value(of delivery: Delivery) throws(Invalid) -> IntakeValue {
        let type = delivery.headers["content-type"]?.lowercased() ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded"), !looksLikeJSON(delivery.body) else {
            return try IntakeReader.read(delivery.body)
        }
        let form = String(decoding: delivery.body, as: UTF8.self)
        var members: [IntakeValue.Member] = []
        for pair in form.split(separator: "&").prefix(1000) {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                let spaced = part.replacing("+", with: " ")
                return (String(spaced).removingPercentEncoding ?? String(spaced)).replacing("\0", with: "\u{FFFD}")
            }
            let text = halves.count > 1 ? halves[1] : ""
            if halves[0] == "payload" || halves[0] == "data" { return try IntakeReader.read(Data(text.utf8)) }
            members.append(IntakeValue.Member(name: halves[0], value: .text(text)))
        }
        return .object(members)
    }

    private static func looksLikeJSON(_ body: Data) -> Bool {
        body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
            ?? false
    }
}

/// A mapping with its expressions read once.
struct CompiledMapping {
    private let mapping: EventMapping
    private let expressions: [String: MappingExpression]
    private let labels: [(name: String, expression: MappingExpression)]

    /// Throws `Invalid` naming the part of the mapping at fault.
    init(_ mapping: EventMapping) throws(Invalid) {
        try mapping.validate()
        self.mapping = mapping
        let parts = [
            "items": mapping.items, "summary": mapping.summary, "description": mapping.description,
            "check": mapping.check, "identity": mapping.identity, "state": mapping.state,
            "severity": mapping.severity, "time": mapping.time, "item": mapping.item, "service": mapping.service,
            "host": mapping.host, "link": mapping.link,
        ]
        var expressions: [String: MappingExpression] = [:]
        for (name, text) in parts {
            if let text { expressions[name] = try MappingExpression(text) }
        }
        self.expressions = expressions
        var labels: [(String, MappingExpression)] = []
        for (name, text) in mapping.labels { labels.append((name, try MappingExpression(text))) }
        self.labels = labels
    }

    /// The parts of the body that are events.
    func items(of body: IntakeValue) throws(Invalid) -> [IntakeValue] {
        guard let expression = expressions["items"] else {
            if case .list(let items) = body { return items }
            return [body]
        }
        switch expression.value(in: body) {
        case .list(let items): return items
        case .object(let members): return [.object(members)]
        default: throw Invalid("There is no list of events at \(mapping.items ?? "").", field: "mapping.items")
        }
    }

    /// Nil for a state that is to be ignored. Throws `Invalid` naming the part at fault.
    func draft(of value: IntakeValue, top: IntakeValue, at path: String, zone: TimeZone) throws(Invalid) -> EventDraft?
    {
        guard case .object = value else { throw Invalid("Each event is an object.", field: String(path.dropLast())) }
        func part(_ name: String) -> String? { expressions[name]?.text(in: value, top: top) }
        let word = part("state")?.lowercased()
        let isAcknowledgement = word.map(mapping.acknowledges.contains) ?? false
        guard let action = try isAcknowledgement ? .raise : action(word, at: path) else { return nil }
        var draft = EventDraft(action: action, key: part("identity"), check: part("check"), summary: part("summary"))
        draft.isAcknowledgement = isAcknowledgement
        draft.description = part("description")
        draft.severityWord = part("severity")
        draft.severity = draft.severityWord.flatMap { mapping.severities[$0.lowercased()] }
        draft.link = part("link")
        draft.lifetime = mapping.lifetime.map(TimeInterval.init)
        if let text = part("time") {
            guard let time = LooseTimes.instant(text, zone: zone) else {
                throw Invalid("“\(text.prefix(40))” is no time we can read.", field: path + "time")
            }
            draft.time = time
        }
        for (name, expression) in labels { draft.labels[name] = expression.text(in: value, top: top) }
        draft.labels["ci"] = part("item") ?? draft.labels["ci"]
        draft.labels["service"] = part("service") ?? draft.labels["service"]
        draft.labels["host"] = part("host") ?? draft.labels["host"]
        guard draft.key != nil || draft.check != nil || draft.summary != nil || !draft.labels.isEmpty else {
            throw Invalid("Nothing of the mapping was found here.", field: String(path.dropLast()))
        }
        return draft
    }

    /// Without a state it fires. Words that the mapping does not name mean what they usually mean.
    private func action(_ word: String?, at path: String) throws(Invalid) -> Event.Action? {
        guard let word else { return .raise }
        if mapping.clears.contains(word) { return .clear }
        if mapping.ignores.contains(word) { return nil }
        if mapping.raises.contains(word) { return .raise }
        if mapping.clears.contains("*") { return .clear }
        if mapping.ignores.contains("*") { return nil }
        if mapping.raises.contains("*") { return .raise }
        guard let action = StateWords.action(word) else {
            throw Invalid(
                "“\(word.prefix(40))” is no state we know: name it under raises, clears or ignores.",
                field: path + "state")
        }
        return action
    }
}
