import Contracts
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import ChangeApp
@testable import Chassis

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

@Suite struct DeploymentChangeTests {
    private func told(
        _ outcome: DeploymentOutcome, id: UUID, items: [UUID], change: String? = nil
    ) -> DeploymentAnnounced {
        DeploymentAnnounced(
            record: id, facts: ["heard"], tool: "github", name: "acme/shop", environment: "production",
            revision: "4f1c2d3", outcome: outcome, startedAt: Date(timeIntervalSince1970: 1_795_293_000),
            finishedAt: nil, link: nil, items: items, services: [], change: change)
    }

    @Test func `a deployment that touches the model is a standard change; one that names a change is that change's`()
        async throws
    {
        try await Trial.run { trial in
            let yaml = "items:\n  - {name: shop-web, class: application, supports: [Shop]}"
            #expect(try await trial.importing(yaml).status == 200)
            let item = try await trial.ok(.get, "configuration-items/shop-web")["id"]?.text
            let items = [try #require(item.flatMap { UUID(uuidString: $0) })]
            let (first, second, third) = (UUID(), UUID(), UUID())
            try await trial.database.transaction { tx in
                let recording = RecordDeployment()
                try recording.record(told(.running, id: first, items: items), .of(1), in: tx)
                try recording.record(told(.failed, id: first, items: items), .of(2), in: tx)
                try recording.record(told(.running, id: first, items: items), .of(1), in: tx)
                try recording.record(told(.successful, id: second, items: items, change: "CHG0000001"), .of(1), in: tx)
                try recording.record(told(.successful, id: third, items: []), .of(1), in: tx)
            }
            let changes = try await trial.ok(.get, "changes")["items"]?.elements ?? []
            #expect(changes.count == 1)
            #expect(changes[0]["summary"] == "Deploy acme/shop 4f1c2d3 to production")
            #expect(changes[0]["state"] == "closed" && changes[0]["outcome"] == "failed")
            #expect(changes[0]["type"] == "standard" && changes[0]["source"]?["kind"] == "deployment")
            #expect(changes[0]["scope"]?[0]?["name"] == "shop-web")
            #expect(try await trial.assembly.verification.report(of: "change", in: trial.database).mismatches == [])
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
