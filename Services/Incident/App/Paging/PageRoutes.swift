import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Pages with their ledger, and their answer.
struct PageRoutes {
    private static let root = "/api/v1/pages"
    private static let one = "/api/v1/pages/{id}"

    private static let listing = Listing(
        sorts: [Listing.Column("calledAt", "called_at", .date)], standard: "-calledAt",
        filters: [
            .any("state", "state", .oneOf(OnCallPage.State.self), "Only these states"),
            .any("incident", "incident", .uuid, "Only those for these incidents"),
            .any("purpose", "purpose", .oneOf(OnCallPage.Purpose.self), "Only those with these purposes"),
        ])

    let database: Database

    func add(to api: inout API) {
        addList(to: &api)
        addOne(to: &api)
        addStory(to: &api)
        addAnswer(to: &api)
    }

    private func addList(to api: inout API) {
        let database = database
        api.list(
            Self.root, "List calls for incidents", for: .may(.incidentsWork), by: Self.listing, of: PageView.self
        ) { call, wanted in
            let visible: SQL? = Sight.incidents.visible(to: try call.principal).map { condition in
                "page.incident IN (SELECT id FROM incident WHERE \(condition))"
            }
            return try await database.transaction { tx in
                try wanted.read("version, record", from: "page", where: visible, in: tx) { row in
                    try PageView(try PageStore.decode(row), in: tx)
                }
            }
        }
    }

    private func addOne(to api: inout API) {
        let database = database
        api.get(Self.one, "Read a call", for: .may(.incidentsWork), answers: PageView.self) { call in
            try await database.transaction { tx in
                let kept = try seen(call, in: tx)
                return .ok(try PageView(kept, in: tx), version: kept.version)
            }
        }
    }

    private func addStory(to api: inout API) {
        let database = database
        api.get(
            "\(Self.one)/deliveries", "Who was called how, and what came of it", for: .may(.incidentsWork),
            answers: DeliveriesView.self
        ) { call in
            .ok(try await database.transaction { tx in try DeliveriesView(of: seen(call, in: tx).record.id, in: tx) })
        }
        api.get(
            "\(Self.one)/journal", "Everything that happened to it", for: .may(.incidentsWork),
            answers: JournalAnswer.self
        ) { call in
            .ok(
                try await database.transaction { tx in
                    try RecordHistory.journal(of: seen(call, in: tx).record.id, in: tx)
                })
        }
        api.get(
            "\(Self.one)/why", "Why it calls, and whom each step called", for: .may(.incidentsWork),
            answers: WhyAnswer.self
        ) { call in
            .ok(
                try await database.transaction { tx in
                    try RecordHistory.why(OnCallPage.self, seen(call, in: tx).record.id, in: tx)
                })
        }
    }

    private func addAnswer(to api: inout API) {
        let database = database
        api.post(
            "\(Self.one)/acknowledge", "Say that one has it: nobody else is called", for: .may(.incidentsWork),
            answers: PageView.self
        ) { call in
            let by = try call.provenance("acknowledge-page")
            let person = try call.principal.id
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let id = try seen(call, to: .incidentsWork, in: tx).record.id
                    let kept = try Paging().answer(id, by: person, by, in: tx)
                    return .ok(try PageView(kept, in: tx), version: kept.version)
                }
            }
        }
    }

    /// A page of an incident the caller may see.
    private func seen(_ call: Call, to action: Action? = nil, in tx: Transaction) throws -> Kept<OnCallPage> {
        let id = try call.uuid("id")
        let kept = try PageStore().read(id, in: tx)
        do {
            try Sight.incidents.check(
                kept.record.calling.incident, as: id.uuidString, by: call.principal, to: action, in: tx)
        } catch is NotFound {
            throw NotFound(OnCallPage.kind, id.uuidString.lowercased())
        }
        return kept
    }
}
