import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Major incidents: candidates, the room, what is told and the review. One is named by its number or id.
struct MajorIncidentRoutes: Sendable {
    private static let root = "/api/v1/major-incidents"
    private static let one = "/api/v1/major-incidents/{number}"

    let lead: LeadMajorIncident
    let database: Database

    private var store: MajorIncidentStore { lead.incidents.majors.ledger.store }

    func add(to api: inout API) {
        addReading(to: &api)
        addDeciding(to: &api)
        addLeading(to: &api)
        addReview(to: &api)
    }

    private func addReading(to api: inout API) {
        api.list(
            Self.root, "List candidates and major incidents", for: .may(.incidentsWork), by: majorIncidentListing,
            of: MajorIncidentLine.self
        ) { call, wanted in
            let principal = try call.principal
            return try await database.transaction { tx in try page(wanted, for: principal, in: tx) }
        }
        api.get(Self.one, "Read a major incident", for: .may(.incidentsWork), answers: MajorIncidentView.self) { call in
            try await database.transaction { tx in
                let kept = try seen(call, in: tx)
                return .ok(try MajorIncidentView(kept, in: tx), version: kept.version)
            }
        }
        api.get(
            "\(Self.one)/journal", "Everything that happened to it", for: .may(.incidentsWork),
            answers: JournalAnswer.self
        ) { call in
            .ok(try await database.transaction { try RecordHistory.journal(of: seen(call, in: $0).record.id, in: $0) })
        }
        api.get(
            "\(Self.one)/why", "Why the suite decided as it did", for: .may(.incidentsWork), answers: WhyAnswer.self
        ) { call in
            .ok(
                try await database.transaction { tx in
                    try RecordHistory.why(MajorIncident.self, seen(call, in: tx).record.id, in: tx)
                })
        }
    }

    private func addDeciding(to api: inout API) {
        api.post(
            Self.root, "Propose an incident", for: .may(.incidentsWork), accepts: ProposeBody.self,
            answers: MajorIncidentView.self, propose)
        api.post(
            "\(Self.one)/accept", "Lead it as a major incident", for: .may(.incidentsWork),
            accepts: AcceptMajorBody.self, answers: MajorIncidentView.self
        ) { call, body in
            let (wishes, person) = (try body.wishes(), try call.principal.id)
            return try await move("accept", call) { id, by, version, tx in
                try lead.accept(id, wishes, by: person, by, expecting: version, in: tx)
            }
        }
        api.post(
            "\(Self.one)/reject", "Say that it is none", for: .may(.incidentsWork), accepts: ReasonBody.self,
            answers: MajorIncidentView.self
        ) { call, body in
            let reason = try body.reason.checked("reason")
            return try await perform("reject", call) { _ in .reject(reason: reason) }
        }
        api.post(
            "\(Self.one)/demote", "Say that it was none after all", for: .may(.incidentsWork),
            accepts: ReasonBody.self, answers: MajorIncidentView.self
        ) { call, body in
            let reason = try body.reason.checked("reason")
            return try await move("demote", call) { id, by, version, tx in
                try lead.demote(id, because: reason, by, expecting: version, in: tx)
            }
        }
    }

    private func addLeading(to api: inout API) {
        api.post(
            "\(Self.one)/annotations", "Add to the timeline, or put right what was added", for: .may(.incidentsWork),
            accepts: AnnotationBody.self, answers: MajorIncidentView.self
        ) { call, body in
            try await perform("annotate", call) { tx in .annotate(try body.annotation(now: try tx.now)) }
        }
        api.post(
            "\(Self.one)/roles", "Give, hand over or give back a role", for: .may(.incidentsWork),
            accepts: RoleBody.self, answers: MajorIncidentView.self
        ) { call, body in
            try await perform("roles", call) { tx in
                if let person = body.person { try People.check([person], field: "person", in: tx) }
                return try body.command()
            }
        }
        api.post(
            "\(Self.one)/plan", "Set the rhythm of updates, and the bridge", for: .may(.incidentsWork),
            accepts: PlanBody.self, answers: MajorIncidentView.self
        ) { call, body in
            try await perform("plan", call) { _ in .changePlan(try body.plan()) }
        }
        api.post(
            "\(Self.one)/updates", "Tell audiences how it goes; what is told never changes", for: .may(.incidentsWork),
            accepts: UpdatesBody.self, answers: MajorIncidentView.self
        ) { call, body in
            let author = try call.principal.id
            return try await perform("updates", call) { tx in .publish(try body.updates(by: author, at: try tx.now)) }
        }
    }

