import AccessMatrix
import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import Chassis
@testable import EventApp

@Suite struct EventMatrixTests {
    private static let alerts = MatrixRule.Rows.reach("alert", .alertsRead)
    private static let situations = MatrixRule.Rows.reach("situation", .alertsRead)
    private static let health = MatrixRule.Rows.audience("service")
    private static let adjustments = MatrixRule.Rows.reach("adjustment", .alertsRead)

    static let rules: [String: MatrixRule] = [
        "GET /api/v1/alerts": .may(.alertsRead).about(alerts),
        "GET /api/v1/alerts/{number}": .may(.alertsRead).about(alerts),
        "GET /api/v1/alerts/{number}/journal": .may(.alertsRead).about(alerts),
        "GET /api/v1/alerts/{number}/why": .may(.alertsRead).about(alerts),
        "GET /api/v1/alerts/{number}/suppressions": .may(.alertsRead).about(alerts),
        "GET /api/v1/suppressions": .may(.alertsRead),
        "POST /api/v1/alerts/{number}/acknowledge": .may(.alertsWork).about(alerts, to: .alertsWork, body: "{}"),
        "POST /api/v1/alerts/{number}/unacknowledge": .may(.alertsWork).about(alerts, to: .alertsWork),
        "POST /api/v1/alerts/{number}/shelve": .may(.alertsWork).about(
            alerts, to: .alertsWork, body: #"{"until":"2036-01-01T00:00:00Z","reason":"later"}"#),
        "POST /api/v1/alerts/{number}/unshelve": .may(.alertsWork).about(alerts, to: .alertsWork),
        "POST /api/v1/alerts/{number}/assign": .may(.alertsWork).about(alerts, to: .alertsWork, body: "{}"),
        "POST /api/v1/alerts/{number}/comment": .may(.alertsWork).about(
            alerts, to: .alertsWork, body: #"{"text":"seen"}"#),
        "POST /api/v1/alerts/bulk": .may(.alertsWork),
        "GET /api/v1/alert-rules": .may(.integrationsManage),
        "POST /api/v1/alert-rules": .may(.integrationsManage),
        "POST /api/v1/alert-rules/try": .may(.integrationsManage),
        "GET /api/v1/alert-rules/{id}": .may(.integrationsManage),
        "GET /api/v1/alert-rules/{id}/journal": .may(.integrationsManage),
        "GET /api/v1/alert-rules/{id}/why": .may(.integrationsManage),
        "POST /api/v1/alert-rules/{id}/amend": .may(.integrationsManage),
        "POST /api/v1/alert-rules/{id}/retire": .may(.integrationsManage),
        "GET /api/v1/runbooks": .may(.integrationsManage),
        "POST /api/v1/runbooks": .may(.integrationsManage),
        "GET /api/v1/runbooks/{id}": .may(.integrationsManage),
        "GET /api/v1/runbooks/{id}/journal": .may(.integrationsManage),
        "GET /api/v1/runbooks/{id}/why": .may(.integrationsManage),
        "POST /api/v1/runbooks/{id}/amend": .may(.integrationsManage),
        "POST /api/v1/runbooks/{id}/pause": .may(.integrationsManage),
        "POST /api/v1/runbooks/{id}/resume": .may(.integrationsManage),
        "POST /api/v1/runbooks/{id}/retire": .may(.integrationsManage),
        "POST /api/v1/runbooks/{id}/try": .may(.integrationsManage),
        "POST /api/v1/runbooks/{id}/run": .may(.alertsWork),
        "GET /api/v1/adjustments": .may(.alertsRead).about(adjustments),
        "GET /api/v1/adjustments/{number}": .may(.alertsRead).about(adjustments),
        "GET /api/v1/adjustments/{number}/journal": .may(.alertsRead).about(adjustments),
        "GET /api/v1/adjustments/{number}/why": .may(.alertsRead).about(adjustments),
        "POST /api/v1/adjustments/{number}/approve": .may(.alertsWork).about(adjustments, to: .alertsWork),
        "POST /api/v1/adjustments/{number}/decline": .may(.alertsWork).about(
            adjustments, to: .alertsWork, body: #"{"reason":"not now"}"#),
        "GET /api/v1/adjustment-switch": .may(.alertsRead),
        "GET /api/v1/adjustment-switch/journal": .may(.alertsRead),
        "POST /api/v1/adjustment-switch/stop": .may(.alertsWork),
        "POST /api/v1/adjustment-switch/release": .may(.integrationsManage),
        "GET /api/v1/silences": .may(.alertsRead),
        "POST /api/v1/silences": .may(.alertsWork),
        "POST /api/v1/silences/try": .may(.alertsWork),
        "GET /api/v1/silences/{id}": .may(.alertsRead),
        "GET /api/v1/silences/{id}/journal": .may(.alertsRead),
        "GET /api/v1/silences/{id}/why": .may(.alertsRead),
        "POST /api/v1/silences/{id}/amend": .may(.alertsWork),
        "POST /api/v1/silences/{id}/end": .may(.alertsWork),
        "GET /api/v1/inhibitions": .may(.alertsRead),
        "POST /api/v1/inhibitions": .may(.alertsWork),
        "POST /api/v1/inhibitions/try": .may(.alertsWork),
        "GET /api/v1/inhibitions/{id}": .may(.alertsRead),
        "GET /api/v1/inhibitions/{id}/journal": .may(.alertsRead),
        "GET /api/v1/inhibitions/{id}/why": .may(.alertsRead),
        "POST /api/v1/inhibitions/{id}/amend": .may(.alertsWork),
        "POST /api/v1/inhibitions/{id}/end": .may(.alertsWork),
        "GET /api/v1/storms": .may(.alertsRead),
        "GET /api/v1/storms/{id}": .may(.alertsRead),
        "GET /api/v1/storms/{id}/journal": .may(.alertsRead),
        "GET /api/v1/storms/{id}/why": .may(.alertsRead),
        "GET /api/v1/cause-relations": .may(.alertsRead),
        "POST /api/v1/cause-relations": .may(.integrationsManage),
        "GET /api/v1/cause-relations/{id}": .may(.alertsRead),
        "GET /api/v1/cause-relations/{id}/journal": .may(.alertsRead),
        "GET /api/v1/cause-relations/{id}/why": .may(.alertsRead),
        "POST /api/v1/cause-relations/{id}/amend": .may(.integrationsManage),
        "POST /api/v1/cause-relations/{id}/accept": .may(.integrationsManage),
        "POST /api/v1/cause-relations/{id}/reject": .may(.integrationsManage),
        "POST /api/v1/cause-relations/{id}/end": .may(.integrationsManage),
        "GET /api/v1/situations": .may(.alertsRead).about(situations),
        "GET /api/v1/situations/{number}": .may(.alertsRead).about(situations),
        "GET /api/v1/situations/{number}/alerts": .may(.alertsRead).about(situations),
        "GET /api/v1/situations/{number}/journal": .may(.alertsRead).about(situations),
        "GET /api/v1/situations/{number}/why": .may(.alertsRead).about(situations),
        "POST /api/v1/situations/{number}/merge": .may(.alertsWork).about(situations, to: .alertsWork),
        "POST /api/v1/situations/{number}/split": .may(.alertsWork).about(situations, to: .alertsWork),
        "POST /api/v1/situations/{number}/cause": .may(.alertsWork).about(situations, to: .alertsWork),
        "GET /api/v1/service-health": .may(.servicesRead).about(health),
        "GET /api/v1/service-health/{id}": .may(.servicesRead).about(health),
        "GET /api/v1/service-health/{id}/journal": .may(.alertsRead).about(health),
        "GET /api/v1/service-health/{id}/why": .may(.alertsRead).about(health),
        "GET /api/v1/service-health/{id}/at": .may(.servicesRead).about(health),
        "GET /api/v1/service-health/{id}/outages": .may(.servicesRead).about(health),
        "GET /api/v1/service-health-reports/availability": .may(.servicesRead).about(health),
        "GET /api/v1/service-health-reports/availability.csv": .may(.servicesRead),
        "GET /api/v1/service-health-reports/error-budgets": .may(.servicesRead),
        "GET /api/v1/service-health-reports/error-budgets.csv": .may(.servicesRead),
        "GET /api/v1/service-health/{id}/error-budgets": .may(.servicesRead).about(health),
        "GET /api/v1/service-health/{id}/availability": .may(.servicesRead).about(health),
        "GET /api/v1/service-health/{id}/single-points": .may(.configurationRead).about(health),
        "POST /api/v1/service-health/what-if": .may(.configurationRead),
        "GET /api/v1/integrations": .may(.integrationsManage),
        "POST /api/v1/integrations": .may(.integrationsManage),
        "GET /api/v1/integrations/{id}": .may(.integrationsManage),
        "PATCH /api/v1/integrations/{id}": .may(.integrationsManage),
        "POST /api/v1/integrations/{id}/pause": .may(.integrationsManage),
        "POST /api/v1/integrations/{id}/resume": .may(.integrationsManage),
        "POST /api/v1/integrations/{id}/renew-key": .may(.integrationsManage),
        "GET /api/v1/integrations/{id}/setup": .may(.integrationsManage),
        "GET /api/v1/integrations/{id}/payloads": .may(.integrationsManage),
        "GET /api/v1/integrations/{id}/payloads/{number}": .may(.integrationsManage),
        "POST /api/v1/integrations/{id}/payloads/{number}/replay": .may(.integrationsManage),
        "POST /api/v1/integrations/{id}/payloads/replay": .may(.integrationsManage),
        "GET /intake/alerts/{identity}": .open,
        "POST /api/v1/mapping-trials": .may(.integrationsManage),
        "GET /api/v1/heartbeats": .may(.integrationsManage),
        "POST /api/v1/heartbeats": .may(.integrationsManage),
        "GET /api/v1/heartbeats/{id}": .may(.integrationsManage),
        "PATCH /api/v1/heartbeats/{id}": .may(.integrationsManage),
        "POST /api/v1/heartbeats/{id}/pause": .may(.integrationsManage),
        "POST /api/v1/heartbeats/{id}/resume": .may(.integrationsManage),
        "GET /api/v1/heartbeats/{id}/pings": .may(.integrationsManage),
        "GET /api/v1/heartbeats/{id}/journal": .may(.integrationsManage),
        "GET /api/v1/heartbeats/{id}/why": .may(.integrationsManage),
        "GET /ping/{check}": .open,
        "GET /ping/{check}/{word}": .open,
        "GET /ping/{check}/{word}/{signal}": .open,
        "HEAD /ping/{check}": .open,
        "HEAD /ping/{check}/{word}": .open,
        "HEAD /ping/{check}/{word}/{signal}": .open,
        "POST /ping/{check}": .open,
        "POST /ping/{check}/{word}": .open,
        "POST /ping/{check}/{word}/{signal}": .open,
        "GET /api/v1/integration-kinds": .may(.integrationsManage),
        "POST /api/v1/integrations/{id}/revoke": .may(.integrationsManage),
        "GET /api/v1/integrations/{id}/journal": .may(.integrationsManage),
        "GET /api/v1/integrations/{id}/why": .may(.integrationsManage),
        "GET /api/v1/event/parked-messages": .may(.messagesManage),
        "GET /api/v1/event/parked-messages/{id}": .may(.messagesManage),
        "POST /api/v1/event/parked-messages/{id}/replay": .may(.messagesManage),
        "POST /api/v1/event/parked-messages/{id}/discard": .may(.messagesManage),
    ]

    @Test func `every route serves whom it should, about the records they may see`() async throws {
        try await EventUnderTest.run { event in
            let globex = UUID.v7()
            var services: [MatrixRow: UUID] = [:]
            for (row, team, audience) in [
                (MatrixRow.team, MatrixCaller.team, globex), (.organisation, UUID(), MatrixCaller.organisation),
                (.otherOrganisation, UUID(), globex),
            ] {
                let (item, service) = (UUID.v7(), UUID.v7())
                services[row] = service
                try await event.learn(
                    [event.item(item, row.rawValue, supports: [service])],
                    [
                        ServiceAnnounced(
                            record: service, facts: [], name: row.rawValue, active: true, criticality: 1,
                            valuePerHour: 1, owner: nil, team: team, audience: [audience])
                    ])
            }
            for row in services.keys { try await event.hear(alert("HostDown", on: row.rawValue)) }
            try await event.wait(10)
            try await event.fireTimers()
            let records = try await event.records(of: services)
            var api = eventAPI(event.database, event.moves, event.accept, event.works)
            api.addParkedMessages(Incoming(), in: event.database)
            // Formats check the key themselves; IntakeTests and FormatTests see to it.
            var intake = API(service: "event", title: "Intake", version: "1")
            IntakeRoutes(accept: event.accept).add(to: &intake)
            AlertmanagerRoutes(database: event.database, moves: event.moves, keys: event.accept.keys).add(to: &intake)
            OpsgenieRoutes(database: event.database, keys: event.accept.keys).add(to: &intake)
            ServiceNowRoutes(database: event.database, keys: event.accept.keys).add(to: &intake)
            let open = intake.endpoints.map { ("\($0.method.rawValue) \($0.path)", MatrixRule.open) }
            let rules = Self.rules.merging(open) { own, _ in own }
            try await AccessMatrix(api, rules: rules, records: records).check()
        }
    }
}

extension EventUnderTest {
    /// A run that waits for a person.
    private func adjustment(of alert: UUID?) async throws -> UUID {
        let terms = Runbook.Terms(
            name: UUID().uuidString, purpose: "x",
            action: RunbookAction(executor: .init(route: "ops"), timeout: 30, isIdempotent: false), rollback: nil,
            guards: RunbookGuard(classes: ["server"]),
            limits: RunbookLimits(coolDown: 0, perHour: 9, items: 9, services: 9), settle: 60, rehearses: false,
            needsApproval: true)
        let by = Provenance(actor: .service("tests"), command: "test", correlation: "c-1")
        return try await database.transaction { tx in
            let runbook = try works.keep.create(terms, secrets: [:], by: by, in: tx).record
            let alert = try AlertStore().read(alert?.uuidString ?? "", in: tx).record
            let order = Adjustment.Order(
                number: try Numbers.next(.adjustment, in: tx), runbook: runbook, alert: alert, itemName: nil,
                because: "x", person: nil, change: UUID.v7())
            return try Ledger(AdjustmentStore()).open(UUID.v7(), with: [.asked(order: order)], by: by, in: tx).record.id
        }
    }

    fileprivate func records(of services: [MatrixRow: UUID]) async throws -> [String: [MatrixRow: UUID]] {
        var records: [String: [MatrixRow: UUID]] = ["service": services, "alert": [:], "situation": [:]]
        let (alerts, situations) = (try await alerts(), try await situations())
        for (row, service) in services {
            records["alert"]?[row] = alerts.first { $0.record.binding.mainService == service }?.record.id
            records["adjustment", default: [:]][row] = try await adjustment(of: records["alert"]?[row])
            records["situation"]?[row] =
                situations.first { $0.record.hurt.contains { $0.service == service } }?.record.id
        }
        // Health shows by audience alone: whose team restores a service does not count.
        records["service"]?[.team] = nil
        #expect(records["alert"]?.count == 3 && records["situation"]?.count == 3)
        return records
    }
}
