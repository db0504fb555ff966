import ChangeDomain
import Contracts
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import ChangeApp
@testable import Chassis

@Suite struct AdjustmentTests {
    private let run = UUID(), change = UUID(), began = Date(timeIntervalSince1970: 1_795_293_000)

    private func told(
        _ state: AdjustmentState, item: UUID?, begun: Bool = true, effect: String? = nil, isOver: Bool = false,
        answer: String? = nil
    ) -> AdjustmentAnnounced {
        AdjustmentAnnounced(
            record: run, facts: [], number: "ADJ0000001", state: state, runbook: UUID(), runbookName: "restart-pool",
            purpose: "Restart a slow pool", alert: UUID(), alertNumber: "ALT0000001", item: item, itemName: "web",
            because: "Slow pools asked for it", person: nil, change: change, startedAt: begun ? began : nil,
            endsBy: began + 300, answer: answer, effect: effect, isOver: isOver)
    }

    private func hear(_ messages: [AdjustmentAnnounced], in trial: Trial) async throws {
        try await trial.database.transaction { tx in
            for (index, message) in messages.enumerated() {
                try RecordAdjustment().record(message, .of(index + 1), in: tx)
            }
        }
    }

    private func model(_ trial: Trial) async throws -> UUID {
        let yaml = "items:\n  - {name: web, class: application, supports: [Shop]}"
        #expect(try await trial.importing(yaml).status == 200)
        let item = try await trial.ok(.get, "configuration-items/web")
        return try #require(item["id"]?.text.flatMap { UUID(uuidString: $0) })
    }

    @Test
    func `a run is a standard change from its beginning to its effect, however often and in whatever order it is told`()
        async throws
    {
        try await Trial.run { trial in
            let item = try await model(trial)
            try await hear([told(.waiting, item: item, begun: false)], in: trial)
            #expect(try await trial.ok(.get, "changes")["items"]?.elements.isEmpty == true)
            let over = told(.succeeded, item: item, effect: "better", isOver: true, answer: "200: restarted")
            try await hear([told(.running, item: item), told(.running, item: item)], in: trial)
            let open = try await trial.ok(.get, "changes/\(change)")
            #expect(open["state"] == "implementing" && open["type"] == "standard")
            #expect(open["scope"]?[0]?["name"] == "web" && open["summary"] == "restart-pool on web")
            #expect(open["source"]?["kind"] == "adjustment" && open["source"]?["number"] == "ADJ0000001")
            #expect(open["expectedImpact"]?[0]?["service"]?["name"] == "Shop")
            #expect(open["maintenanceWindows"]?.elements.isEmpty == true)
            try await hear([over, over, told(.succeeded, item: item)], in: trial)
            let closed = try await trial.ok(.get, "changes/\(change)")
            #expect(closed["state"] == "closed" && closed["outcome"] == "successful")
            #expect(closed["notes"]?.text?.contains("its effect: better. 200: restarted") == true)
            #expect(try await trial.announced(ChangeAnnounced.self).map(\.state) == ["implementing", "closed"])
            #expect(try await trial.assembly.verification.report(of: "change", in: trial.database).mismatches == [])
        }
    }

    @Test func `what is heard of only when it is over is opened and closed at once`() async throws {
        try await Trial.run { trial in
            let item = try await model(trial)
            try await hear([told(.rolledBack, item: item, effect: "worse", isOver: true)], in: trial)
            let change = try await trial.ok(.get, "changes/\(change)")
            #expect(change["state"] == "closed" && change["outcome"] == "rolled_back")
        }
    }

    @Test(arguments: [
        ("succeeded", "better", "successful"), ("succeeded", "same", "successful_with_issues"),
        ("succeeded", "worse", "failed"), ("failed", nil, "failed"), ("unknown", "better", "failed"),
        ("rollback_failed", "worse", "failed"), ("rolled_back", "worse", "rolled_back"),
    ])
    func `the outcome of the change is that of the run`(state: String, effect: String?, outcome: String) {
        let message = told(AdjustmentState(rawValue: state), item: nil, effect: effect, isOver: true)
        #expect(RecordAdjustment.outcome(of: message).rawValue == outcome)
    }

    @Test func `an item that is not known here does not stop the record`() async throws {
        try await Trial.run { trial in
            try await hear([told(.failed, item: UUID(), isOver: true, answer: "500: no")], in: trial)
            let change = try await trial.ok(.get, "changes/\(change)")
            #expect(change["state"] == "closed" && change["outcome"] == "failed")
        }
    }
}
