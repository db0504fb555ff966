import AccessMatrix
import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres
import Records
import Testing

@testable import ChangeApp
@testable import Chassis

@Suite struct ChangeMatrixTests {
    private static let changes = MatrixRule.Rows.reach("change", .changesRead)
    private static let windows = MatrixRule.Rows.reach("window", .changesRead)
    private static let read = MatrixRule.may(.changesRead).about(changes)

    private static func work(_ body: String? = nil) -> MatrixRule {
        .may(.changesWork).about(changes, to: .changesWork, body: body)
    }

    static let rules: [String: MatrixRule] = [
        "GET /api/v1/changes": read,
        "POST /api/v1/changes/bulk": .may(.changesWork),
        "POST /api/v1/changes": .may(.changesWork),
        "GET /api/v1/changes/{number}": read,
        "PATCH /api/v1/changes/{number}": work(),
        "GET /api/v1/changes/{number}/affected-services": read,
        "GET /api/v1/changes/{number}/journal": read,
        "GET /api/v1/changes/{number}/why": read,
        "POST /api/v1/changes/{number}/schedule": work(),
        "POST /api/v1/changes/{number}/implement": work(),
        "POST /api/v1/changes/{number}/extend": work(),
        "POST /api/v1/changes/{number}/close": work(),
        "POST /api/v1/changes/{number}/cancel": work(),
        "GET /api/v1/configuration-items": .may(.configurationRead),
        "GET /api/v1/configuration-items/{item}": .may(.configurationRead),
        "GET /api/v1/configuration-items/{item}/journal": .may(.configurationRead),
        "GET /api/v1/configuration-items/{item}/why": .may(.configurationRead),
        "GET /api/v1/configuration-items/{item}/dependencies": .may(.configurationRead),
        "GET /api/v1/configuration-items/{item}/dependants": .may(.configurationRead),
        "POST /api/v1/configuration-items/import": .may(.configurationManage),
        "GET /api/v1/maintenance-windows": .may(.changesRead).about(windows),
        "GET /api/v1/maintenance-windows/{number}": .may(.changesRead).about(windows),
        "GET /api/v1/maintenance-windows/{number}/journal": .may(.changesRead).about(windows),
        "GET /api/v1/maintenance-windows/{number}/why": .may(.changesRead).about(windows),
        "GET /api/v1/deployments": .may(.changesRead).about(.reach("deployment", .changesRead)),
        "GET /api/v1/change/parked-messages": .may(.messagesManage),
        "GET /api/v1/change/parked-messages/{id}": .may(.messagesManage),
        "POST /api/v1/change/parked-messages/{id}/replay": .may(.messagesManage),
        "POST /api/v1/change/parked-messages/{id}/discard": .may(.messagesManage),
    ]

    @Test func `every route serves whom it should, about the records they may see`() async throws {
        try await Trial.run { trial in
            let globex = UUID(), otherTeam = UUID()
            let ours = try await trial.service("Ours", for: MatrixCaller.organisation)
            let theirs = try await trial.service("Theirs", for: globex)
            try await trial.keepNames(of: [MatrixCaller.team, otherTeam])
            let rows: [(MatrixRow, UUID, UUID, UUID?)] = [
                (.own, MatrixCaller.person, theirs, nil), (.team, UUID(), theirs, MatrixCaller.team),
                (.organisation, UUID(), ours, otherTeam), (.otherOrganisation, UUID(), theirs, otherTeam),
            ]
            var records: [String: [MatrixRow: UUID]] = ["change": [:], "window": [:]]
            for (row, requester, service, team) in rows {
                let made = try await trial.change(of: requester, touching: service, team: team)
                records["change"]?[row] = made.change
                records["window"]?[row] = made.window
            }
            records["deployment"] = [
                .team: try await trial.deployment(of: trial.service("T", for: globex, team: MatrixCaller.team)),
                .organisation: try await trial.deployment(of: ours),
                .otherOrganisation: try await trial.deployment(of: theirs),
            ]
            var api = trial.assembly.api
            api.addParkedMessages(trial.assembly.incoming, in: trial.database)
            try await AccessMatrix(api, rules: Self.rules, records: records).check()
        }
    }
}

extension Trial {
    fileprivate func service(_ name: String, for organisation: UUID, team: UUID? = nil) async throws -> UUID {
        let id = UUID()
        try await database.transaction { tx in
            let service = ServiceAnnounced(
                record: id, facts: [], name: name, active: true, criticality: 1, valuePerHour: 1, owner: nil,
                team: team, audience: [organisation])
            _ = try Projection<ServiceAnnounced>().keep(service, sequence: 1, in: tx)
        }
        return id
    }

    /// A deployment that names a service.
    fileprivate func deployment(of service: UUID) async throws -> UUID {
        let id = UUID()
        try await database.transaction { tx in
            let told = DeploymentAnnounced(
                record: id, facts: ["heard"], tool: "github", name: "acme/shop", environment: nil, revision: nil,
                outcome: .successful, startedAt: nil, finishedAt: nil, link: nil, items: [], services: [service],
                change: nil)
            try DeploymentStore().keep(told, .of(1), in: tx)
        }
        return id
    }

    fileprivate func keepNames(of teams: [UUID]) async throws {
        try await database.transaction { tx in
            for team in teams {
                let announced = TeamAnnounced(record: team, facts: [], name: team.uuidString, active: true)
                _ = try Projection<TeamAnnounced>().keep(announced, sequence: 1, in: tx)
            }
        }
    }

    /// A change with a planned maintenance window.
    fileprivate func change(
        of requester: UUID, touching service: UUID, team: UUID?
    ) async throws -> (change: UUID, window: UUID) {
        try await database.transaction { tx in
            let now = try tx.now
            let provenance = Provenance(actor: .service("tests"), command: "test", correlation: "test")
            let period = try Period(start: now.addingTimeInterval(3600), end: now.addingTimeInterval(7200))
            let plan = Change.Plan(
                type: .normal, summary: "Replace the disk", team: team, scope: [],
                expectedImpact: [ExpectedImpact(service, .none)], window: period)
            let kept = try DraftChange(changes: Ledger(ChangeStore())).draft(
                plan, requester: requester, by: provenance, in: tx)
            let window = MaintenanceWindow.Plan(
                number: try Numbers.next(.window, in: tx), change: kept.record.id, changeNumber: kept.record.number,
                scope: [], expectedImpact: plan.expectedImpact, period: period)
            let planned = try Ledger(WindowStore()).open(
                UUID.v7(at: now), with: [.planned(window)], by: provenance, in: tx)
            return (kept.record.id, planned.record.id)
        }
    }
}
