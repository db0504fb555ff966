import Contracts
import Foundation
import IncidentDomain
import Records

/// Proposes an incident, by number or id.
struct ProposeBody: Codable, Sendable {
    let incident: String
    let reason: String
}

/// What is left out follows from who is on call and from the policy.
struct AcceptMajorBody: Codable, Sendable {
    struct Holder: Codable, Sendable {
        let role: MajorIncidentRole
        let person: UUID
    }

    let roles: [Holder]?
    /// Minutes between updates.
    let cadence: Int?
    let bridge: String?

    func wishes() throws -> LeadMajorIncident.Wishes {
        guard (roles ?? []).count <= MajorIncident.mostHolders else {
            throw Invalid("At most \(MajorIncident.mostHolders) people.", field: "roles", code: "too_many")
        }
        return LeadMajorIncident.Wishes(
            roles: (roles ?? []).map { ($0.role, $0.person) }, cadence: try cadence.map { try Self.checked($0) },
            bridge: try Self.checked(bridge))
    }

    static func checked(_ cadence: Int) throws(Invalid) -> Int {
        guard CommunicationPlan.cadences.contains(cadence) else {
            throw Invalid("Updates come every 5 to 240 minutes.", field: "cadence", code: "out_of_range")
        }
        return cadence
    }

    /// A bridge is an address or a number; empty is none.
    static func checked(_ bridge: String?) throws(Invalid) -> String? {
        guard let bridge, !bridge.isEmpty else { return nil }
        return try bridge.checked("bridge", longest: 300)
    }
}

struct PlanBody: Codable, Sendable {
    let cadence: Int
    let bridge: String?

    func plan() throws -> CommunicationPlan {
        CommunicationPlan(
            cadence: try AcceptMajorBody.checked(cadence), bridge: try AcceptMajorBody.checked(bridge))
    }
}

/// Gives a role to `person`; of a shared role instead of `from`. Without a person it is given back by `from`.
struct RoleBody: Codable, Sendable {
    let role: MajorIncidentRole
    let person: UUID?
    let from: UUID?
    let note: String?

    func command() throws -> MajorIncident.Command {
        let note = try note.flatMap { $0.isEmpty ? nil : try $0.checked("note", longest: 1000) }
        if let person { return .assign(role, to: person, from: from, note: note) }
        guard let from else { throw Invalid("Say who takes the role, or who gives it back.", field: "person") }
        return .release(role, from: from, note: note)
    }
}

/// What is told to one or more audiences, each in its own words.
struct UpdatesBody: Codable, Sendable {
    struct Update: Codable, Sendable {
        let audience: Audience
        let text: String
    }

    static let longest = 2_000

    let progress: StatusUpdate.Progress
    let updates: [Update]

    func updates(by author: UUID, at now: Date) throws -> [StatusUpdate] {
        guard (1...Audience.allCases.count).contains(updates.count),
            Set(updates.map(\.audience)).count == updates.count
        else { throw Invalid("Each audience at most once, and one at least.", field: "updates", code: "audiences") }
        return try updates.enumerated().map { index, update in
            StatusUpdate(
                id: UUID.v7(at: now), audience: update.audience, progress: progress,
                text: try update.text.checked("updates.\(index).text", longest: Self.longest), author: author, at: now)
        }
    }
}

/// Adds to the timeline; with an `id` it puts right what was added, without a text it takes it out.
struct AnnotationBody: Codable, Sendable {
    let id: UUID?
    let at: Date?
    let text: String?

    func annotation(now: Date) throws -> MajorIncident.Annotation {
        if id == nil, text == nil { throw Invalid("There is no text.", field: "text", code: "empty") }
        if let at, at > now { throw Invalid("It has not happened yet.", field: "at", code: "in_the_future") }
        return MajorIncident.Annotation(
            id: id ?? UUID.v7(at: now), at: at ?? now, text: try text?.checked("text", longest: 2_000))
    }
}

struct ReviewBody: Codable, Sendable {
    struct Action: Codable, Sendable {
        let id: UUID?
        let text: String
        let owner: UUID?
        let due: String?
    }

    let report: String
    let findings: [String]
    let lessons: [String]
    let actions: [Action]
    let problem: String?
    let change: String?

    func review(now: Date) throws -> MajorIncidentReview {
        for (field, count) in [("findings", findings.count), ("lessons", lessons.count), ("actions", actions.count)] {
            guard count <= MajorIncidentReview.mostLines else {
                throw Invalid("At most \(MajorIncidentReview.mostLines).", field: field, code: "too_many")
            }
        }
        return MajorIncidentReview(
            report: try report.checked("report", longest: 20_000), findings: try lines(findings, "findings"),
            lessons: try lines(lessons, "lessons"),
            actions: try actions.enumerated().map { try action($1, "actions.\($0)", now) },
            problem: try number(problem, "problem"), change: try number(change, "change"))
    }

    private func lines(_ texts: [String], _ field: String) throws -> [String] {
        try texts.enumerated().map { try $1.checked("\(field).\($0)", longest: 1_000) }
    }

    private func action(_ action: Action, _ field: String, _ now: Date) throws -> MajorIncidentReview.Action {
        if let due = action.due, due.wholeMatch(of: /\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/) == nil {
            throw Invalid("A day is written 2026-12-31.", field: "\(field).due", code: "no_day")
        }
        return MajorIncidentReview.Action(
            id: action.id ?? UUID.v7(at: now), text: try action.text.checked("\(field).text", longest: 1_000),
            owner: action.owner, due: action.due)
    }

    private func number(_ text: String?, _ field: String) throws -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.wholeMatch(of: /(PRB|CHG)[0-9]{7,12}/) != nil else {
            throw Invalid("A number is written PRB0000001 or CHG0000001.", field: field, code: "no_number")
        }
        return text
    }
}

struct FlagBody: Codable, Sendable {
    /// Null takes it back.
    let flag: Incident.Flag?
}
