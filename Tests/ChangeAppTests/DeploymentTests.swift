import Contracts
import Foundation
import Messaging
import Postgres
import Records
import Testing

@testable import ChangeApp

@Suite struct DeploymentTests {
    private func told(
        _ outcome: DeploymentOutcome, id: UUID, started: Date? = nil, finished: Date? = nil
    ) -> DeploymentAnnounced {
        DeploymentAnnounced(
            record: id, facts: ["heard"], tool: "github", name: "acme/shop", environment: "production",
            revision: "4f1c2d3", outcome: outcome, startedAt: started, finishedAt: finished, link: nil, items: [],
            services: [], change: "CHG0000012")
    }

    @Test func `a deployment is one row from start to end, whichever is heard of first`() async throws {
        try await Trial.run { trial in
            let (noon, first, second) = (Date(timeIntervalSince1970: 1_795_293_000), UUID(), UUID())
            let start = [first, second].map { told(.running, id: $0, started: noon) }
            let end = [first, second].map { told(.failed, id: $0, finished: noon + 60) }
            try await trial.database.transaction { tx in
                let store = DeploymentStore()
                try store.keep(start[0], .of(1), in: tx)
                try store.keep(end[0], .of(2), in: tx)
                try store.keep(end[1], .of(2), in: tx)
                try store.keep(start[1], .of(1), in: tx)
                try store.keep(start[1], .of(1), in: tx)
                let rows = try tx.query("SELECT * FROM deployments ORDER BY id") { try DeploymentView($0) }
                #expect(Set(rows.map(\.id)) == [first, second])
                #expect(
                    rows.allSatisfy { $0.outcome == "failed" && $0.startedAt == noon && $0.finishedAt == noon + 60 })
                #expect(rows.allSatisfy { $0.change == "CHG0000012" })
            }
        }
    }
}

extension Received {
    /// As if event management had sent it.
    static func of(_ sequence: Int) -> Received {
        Received(
            messageID: UUID(), sequence: sequence, sender: "event",
            provenance: Provenance(actor: .service("event"), command: "test", correlation: "test"))
    }
}
