import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// An incident beside another, in a few words.
struct RelativeView: Codable, Sendable {
    let id: UUID
    let number: String
    let summary: String
    let state: Incident.State
    let priority: Int
    let openedAt: Date

    init(_ incident: Incident) {
        id = incident.id
        number = incident.number
        summary = incident.summary
        state = incident.state
        priority = incident.priority.rawValue
        openedAt = incident.openedAt
    }
}

/// Its parent and the first two hundred children, as far as the caller may see them.
struct FamilyAnswer: Codable, Sendable {
    let parent: RelativeView?
    let children: [RelativeView]
}

/// An incident like this one, what fixed it, and why it is taken to be alike.
struct SimilarView: Codable, Sendable {
    let incident: RelativeView
    /// 0 to 1.
    let score: Double
    let because: [String]
    /// It is open and so much alike that it may be the same.
    let isSuspect: Bool
    let resolutionCode: Incident.Resolution.Code?
    let resolutionNotes: String?
    let problem: UUID?
    /// From opening to resolution.
    let hours: Double?

    init(_ found: FindSimilar.Found) {
        let (other, likeness) = (found.incident, found.likeness)
        incident = RelativeView(other)
        score = (likeness.score * 100).rounded() / 100
        because = likeness.because
        isSuspect = other.state.isOpen && likeness.score >= Likeness.suspicious
        resolutionCode = other.resolution?.code
        resolutionNotes = other.resolution?.notes
        problem = other.problem
        hours = other.resolvedAt.map { $0.timeIntervalSince(other.openedAt) / 3600 }
    }
}

struct SimilarAnswer: Codable, Sendable {
    /// Resolved and closed ones, the most alike first.
    let past: [SimilarView]
    let open: [SimilarView]
}

struct JoinBody: Codable, Sendable {
    /// The parent's id or number.
    let parent: String
}

/// Parents, children, and incidents alike.
struct FamilyRoutes: Sendable {
    private static let one = "/api/v1/incidents/{number}"
    private static let most = 10

    let incidents: Incidents
    let database: Database

    func add(to api: inout API) {
        let routes = IncidentRoutes(incidents: incidents, database: database)
        api.get(
            "\(Self.one)/family", "Its parent and its children", for: .may(.incidentsWork), answers: FamilyAnswer.self
        ) {
            call in
            .ok(try await database.transaction { tx in try family(of: routes.seen(call, in: tx).record, call, in: tx) })
        }
        api.get(
            "\(Self.one)/similar", "Incidents like it: what fixed them, and which may be the same",
            for: .may(.incidentsWork), answers: SimilarAnswer.self
        ) { call in
            .ok(
                try await database.transaction { tx in try similar(to: routes.seen(call, in: tx).record, call, in: tx) }
            )
        }
        api.post(
            "\(Self.one)/join", "Make it a child of another, with which it goes on", for: .may(.incidentsWork),
            accepts: JoinBody.self, answers: IncidentView.self
        ) { call, body in
            try await routes.change(call, "join") { child, provenance, tx in
                let parent = try incidents.named(body.parent, field: "parent", by: call.principal, in: tx)
                return try JoinIncidents(incidents: incidents).join(
                    child, to: parent.record.id, by: provenance, expecting: call.expectedVersion, in: tx)
            }
        }
        api.post(
            "\(Self.one)/leave", "Take it from its parent", for: .may(.incidentsWork), accepts: ReasonBody.self,
            answers: IncidentView.self
        ) { call, body in
            try await routes.change(call, "leave") { id, provenance, tx in
                try incidents.perform(
                    .leave(reason: body.reason.checked("reason", longest: 1_000)), on: id, by: provenance,
                    expecting: call.expectedVersion, in: tx)
            }
        }
    }

    private func family(of incident: Incident, _ call: Call, in tx: Transaction) throws -> FamilyAnswer {
        let visible = Sight.incidents.visible(to: try call.principal)
        let parent = incident.parent?.id
        let found = try tx.query(
            """
            SELECT version, record FROM incident WHERE (id = \(parent) OR parent = \(incident.id)) AND (\(visible ?? "TRUE"))
            ORDER BY opened_at, id LIMIT 201
            """
        ) { try IncidentStore.kept($0).record }
        return FamilyAnswer(
            parent: found.first { $0.id == parent }.map(RelativeView.init),
            children: found.filter { $0.id != parent }.map(RelativeView.init))
    }

    private func similar(to incident: Incident, _ call: Call, in tx: Transaction) throws -> SimilarAnswer {
        let found = try FindSimilar().like(incident, Sight.incidents.visible(to: call.principal), in: tx)
        func first(_ wanted: (Incident) -> Bool) -> [SimilarView] {
            found.filter { wanted($0.incident) }.prefix(Self.most).map(SimilarView.init)
        }
        return SimilarAnswer(past: first { !$0.state.isOpen }, open: first(\.state.isOpen))
    }
}
