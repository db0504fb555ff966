import Foundation
import Records

/// How what a source sends is to be understood.
package struct SourceProfile: Codable, Equatable, Sendable {
    package var kind: SourceKind
    /// An IANA name such as `Europe/Berlin`, for times that say no zone.
    package var timeZone: String
    /// The source's own words for how bad it is, in lower case; they win over ours.
    package var severities: [String: Severity]
    /// What is taken when a source says nothing, or nothing known, of how bad it is.
    package var standardSeverity: Severity?
    /// The configuration item of what names none.
    package var item: String?
    /// The business service of what names neither an item nor a service.
    package var service: String?
    /// For JSON of any shape; the one of the kind when there is none.
    package var mapping: EventMapping?
    /// The source counts as silent when nothing is heard for so many seconds; never without.
    package var silence: Int?
    /// A raise within so many seconds after the end is the same trouble come back; a quarter of an hour without.
    package var reopenWithin: Int?
    /// Which lines of logs are alerts, the first that fits; warnings and worse without.
    package var rules: [LineRule]?
    /// Where we fetch what it says, for a source that does not send.
    package var stream: EventStream?

    package init(
        kind: SourceKind = .any, timeZone: String = "UTC", severities: [String: Severity] = [:],
        standardSeverity: Severity? = nil, item: String? = nil, service: String? = nil, mapping: EventMapping? = nil,
        silence: Int? = nil, reopenWithin: Int? = nil, rules: [LineRule]? = nil, stream: EventStream? = nil
    ) {
        self.kind = kind
        self.timeZone = timeZone
        self.severities = Dictionary(
            severities.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        self.standardSeverity = standardSeverity
        self.item = item
        self.service = service
        self.mapping = mapping
        self.silence = silence
        self.reopenWithin = reopenWithin
        self.rules = rules
        self.stream = stream
    }

    /// The zone of times without one; UTC when its name is none.
    package var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }

    /// Throws `Invalid` naming the field that cannot be used.
    package func validate() throws(Invalid) {
        guard TimeZone(identifier: timeZone) != nil else {
            throw Invalid("“\(timeZone.prefix(60))” is no time zone such as Europe/Berlin.", field: "timeZone")
        }
        guard severities.count <= 100, severities.keys.allSatisfy({ (1...100).contains($0.count) }) else {
            throw Invalid("Give at most 100 words of 1 to 100 characters.", field: "severities")
        }
        for (field, value) in [("item", item), ("service", service)] {
            guard value.map({ (1...200).contains($0.count) }) ?? true else {
                throw Invalid("Give 1 to 200 characters.", field: field)
            }
        }
        guard silence.map({ (60...30 * 86_400).contains($0) }) ?? true else {
            throw Invalid("Give 60 seconds to 30 days.", field: "silence")
        }
        guard reopenWithin.map({ (0...7 * 86_400).contains($0) }) ?? true else {
            throw Invalid("Give 0 seconds to 7 days.", field: "reopenWithin")
        }
        try mapping?.validate()
        try stream?.validate()
        guard rules.map({ $0.count <= 100 }) ?? true else { throw Invalid("Give at most 100 rules.", field: "rules") }
        for (index, rule) in (rules ?? []).enumerated() {
            do throws(Invalid) {
                try rule.validate()
            } catch {
                throw Invalid(error.message, field: "rules.\(index).\(error.field ?? "")")
            }
        }
    }

    /// The event in the light of this profile. What it is about stays: identities do not hang on profiles.
    package func dressing(_ event: Event) -> Event {
        var event = event
        event.reopenWithin = reopenWithin
        // A format may know better than a word; the source's own words know best.
        if !severities.isEmpty || event.severity == .unknown {
            let own = SeverityMapping(words: severities, standard: nil).severity(of: event.severityWord)
            if event.severity == .unknown || own != Severity(word: event.severityWord) { event.severity = own }
        }
        if event.severity == .unknown { event.severity = standardSeverity ?? .unknown }
        let isPlaced = ServiceModel.itemLabels.contains { event.labels[$0]?.isEmpty == false }
        if !isPlaced, let item { event.labels["ci"] = item }
        if !isPlaced, item == nil, let service,
            !ServiceModel.serviceLabels.contains(where: { event.labels[$0]?.isEmpty == false })
        {
            event.labels["service"] = service
        }
        return event
    }
}

extension SourceProfile {
    /// What is left out is the standard.
    package init(from decoder: any Decoder) throws {
        let given = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try given.decodeIfPresent(SourceKind.self, forKey: .kind) ?? .any,
            timeZone: try given.decodeIfPresent(String.self, forKey: .timeZone) ?? "UTC",
            severities: try given.decodeIfPresent([String: Severity].self, forKey: .severities) ?? [:],
            standardSeverity: try given.decodeIfPresent(Severity.self, forKey: .standardSeverity),
            item: try given.decodeIfPresent(String.self, forKey: .item),
            service: try given.decodeIfPresent(String.self, forKey: .service),
            mapping: try given.decodeIfPresent(EventMapping.self, forKey: .mapping),
            silence: try given.decodeIfPresent(Int.self, forKey: .silence),
            reopenWithin: try given.decodeIfPresent(Int.self, forKey: .reopenWithin),
            rules: try given.decodeIfPresent([LineRule].self, forKey: .rules),
            stream: try given.decodeIfPresent(EventStream.self, forKey: .stream))
    }
}
