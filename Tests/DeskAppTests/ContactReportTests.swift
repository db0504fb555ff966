import Contracts
import Foundation
import HTTPTypes
import Postgres
import Records
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

@Suite struct ContactReportTests {
    /// Three reports by phone and one in the portal. Of those by phone one is resolved at once, one by somebody else, one waits.
    private func someContacts(_ desk: TestDesk) async throws {
        let rita = try await desk.requester("Rita", as: desk.administratorToken())
        for _ in 0..<3 {
            let body = #"{"channel":"phone","person":"\#(rita.id)","summary":"It is slow"}"#
            #expect(try await desk.ask(.post, "/api/v1/contacts", as: desk.agentToken(), body).status == 202)
        }
        let own = try await desk.ask(.post, "/api/v1/portal/reports", as: rita.token, #"{"summary":"It is slow"}"#)
        #expect(own.status == 202)
        let incidents = try await desk.sent(ReportIncident.self).map(\.record)
        let agent = try #require(
            try await desk.database.transaction { tx in
                try tx.first("SELECT agent FROM contact WHERE channel = 'phone'") { try $0.value("agent") as UUID }
            })
        try await resolve(desk, incidents[0], by: agent)
        try await resolve(desk, incidents[1], by: UUID())
    }

    private func resolve(_ desk: TestDesk, _ incident: UUID, by person: UUID, sequence: Int = 2) async throws {
        try await hear(desk, incident, .new, by: person, sequence: 1)
        try await hear(desk, incident, .resolved, by: person, sequence: sequence)
    }

    private func hear(
        _ desk: TestDesk, _ incident: UUID, _ state: IncidentState, by person: UUID, sequence: Int
    ) async throws {
        let message = IncidentAnnounced(
            record: incident, facts: [], number: "INC0000042", state: state, summary: "It is slow", priority: 3,
            impact: 2, urgency: 2, services: [], causeItem: nil, situation: nil, problem: nil, team: nil,
            assignee: person, requester: nil, openedAt: Date(), resolvedAt: nil, closedAt: nil, reopenCount: 0)
        let envelope = Envelope(
            id: UUID.v7(), subject: IncidentAnnounced.subject, sender: "incident", record: incident,
            sequence: sequence, time: Date(),
            provenance: Provenance(actor: .person(person), command: "test", correlation: "test"),
            body: try WireJSON.encoder.encode(message))
        let handle = try #require(desk.assembly.incoming.handlers[IncidentAnnounced.subject])
        try await desk.database.transaction { try handle(envelope, $0) }
    }

    private func figures(_ desk: TestDesk, _ query: String = "") async throws -> [String: ContactFigureView] {
        let reply = try await desk.ask(.get, "/api/v1/contact-reports/figures?\(query)", as: desk.agentToken())
        #expect(reply.status == 200)
        let answer = try WireJSON.decoder.decode(
            ContactFiguresAnswer.self, from: JSONEncoder().encode(reply.json))
        return Dictionary(uniqueKeysWithValues: answer.figures.map { ($0.id, $0) })
    }

    @Test func `contacts, self-service and first contact are what the records behind them come to`() async throws {
        try await withDesk { desk in
            try await someContacts(desk)
            try await desk.pass(1)
            let found = try await figures(desk, "by=channel")
            #expect(found["contacts"]?.count == 4 && found["self-service"]?.value == 0.25)
            #expect(found["first-contact"]?.count == 3)
            #expect(abs((found["first-contact"]?.value ?? 0) - 1.0 / 3.0) < 0.001)
            #expect(found["contacts"]?.groups?.map { "\($0.key ?? "") \($0.count)" } == ["phone 3", "portal 1"])
            #expect(found["contacts"]?.earlier.difference?.value == 4)
            for figure in found.values {
                let reply = try await desk.ask(.get, figure.records + "&limit=1000", as: desk.agentToken())
                #expect(reply.items.count == figure.count, "\(figure.id)")
                guard figure.unit == .share else { continue }
                let hits = try await desk.ask(.get, figure.records + "&so=true", as: desk.agentToken())
                #expect(abs(Double(hits.items.count) - (figure.value ?? 0) * Double(figure.count)) < 0.001)
            }
        }
    }

    @Test func `what comes back within a week was not resolved at first contact`() async throws {
        try await withDesk { desk in
            try await someContacts(desk)
            let incident = try #require(try await desk.sent(ReportIncident.self).first?.record)
            try await desk.pass(86_400)
            try await hear(desk, incident, .inProgress, by: UUID(), sequence: 3)
            #expect(try await figures(desk)["first-contact"]?.value == 0)
        }
    }

    @Test func `who may not read contacts gets no figures, and a figure that is none is not found`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            #expect(try await desk.ask(.get, "/api/v1/contact-reports/figures", as: rita.token).status == 403)
            let path = "/api/v1/contact-reports/figures/guess/records"
            #expect(try await desk.ask(.get, path, as: desk.agentToken()).status == 404)
            let backwards = "from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z"
            let refused = try await desk.ask(
                .get, "/api/v1/contact-reports/figures?\(backwards)", as: desk.agentToken())
            #expect(refused.status == 422)
        }
    }
}
