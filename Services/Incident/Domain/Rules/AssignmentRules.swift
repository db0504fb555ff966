import Foundation
import Records

/// Who gets a new incident: the first rule that fits decides. Where none does, the team of its most critical service.
package struct AssignmentRules: EditedRules {
    package static let name = "assignment-rules"
    package static let shipped = AssignmentRules(rules: [], skills: [])

    /// What some people know how to do.
    package struct Skill: Codable, Equatable, Sendable {
        package let name: String
        package let people: [UUID]

        package init(name: String, people: [UUID]) {
            self.name = name
            self.people = people
        }
    }

    package let rules: [AssignmentRule]
    package let skills: [Skill]

    package init(rules: [AssignmentRule], skills: [Skill]) {
        self.rules = rules
        self.skills = skills
    }

    package func check() throws(Invalid) {
        try Self.checkNames(rules.map(\.name), "rules")
        try Self.checkNames(skills.map(\.name), "skills")
        for skill in skills where skill.people.count > 500 {
            throw Invalid("At most 500 people.", field: "skills", code: "too_many")
        }
        for (index, rule) in rules.enumerated() {
            try rule.check("rules[\(index)]", skills: Set(skills.map(\.name)))
        }
    }

    package func people(with skill: String) -> Set<UUID> {
        Set(skills.first { $0.name == skill }?.people ?? [])
    }
}

/// One row of the table: for which incidents, which team, and how somebody of it is found.
package struct AssignmentRule: Codable, Equatable, Sendable {
    package enum Person: String, Codable, CaseIterable, Sendable {
        /// The team alone: somebody takes it.
        case nobody
        /// Whoever has the fewest open incidents.
        case leastLoaded = "least_loaded"
        /// Whoever got one longest ago.
        case inTurn = "in_turn"
    }

    package let name: String
    package let services: [UUID]
    package let priorities: [Int]
    /// Beginnings of categories: `Network` is for `Network / Wireless` too.
    package let categories: [String]
    /// One of these words stands in its summary.
    package let words: [String]
    package let team: UUID
    package let person: Person
    /// Only people of the team who have this skill.
    package let skill: String?

    package init(
        name: String, services: [UUID] = [], priorities: [Int] = [], categories: [String] = [], words: [String] = [],
        team: UUID, person: Person = .nobody, skill: String? = nil
    ) {
        self.name = name
        self.services = services
        self.priorities = priorities
        self.categories = categories
        self.words = words
        self.team = team
        self.person = person
        self.skill = skill
    }

    func check(_ field: String, skills: Set<String>) throws(Invalid) {
        guard priorities.allSatisfy((1...5).contains) else {
            throw Invalid("A priority is 1 to 5.", field: "\(field).priorities", code: "out_of_range")
        }
        for (count, part) in [
            (services.count, "services"), (categories.count, "categories"), (words.count, "words"),
        ] where count > 100 {
            throw Invalid("At most 100.", field: "\(field).\(part)", code: "too_many")
        }
        guard (categories + words).allSatisfy({ !$0.trimmed.isEmpty && $0.count <= 200 }) else {
            throw Invalid("A word or category has 1 to 200 characters.", field: field, code: "text")
        }
        if let skill, !skills.contains(skill) {
            throw Invalid("There is no skill \(skill).", field: "\(field).skill", code: "unknown_skill")
        }
    }

    /// Nil when it fits; else the first thing about the incident that it does not fit.
    package func misfit(_ incident: Incident) -> String? {
        if !services.isEmpty, !incident.services.contains(where: services.contains) {
            return "It hurts another service."
        }
        if !priorities.isEmpty, !priorities.contains(incident.priority.rawValue) {
            return "It is \(incident.priority.name)."
        }
        if !categories.isEmpty, !categories.contains(where: { incident.category?.isWithin($0) == true }) {
            return "It has another category, or none."
        }
        if !words.isEmpty, Set(words.flatMap(\.searchWords)).isDisjoint(with: incident.summary.searchWords) {
            return "Its summary has none of the words."
        }
        return nil
    }
}

/// Somebody who may get an incident.
package struct AssignmentCandidate: Equatable, Sendable {
    package let person: UUID
    package let name: String
    package let open: Int
    package let lastAt: Date?

    package init(person: UUID, name: String, open: Int, lastAt: Date?) {
        self.person = person
        self.name = name
        self.open = open
        self.lastAt = lastAt
    }
}

extension AssignmentRule {
    /// Whom of these it takes, and why; nobody when it wants nobody or there is nobody.
    package func choose(_ candidates: [AssignmentCandidate]) -> (person: UUID, because: String)? {
        switch person {
        case .nobody: return nil
        case .leastLoaded:
            let first = candidates.min {
                ($0.open, $0.lastAt ?? .distantPast, $0.name) < ($1.open, $1.lastAt ?? .distantPast, $1.name)
            }
            return first.map { ($0.person, "\($0.name) has the fewest open incidents, \($0.open).") }
        case .inTurn:
            let first = candidates.min { ($0.lastAt ?? .distantPast, $0.name) < ($1.lastAt ?? .distantPast, $1.name) }
            return first.map { ($0.person, "It is the turn of \($0.name).") }
        }
    }
}
