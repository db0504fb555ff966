import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records

/// What outages have cost the business in a period, and what they cost now.
struct LossReport: Codable, Sendable {
    struct Part: Codable, Sendable {
        /// Of the service, customer or incident; missing for the provider's own.
        let id: UUID?
        /// The service's name, the incident's number and summary; missing for customers.
        let name: String?
        let lost: Double
    }

    let at: Date
    let from: Date
    let until: Date
    let definition: String
    let lost: Double
    /// What the next hour costs; nothing for a period that is over.
    let perHour: Double
    /// Each of these lists adds up to the loss, the dearest first.
    let services: [Part]
    let customers: [Part]
    let incidents: [Part]

    static let definition = """
        Σ over incidents and their services of ∫ value of an hour × share kept away, as known at the time; from the first sign of \
        trouble until service is back. An incident for which another one stands costs with that one.
        """
}

struct LossReportRoutes: Sendable {
    private static let most = 100_000

    let database: Database

    func add(to api: inout API) {
        let narrows = ["from", "until", "service", "team", "priority", "customer"]
        let query = ReportScope.parameters.filter { narrows.contains($0.name) }
        api.get(
            "\(MakeReports.root)/loss", "What outages have cost the business, by service, customer and incident",
            for: .may(.incidentsWork), query: query, answers: LossReport.self
        ) { call in .ok(try await report(call)) }
        api.raw(
            .get, "\(MakeReports.root)/loss.csv", "The same as a CSV file", for: .may(.incidentsWork), query: query,
            answers: "text/csv"
        ) { call in
            let report = try await report(call)
            let parts = [("service", report.services), ("customer", report.customers), ("incident", report.incidents)]
            let lines = parts.flatMap { by, parts in
                parts.map { [by, $0.id?.uuidString.lowercased() ?? "none", $0.name ?? "", "\($0.lost)"] }
            }
            return CSV.file("loss.csv", [["by", "id", "name", "lost"]] + lines)
        }
    }

    private func report(_ call: Call) async throws -> LossReport {
        let services = Set(call.query.list("service").compactMap { UUID(uuidString: $0) })
        return try await database.transaction { tx in
            let now = try tx.now
            let scope = try ReportScope(call, now: now)
            let period = scope.period
            let running = try Self.running(scope, in: tx)
            let kept = try LossLedger().stretches(
                from: period.from, until: period.until, of: scope.incidents, limit: Self.most + 1, in: tx)
            guard kept.count <= Self.most else {
                throw Invalid("That is more than can be summed up at once: take a shorter period.", field: "from")
            }
            let stretches = (kept + running).filter { services.isEmpty || services.contains($0.service) }
            let losses = stretches.map { (stretch: $0, lost: $0.lost(from: period.from, until: period.until)) }
            let present = period.until >= WireTime.truncated(now) ? stretches.filter { $0.until >= now } : []
            return LossReport(
                at: now, from: period.from, until: period.until, definition: LossReport.definition,
                lost: losses.reduce(0) { $0 + $1.lost },
                perHour: present.reduce(0) { $0 + $1.perHour },
                services: try Self.byService(losses, in: tx), customers: try Self.byCustomer(losses, in: tx),
                incidents: try Self.byIncident(losses, in: tx))
        }
    }

    private typealias Losses = [(stretch: LossStretch, lost: Double)]

    private static func running(_ scope: ReportScope, in tx: Transaction) throws -> [LossStretch] {
        let ids: [UUID] = try tx.query(
            """
            SELECT l.id FROM incident_cost AS m JOIN incident_life AS l ON l.id = m.incident
            WHERE m.shares <> '{}' AND (\(scope.incidents)) LIMIT \(most)
            """
        ) { try $0.value("id") }
        return try MeterCost.running(of: ids, in: tx)
    }

    private static func byService(_ losses: Losses, in tx: Transaction) throws -> [LossReport.Part] {
        let services = try Projection<ServiceAnnounced>().find(Array(Set(losses.map(\.stretch.service))), in: tx)
        return parts(losses) {
            $0.service
        } name: {
            services[$0]?.name
        }
    }

    private static func byCustomer(_ losses: Losses, in tx: Transaction) throws -> [LossReport.Part] {
        let rows = try heads(losses, in: tx)
        return parts(losses) {
            rows[$0.incident]?.organisation
        } name: { _ in
            nil
        }
    }

    private static func byIncident(_ losses: Losses, in tx: Transaction) throws -> [LossReport.Part] {
        let rows = try heads(losses, in: tx)
        return parts(losses) {
            $0.incident
        } name: {
            rows[$0].map { "\($0.number) \($0.summary)" }
        }
    }

    private static func heads(
        _ losses: Losses, in tx: Transaction
    ) throws -> [UUID: (number: String, summary: String, organisation: UUID?)] {
        let rows = try tx.query(
            """
            SELECT id, number, summary, organisation FROM incident
            WHERE id = ANY(\(Array(Set(losses.map(\.stretch.incident)))))
            """
        ) { row -> (UUID, (number: String, summary: String, organisation: UUID?)) in
            (
                try row.value("id"),
                (try row.value("number"), try row.value("summary"), try row.value("organisation"))
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static func parts(
        _ losses: Losses, by key: (LossStretch) -> UUID?, name: (UUID) -> String?
    ) -> [LossReport.Part] {
        Dictionary(grouping: losses) { key($0.stretch) }.map { id, losses in
            LossReport.Part(id: id, name: id.flatMap(name), lost: losses.reduce(0) { $0 + $1.lost })
        }.filter { $0.lost > 0 }.sorted { ($0.lost, $1.id?.uuidString ?? "") > ($1.lost, $0.id?.uuidString ?? "") }
    }
}
