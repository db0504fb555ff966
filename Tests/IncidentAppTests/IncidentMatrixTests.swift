import AccessMatrix
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import Chassis
@testable import IncidentApp

@Suite struct IncidentMatrixTests {
    private static let seen = MatrixRule.Rows.reach("incident", .incidentsRead)
    private static let read = MatrixRule.may(.incidentsRead).about(seen)
    private static let inside = MatrixRule.may(.incidentsWork).about(seen)

    private static func work(_ body: String? = nil) -> MatrixRule {
        .may(.incidentsWork).about(seen, to: .incidentsWork, body: body)
    }

    private static let majors = MatrixRule.Rows.reach("major", .incidentsWork)

    private static func led() -> MatrixRule { .may(.incidentsWork).about(majors, to: .incidentsWork) }

    static let rules: [String: MatrixRule] = [
        "GET /api/v1/incidents": read,
        "GET /api/v1/incidents/{number}": read,
        "GET /api/v1/incidents/{number}/journal": inside,
        "GET /api/v1/incidents/{number}/why": inside,
        "GET /api/v1/incidents/{number}/clocks": inside,
        "GET /api/v1/incidents/{number}/promises": read,
        "POST /api/v1/incidents/what-if": .may(.incidentsWork),
        "GET /api/v1/incident/service-level-forecast": .may(.incidentsWork),
        "POST /api/v1/incidents/{number}/explain-breach": .may(.incidentsWork),
        "GET /api/v1/incident-reports/definitions": .may(.incidentsRead),
        "GET /api/v1/incident-reports/figures": .may(.incidentsRead),
        "GET /api/v1/incident-reports/figures.csv": .may(.incidentsRead),
        "GET /api/v1/incident-reports/figures/{figure}/records": .may(.incidentsRead),
        "GET /api/v1/incident-reports/figures/{figure}/records.csv": .may(.incidentsRead),
        "GET /api/v1/incident-reports/figures/{figure}/trend": .may(.incidentsRead),
        "GET /api/v1/incident-reports/monthly": .may(.incidentsRead),
        "GET /api/v1/incident-reports/loss": .may(.incidentsWork),
        "GET /api/v1/incident-reports/loss.csv": .may(.incidentsWork),
        "POST /api/v1/incidents/{number}/assign": work(),
        "POST /api/v1/incidents/{number}/start-work": work(),
        "POST /api/v1/incidents/{number}/hold": work(),
        "POST /api/v1/incidents/{number}/resume": work(),
        "POST /api/v1/incidents/{number}/notes": work(),
        "POST /api/v1/incidents/{number}/override-priority": work(),
        "POST /api/v1/incidents/{number}/resolve": work(),
        "POST /api/v1/incidents/{number}/reopen": work(),
        "POST /api/v1/incidents/{number}/close": work(),
        "POST /api/v1/incidents/{number}/cancel": work(),
        "GET /api/v1/incidents/{number}/affected": inside,
        "POST /api/v1/incidents/{number}/affected": .may(.incidentsWork),
        "GET /api/v1/incidents/{number}/family": inside,
        "GET /api/v1/incidents/{number}/similar": inside,
        "GET /api/v1/incidents/{number}/escalations": inside,
        "POST /api/v1/incidents/{number}/join": work(),
        "POST /api/v1/incidents/{number}/leave": work(),
        "POST /api/v1/incidents/{number}/escalate": work(),
        "POST /api/v1/incidents/{number}/categorise": work(),
        "POST /api/v1/incidents/{number}/items": work(),
        "GET /api/v1/incidents/{number}/tasks": inside,
        "POST /api/v1/incidents/{number}/tasks": work(#"{"title":"Ask the supplier"}"#),
        "POST /api/v1/incidents/{number}/tasks/{id}/give": work().with(["id": UUID().uuidString]),
        "POST /api/v1/incidents/{number}/tasks/{id}/finish": work().with(["id": UUID().uuidString]),
        "POST /api/v1/incidents/{number}/tasks/{id}/drop": work().with(["id": UUID().uuidString]),
        "DELETE /api/v1/incidents/{number}/items/{id}": work().with(["id": UUID().uuidString]),
        "POST /api/v1/incidents/bulk": .may(.incidentsWork),
        "POST /api/v1/incidents/{number}/flag": work(),
        "GET /api/v1/major-incidents": .may(.incidentsWork).about(majors),
        "POST /api/v1/major-incidents": .may(.incidentsWork),
        "GET /api/v1/major-incidents/{number}": .may(.incidentsWork).about(majors),
        "GET /api/v1/major-incidents/{number}/journal": .may(.incidentsWork).about(majors),
        "GET /api/v1/major-incidents/{number}/why": .may(.incidentsWork).about(majors),
        "GET /api/v1/major-incidents/{number}/timeline": .may(.incidentsWork).about(majors),
        "GET /api/v1/major-incidents/{number}/timeline/file": .may(.incidentsWork).about(majors),
        "POST /api/v1/major-incidents/{number}/annotations": led(),
        "POST /api/v1/major-incidents/{number}/accept": led(),
        "POST /api/v1/major-incidents/{number}/reject": led(),
        "POST /api/v1/major-incidents/{number}/demote": led(),
        "POST /api/v1/major-incidents/{number}/roles": led(),
        "POST /api/v1/major-incidents/{number}/plan": led(),
        "POST /api/v1/major-incidents/{number}/updates": led(),
        "PUT /api/v1/major-incidents/{number}/review": led(),
        "POST /api/v1/major-incidents/{number}/close": led(),
        "GET /api/v1/restore-order": .may(.incidentsWork),
        "PUT /api/v1/restore-order/teams/{team}": .may(.incidentsWork),
        "GET /api/v1/on-call": .may(.incidentsWork),
        "GET /api/v1/on-call-schedules": .may(.incidentsWork),
        "POST /api/v1/on-call-schedules": .may(.settingsManage),
        "POST /api/v1/on-call-schedules/import": .may(.settingsManage),
        "POST /api/v1/on-call-schedules/trial": .may(.incidentsWork),
        "GET /api/v1/on-call-schedules/{id}": .may(.incidentsWork),
        "GET /api/v1/on-call-schedules/{id}/journal": .may(.incidentsWork),
        "POST /api/v1/on-call-schedules/{id}/amend": .may(.settingsManage),
        "POST /api/v1/on-call-schedules/{id}/retire": .may(.settingsManage),
        "POST /api/v1/on-call-schedules/{id}/override": .may(.incidentsWork),
        "POST /api/v1/on-call-schedules/{id}/swap": .may(.incidentsWork),
        "POST /api/v1/on-call-schedules/{id}/take-over": .may(.incidentsWork),
        "POST /api/v1/on-call-schedules/{id}/withdraw": .may(.incidentsWork),
        "GET /api/v1/on-call-schedules/{id}/on-call": .may(.incidentsWork),
        "GET /api/v1/on-call-schedules/{id}/shifts": .may(.incidentsWork),
        "GET /api/v1/on-call-schedules/{id}/coverage": .may(.incidentsWork),
        "GET /api/v1/on-call-schedules/{id}/calendar.ics": .may(.incidentsWork),
        "GET /api/v1/on-call-schedules/{id}/feed": .may(.incidentsWork),
        "GET /api/v1/on-call-feeds/{token}": .open,
        "GET /api/v1/on-call-report": .may(.incidentsWork),
        "GET /api/v1/escalation-policies": .may(.incidentsWork),
        "POST /api/v1/escalation-policies": .may(.settingsManage),
        "GET /api/v1/escalation-policies/{id}": .may(.incidentsWork),
        "GET /api/v1/escalation-policies/{id}/journal": .may(.settingsManage),
        "POST /api/v1/escalation-policies/{id}/amend": .may(.settingsManage),
        "POST /api/v1/escalation-policies/{id}/retire": .may(.settingsManage),
        "GET /api/v1/pages": .may(.incidentsWork),
        "GET /api/v1/pages/{id}": .may(.incidentsWork),
        "GET /api/v1/pages/{id}/deliveries": .may(.incidentsWork),
        "GET /api/v1/pages/{id}/journal": .may(.incidentsWork),
        "GET /api/v1/pages/{id}/why": .may(.incidentsWork),
        "POST /api/v1/pages/{id}/acknowledge": .may(.incidentsWork),
        "GET /api/v1/page-links/{token}": .open,
        "POST /api/v1/page-links/{token}": .open,
        "GET /api/v1/pager-contacts/{person}": .may(.incidentsWork),
        "PUT /api/v1/pager-contacts/{person}": .may(.incidentsWork),
        "GET /api/v1/my-pages": .signedIn,
        "GET /api/v1/incident/parked-messages": .may(.messagesManage),
        "GET /api/v1/incident/parked-messages/{id}": .may(.messagesManage),
        "POST /api/v1/incident/parked-messages/{id}/replay": .may(.messagesManage),
        "POST /api/v1/incident/parked-messages/{id}/discard": .may(.messagesManage),
    ]

    /// Every kind of edited rules has the same routes.
    private static var edited: [String: MatrixRule] {
        let kinds = [
            PriorityMatrix.name, IncidentCategories.name, EscalationRules.name, AssignmentRules.name,
            ClosingRules.name, MajorIncidentPolicy.name,
        ]
        return kinds.reduce(into: [:]) { rules, kind in
            let place = "/api/v1/incident/\(kind)"
            for read in ["GET \(place)", "GET \(place)/versions", "POST \(place)/trial"] {
                rules[read] = .may(.incidentsWork)
            }
            rules["PUT \(place)"] = .may(.settingsManage)
        }
    }

    @Test func `every route serves whom it should, about the records they may see`() async throws {
        try await IncidentUnderTest.run { service in
            let globex = UUID(), otherTeam = UUID()
            let incidents: [MatrixRow: UUID] = [
                .own: try await service.incident(of: MatrixCaller.person, MatrixCaller.organisation, team: nil),
                .team: try await service.incident(of: UUID(), globex, team: MatrixCaller.team),
                .organisation: try await service.incident(of: UUID(), MatrixCaller.organisation, team: otherTeam),
                .otherOrganisation: try await service.incident(of: UUID(), globex, team: otherTeam),
            ]
            var majors: [MatrixRow: UUID] = [:]
            for (row, incident) in incidents { majors[row] = try await service.candidate(of: incident) }
            var api = service.assembly.api
            api.addParkedMessages(service.assembly.incoming, in: service.database)
            let rules = Self.rules.merging(Self.edited) { $1 }
            try await AccessMatrix(api, rules: rules, records: ["incident": incidents, "major": majors]).check()
        }
    }

    @Test func `an incident belongs to the organisation of whoever reported it`() async throws {
        try await IncidentUnderTest.run { service in
            let acme = UUID()
            let id = try await service.incident(of: UUID(), acme, team: nil)
            let organisation = try await service.database.transaction {
                try service.incidents.store.find(id, in: $0)?.record.organisation
            }
            #expect(organisation == acme)
        }
    }
}

extension IncidentUnderTest {
    /// An incident that this person of this organisation reported.
    func incident(of requester: UUID, _ organisation: UUID?, team: UUID?) async throws -> UUID {
        try await keep(
            PersonAnnounced(
                record: requester, facts: [], name: "Rita", active: true, teams: [], organisation: organisation))
        let id = UUID.v7()
        try await hear(
            ReportIncident(
                record: id, summary: "Cannot pay", description: nil, requester: requester, reportedBy: .v7(),
                channel: "phone", service: nil, urgency: 1, reportedAt: Date()))
        if let team {
            let provenance = Provenance(actor: .service("tests"), command: "assign", correlation: "test")
            try await database.transaction { tx in
                _ = try incidents.perform(.assign(team: team, person: nil), on: id, by: provenance, in: tx)
            }
        }
        return id
    }
}