    private func addReview(to api: inout API) {
        api.put(
            "\(Self.one)/review", "Write the review", for: .may(.incidentsWork), accepts: ReviewBody.self,
            answers: MajorIncidentView.self
        ) { call, body in
            try await perform("review", call) { tx in
                let review = try body.review(now: try tx.now)
                try People.check(review.actions.compactMap(\.owner), field: "actions", in: tx)
                return .review(review)
            }
        }
        api.post(
            "\(Self.one)/close", "Close it with its incident; its actions become improvements",
            for: .may(.incidentsWork), answers: MajorIncidentView.self
        ) { call in
            let person = try call.principal.id
            return try await move("close", call) { id, by, version, tx in
                try lead.close(id, by: person, by, expecting: version, in: tx)
            }
        }
    }

    private func page(_ wanted: Wanted, for caller: Principal, in tx: Transaction) throws -> Page<MajorIncidentLine> {
        let columns: SQL = """
            version, record, (SELECT i.record FROM incident i WHERE i.id = major_incident.incident) AS its_incident
            """
        return try wanted.read(
            columns, from: "major_incident", where: MajorIncidentStore.sight.visible(to: caller), in: tx
        ) { row in
            let kept = try MajorIncidentStore.kept(row)
            let person = kept.record.holder(of: .commander)
            let people = try Projection<PersonAnnounced>().find(person.map { [$0] } ?? [], in: tx).mapValues(\.name)
            return MajorIncidentLine(
                kept, try RecordColumn.decode(Incident.self, row.value("its_incident")), people: people)
        }
    }

    private func propose(_ call: Call, _ body: ProposeBody) async throws -> Answer<MajorIncidentView> {
        let (reason, by) = (try body.reason.checked("reason", longest: 1_000), try call.provenance("propose"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                guard let id = try lead.incidents.store.id(of: body.incident, in: tx),
                    let incident = try lead.incidents.store.find(id, in: tx)
                else { throw NotFound(Incident.kind, body.incident) }
                try Sight.incidents.check(id, as: body.incident, by: call.principal, to: .incidentsWork, in: tx)
                let kept = try lead.incidents.majors.propose(incident.record, because: reason, by: by, in: tx)
                return .created(
                    try MajorIncidentView(kept, in: tx), version: kept.version, at: "\(Self.root)/\(kept.record.number)"
                )
            }
        }
    }

    /// What concerns only the major incident.
    private func perform(
        _ name: String, _ call: Call, _ command: @escaping @Sendable (Transaction) throws -> MajorIncident.Command
    ) async throws -> Answer<MajorIncidentView> {
        try await move(name, call) { id, by, version, tx in
            try lead.perform(try command(tx), on: id, by, expecting: version, in: tx)
        }
    }

    private func move(
        _ name: String, _ call: Call,
        _ effect: @escaping @Sendable (UUID, Provenance, Int?, Transaction) throws -> Kept<MajorIncident>
    ) async throws -> Answer<MajorIncidentView> {
        let by = try call.provenance(name)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let id = try seen(call, to: .incidentsWork, in: tx).record.id
                let kept = try effect(id, by, call.expectedVersion, tx)
                return .ok(try MajorIncidentView(kept, in: tx), version: kept.version)
            }
        }
    }

    private func seen(_ call: Call, to action: Action? = nil, in tx: Transaction) throws -> Kept<MajorIncident> {
        try store.seen(call, to: action, in: tx)
    }
}

/// What the list of major incidents can be filtered and sorted by.
let majorIncidentListing = Listing(
    sorts: [
        Listing.Column("proposedAt", "proposed_at", .date), Listing.Column("number", "number", .text),
    ],
    standard: "-proposedAt",
    filters: [
        .any("state", "state", .oneOf(MajorIncident.State.self), "Only these states"),
        .any("incident", "incident", .uuid, "Only that of these incidents"),
        .flag("led", "state IN ('accepted', 'restored', 'reviewing')", "Only those that are led now, or not"),
        .from("proposedFrom", "proposed_at", .date, "Proposed at or after"),
        .until("proposedUntil", "proposed_at", .date, "Proposed before"),
    ])
