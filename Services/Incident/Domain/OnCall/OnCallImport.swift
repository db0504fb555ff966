import Foundation
import Records

/// A schedule read from another tool's file, with the people it names there.
package struct OnCallImport: Equatable, Sendable {
    package let name: String
    package let plan: OnCallPlan
    /// What could not be taken over, in a sentence each.
    package let leftOut: [String]

    package enum Format: String, Codable, CaseIterable, Sendable {
        /// A schedule with its shifts, as Grafana OnCall's API shows them.
        case grafana
        /// A schedule with its rotations, as Opsgenie's API shows it.
        case opsgenie
    }

    /// `people`: who is who, by the name, mail address or id that the file uses.
    ///
    /// Throws `Invalid` for what cannot be read, and names whoever is not known.
    package static func read(_ file: Data, as format: Format, people: [String: UUID]) throws -> OnCallImport {
        var register = OnCallRegister(people)
        let found: OnCallImport
        do {
            switch format {
            case .grafana: found = try GrafanaSchedule.read(file).plan(&register)
            case .opsgenie: found = try OpsgenieSchedule.read(file).plan(&register)
            }
        } catch let error as DecodingError {
            throw Invalid("This is no schedule of that tool: \(error)".prefix(400).description, field: "file")
        }
        guard register.unknown.isEmpty else {
            let names = register.unknown.sorted().prefix(20).joined(separator: ", ")
            throw Invalid("Say who these are: \(names).", field: "people", code: "unknown_people")
        }
        return OnCallImport(name: found.name, plan: try found.plan.checked(), leftOut: found.leftOut)
    }
}

/// Who is who, and who is not known.
struct OnCallRegister {
    private let people: [String: UUID]
    private(set) var unknown: Set<String> = []

    init(_ people: [String: UUID]) {
        self.people = Dictionary(people.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    }

    mutating func person(_ key: String) -> UUID? {
        if let person = people[key.lowercased()] { return person }
        unknown.insert(key)
        return nil
    }
}
