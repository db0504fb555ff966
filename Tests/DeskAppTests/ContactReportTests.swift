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
    /// Three reports by phone and one in the portal.
    private func someContacts(_ desk: TestDesk) async throws {
        let rita = try await desk.requester("Rita", as: desk.administratorToken())
        for _ in 0..<3 {
            let body = #"{"channel":"phone","person":"\#(rita.id)","summary":"It is slow"}"#
            #expect(try await desk.ask(.post, "/api/v1/contacts", as: desk.agentToken(), body).status == 202)
        }
        let own = try await desk.ask(.post, "/api/v1/portal/reports", as: rita.token, #"{"summary":"It is slow"}"#)
        #expect(own.status == 202)
    }

    private func figures(_ desk: TestDesk, _ query: String = "") async throws -> [String: ContactFigureView] {
        let reply = try await desk.ask(.get, "/api/v1/contact-reports/figures?\(query)", as: desk.agentToken())
        #expect(reply.status == 200)
        let answer = try WireJSON.decoder.decode(
            ContactFiguresAnswer.self, from: JSONEncoder().encode(reply.json))
        return Dictionary(uniqueKeysWithValues: answer.figures.map { ($0.id, $0) })
    }

    @Test func `contacts and self-service are what the records behind them come to`() async throws {
        try await withDesk { desk in
            try await someContacts(desk)
            try await desk.pass(1)
            let found = try await figures(desk, "by=channel")
            #expect(found["contacts"]?.count == 4 && found["self-service"]?.value == 0.25)
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
