import Records

/// Where in JSON of any shape the parts of an event stand. Each part is a `MappingExpression`.
package struct EventMapping: Codable, Equatable, Sendable {
    /// The list whose elements are the events, such as `$.alerts`; else the body is one event, or a list of them.
    package var items: String?
    package var summary: String?
    package var description: String?
    /// What was checked: the name of a rule, a service description.
    package var check: String?
    /// What stays the same from raise to clear; without it the labels tell alerts apart.
    package var identity: String?
    package var state: String?
    package var severity: String?
    /// When it happened, by the source's clock.
    package var time: String?
    package var item: String?
    package var service: String?
    package var host: String?
    package var link: String?
    package var labels: [String: String]
    /// Words of `state`, in lower case. `*` is every word that stands in no other list.
    package var raises: [String]
    package var clears: [String]
    package var ignores: [String]
    /// Words that say that somebody looks after it.
    package var acknowledges: [String]
    /// The source's words for how bad it is, in lower case.
    package var severities: [String: Severity]
    /// A source that never clears: an alert ends so many seconds after it was last said.
    package var lifetime: Int?

    package init(
        items: String? = nil, summary: String? = nil, description: String? = nil, check: String? = nil,
        identity: String? = nil, state: String? = nil, severity: String? = nil, time: String? = nil,
        item: String? = nil, service: String? = nil, host: String? = nil, link: String? = nil,
        labels: [String: String] = [:], raises: [String] = [], clears: [String] = [], ignores: [String] = [],
        acknowledges: [String] = [], severities: [String: Severity] = [:], lifetime: Int? = nil
    ) {
        self.items = items
        self.summary = summary
        self.description = description
        self.check = check
        self.identity = identity
        self.state = state
        self.severity = severity
        self.time = time
        self.item = item
        self.service = service
        self.host = host
        self.link = link
        self.labels = labels
        self.raises = raises
        self.clears = clears
        self.ignores = ignores
        self.acknowledges = acknowledges
        self.severities = severities
        self.lifetime = lifetime
    }

    /// Throws `Invalid` naming the part that cannot be used, as `mapping.summary`.
    package func validate() throws(Invalid) {
        let parts = [
            ("items", items), ("summary", summary), ("description", description), ("check", check),
            ("identity", identity), ("state", state), ("severity", severity), ("time", time), ("item", item),
            ("service", service), ("host", host), ("link", link),
        ]
        for (name, text) in parts { try EventMapping.check(text, at: "mapping.\(name)") }
        guard labels.count <= 50, labels.keys.allSatisfy({ (1...100).contains($0.count) }) else {
            throw Invalid("Give at most 50 labels, named with 1 to 100 characters.", field: "mapping.labels")
        }
        for (name, text) in labels.sorted(by: { $0.key < $1.key }) {
            try EventMapping.check(text, at: "mapping.labels.\(name)")
        }
        for (name, words) in [
            ("raises", raises), ("clears", clears), ("ignores", ignores), ("acknowledges", acknowledges),
        ] {
            guard words.count <= 100, words.allSatisfy({ (1...100).contains($0.count) }) else {
                throw Invalid("Give at most 100 words of 1 to 100 characters.", field: "mapping.\(name)")
            }
        }
        guard severities.count <= 100 else {
            throw Invalid("Give at most 100 words.", field: "mapping.severities")
        }
        guard lifetime.map({ (60...30 * 86_400).contains($0) }) ?? true else {
            throw Invalid("Give 60 seconds to 30 days.", field: "mapping.lifetime")
        }
    }

    private static func check(_ text: String?, at field: String) throws(Invalid) {
        guard let text else { return }
        do throws(Invalid) {
            _ = try MappingExpression(text)
        } catch {
            throw Invalid(error.message, field: field)
        }
    }
}

extension EventMapping {
    /// What is left out is empty.
    package init(from decoder: any Decoder) throws {
        let given = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? { try given.decodeIfPresent(String.self, forKey: key) }
        func words(_ key: CodingKeys) throws -> [String] {
            try (given.decodeIfPresent([String].self, forKey: key) ?? []).map { $0.lowercased() }
        }
        let severities = try given.decodeIfPresent([String: Severity].self, forKey: .severities) ?? [:]
        self.init(
            items: try text(.items), summary: try text(.summary), description: try text(.description),
            check: try text(.check), identity: try text(.identity), state: try text(.state),
            severity: try text(.severity), time: try text(.time), item: try text(.item), service: try text(.service),
            host: try text(.host), link: try text(.link),
            labels: try given.decodeIfPresent([String: String].self, forKey: .labels) ?? [:],
            raises: try words(.raises), clears: try words(.clears), ignores: try words(.ignores),
            acknowledges: try words(.acknowledges),
            severities: Dictionary(
                severities.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first }),
            lifetime: try given.decodeIfPresent(Int.self, forKey: .lifetime))
    }
}
