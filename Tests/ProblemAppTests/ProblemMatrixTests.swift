import AccessMatrix
import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records
import Testing

@testable import Chassis
@testable import ProblemApp

@Suite struct ProblemMatrixTests {
    private static let problems = MatrixRule.Rows.reach("problem", .problemsRead)
    private static let candidates = MatrixRule.Rows.reach("candidate", .problemsRead)
    private static let knownErrors = MatrixRule.Rows.reach("known error", .problemsRead)

    private static func read(_ rows: MatrixRule.Rows) -> MatrixRule { .may(.problemsRead).about(rows) }

    private static func work(_ rows: MatrixRule.Rows, _ body: String? = nil) -> MatrixRule {
        .may(.problemsWork).about(rows, to: .problemsWork, body: body)
    }

    static let rules: [String: MatrixRule] = [
        "GET /api/v1/problems": read(problems),
        "POST /api/v1/problems": .may(.problemsWork),
        "GET /api/v1/problems/{number}": read(problems),
        "GET /api/v1/problems/{number}/journal": read(problems),
        "GET /api/v1/problems/{number}/why": read(problems),
        "POST /api/v1/problems/{number}/assess": work(problems),
        "POST /api/v1/problems/{number}/analyse": work(problems),
        "POST /api/v1/problems/{number}/confirm-cause": work(problems),
        "POST /api/v1/problems/{number}/plan-fix": work(problems),
        "POST /api/v1/problems/{number}/resolve": work(problems),
        "POST /api/v1/problems/{number}/close": work(problems),
        "POST /api/v1/problems/{number}/cancel": work(problems, #"{"reason":"No problem."}"#),
        "POST /api/v1/problems/{number}/accept-risk": .may(.problemsAcceptRisk).about(
            problems, to: .problemsAcceptRisk, body: #"{"reason":"Rare.","reviewAt":"2030-01-01T00:00:00Z"}"#),
        "POST /api/v1/problems/{number}/prioritise": work(problems),
        "POST /api/v1/problems/{number}/assign": work(problems),
        "POST /api/v1/problems/{number}/link-incident": work(problems, #"{"incident":"INC0000001"}"#),
        "POST /api/v1/problems/{number}/unlink-incident": work(problems, #"{"incident":"INC0000001"}"#),
        "GET /api/v1/problem-candidates": read(candidates),
        "GET /api/v1/problem-candidates/{number}": read(candidates),
        "GET /api/v1/problem-candidates/{number}/journal": read(candidates),
        "GET /api/v1/problem-candidates/{number}/why": read(candidates),
        "POST /api/v1/problem-candidates/{number}/accept": work(candidates),
        "POST /api/v1/problem-candidates/{number}/dismiss": work(candidates),
        "GET /api/v1/known-errors": read(knownErrors),
        "POST /api/v1/known-errors": .may(.problemsWork),
        "GET /api/v1/known-errors/{number}": read(knownErrors),
        "GET /api/v1/known-errors/{number}/journal": read(knownErrors),
        "GET /api/v1/known-errors/{number}/why": read(knownErrors),
        "POST /api/v1/known-errors/{number}/revise": work(knownErrors, #"{"noWorkaround":true}"#),
        "POST /api/v1/known-errors/{number}/publish": work(knownErrors),
        "POST /api/v1/known-errors/{number}/retire": work(knownErrors),
        "GET /api/v1/improvements": .may(.problemsRead),
        "POST /api/v1/improvements": .may(.problemsWork),
        "GET /api/v1/improvements/{number}": .may(.problemsRead),
        "GET /api/v1/improvements/{number}/journal": .may(.problemsRead),
        "GET /api/v1/improvements/{number}/why": .may(.problemsRead),
        "POST /api/v1/improvements/{number}/assign": .may(.problemsWork),
        "POST /api/v1/improvements/{number}/accept": .may(.problemsWork),
        "POST /api/v1/improvements/{number}/start": .may(.problemsWork),
        "POST /api/v1/improvements/{number}/close": .may(.problemsWork),
        "POST /api/v1/improvements/{number}/reject": .may(.problemsWork),
        "GET /api/v1/problem/parked-messages": .may(.messagesManage),
        "GET /api/v1/problem/parked-messages/{id}": .may(.messagesManage),
        "POST /api/v1/problem/parked-messages/{id}/replay": .may(.messagesManage),
        "POST /api/v1/problem/parked-messages/{id}/discard": .may(.messagesManage),
    ]

    @Test func `every route serves whom it should, about the records they may see`() async throws {
        try await ProblemUnderTest.run { service in
            let own = try await service.problem(assignee: MatrixCaller.person, team: nil)
            let team = try await service.problem(assignee: nil, team: MatrixCaller.team)
            let other = try await service.problem(assignee: nil, team: UUID())
            let candidate = try await service.candidate()
            var api = service.api
            api.addParkedMessages(Incoming(), in: service.database)
            let records: [String: [MatrixRow: UUID]] = [
                "problem": [.own: own.problem, .team: team.problem, .otherOrganisation: other.problem],
                "known error": [.own: own.knownError, .team: team.knownError, .otherOrganisation: other.knownError],
                "candidate": [.otherOrganisation: candidate],
            ]
            try await AccessMatrix(api, rules: Self.rules, records: records).check()
        }
    }
}

extension ProblemUnderTest {
    /// A problem with a known error.
    fileprivate func problem(assignee: UUID?, team: UUID?) async throws -> (problem: UUID, knownError: UUID) {
        let problem: ProblemView = try await post("problems", #"{"summary":"Slow"}"#)
        if let assignee {
            try await keep(PersonAnnounced(record: assignee, facts: [], name: "A", active: true, teams: []))
        }
        if let team { try await keep(TeamAnnounced(record: team, facts: [], name: "T", active: true)) }
        let parts = [assignee.map { #""person":"\#($0)""# }, team.map { #""team":"\#($0)""# }].compactMap { $0 }
        let _: ProblemView = try await post("problems/\(problem.id)/assign", "{\(parts.joined(separator: ","))}")
        let known: KnownErrorView = try await post(
            "known-errors", #"{"problem":"\#(problem.id)","workaround":"Restart it."}"#)
        return (problem.id, known.id)
    }

    fileprivate func candidate() async throws -> UUID {
        let cause = UUID()
        try await keepItem(cause)
        for number in 1...5 { try await hear(anIncident(number, cause: cause, day: Double(number) / 10)) }
        struct Items: Decodable { let items: [CandidateLine] }
        let found = try await get("problem-candidates", as: Items.self)
        return try #require(found.items.first?.id)
    }
}
