import EventDomain
import Foundation
import Records
import Testing

@Suite struct DeploymentCauseTests {
    private func deployment(_ name: String, minutes: Double, change: String? = nil) -> RecentChange {
        RecentChange(
            name: name, revision: "1.4.2", tool: "argocd", at: noon - minutes * 60, link: nil, change: change)
    }

    private func cause(_ alerts: [Alert], _ changes: [(item: UUID, change: RecentChange)]) throws -> Situation.Cause {
        var count = 0
        var board = CorrelationBoard(
            SituationMap(model: model), rule: CorrelationRule(),
            knowledge: CauseKnowledge(changes: RecentChanges(changes)), now: noon
        ) {
            count += 1
            return id(2000 + count)
        }
        for alert in alerts { board.fired(alert) }
        board.settle()
        let home = try #require(board.placements.values.first)
        return try #require(board.situation(home)).cause
    }

    @Test func `a deployment on the cause, or on what it needs, is named when it was in the hour before`() throws {
        let one = try cause([alert(1, on: "db1")], [(db1, deployment("orders-db", minutes: 12, change: "CHG0000042"))])
        #expect(one.why.because.contains("orders-db 1.4.2 was deployed for CHG0000042 12 minutes before"))
        #expect(one.deployment?.name == "orders-db" && one.why.inputs["deployment"]?.contains("argocd") == true)
        let below = try cause([alert(1, on: "db1")], [(san1, deployment("firmware", minutes: 1))])
        #expect(below.why.because.contains("firmware 1.4.2 was deployed on san1, which it needs, a minute before"))
        let above = try cause([alert(1, on: "db1")], [(web1, deployment("shop", minutes: 1))])
        #expect(above.deployment == nil && !above.why.because.contains("deployed"))
    }

    @Test func `it weighs less with every hour, and what came afterwards weighs nothing`() throws {
        func weight(_ minutes: Double?) throws -> Int {
            let changes = minutes.map { [(item: web1, change: deployment("shop", minutes: $0))] } ?? []
            return try #require(try cause([alert(1, on: "web1")], changes).confidence)
        }
        #expect(try weight(1) > weight(120) && weight(120) > weight(nil))
        #expect(try weight(300) == weight(nil) && weight(-5) == weight(nil))
        #expect(
            try !cause([alert(1, on: "web1")], [(web1, deployment("shop", minutes: 90))]).why.because.contains("shop"))
    }
}
