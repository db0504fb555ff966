import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records
import Testing

@testable import ProblemApp

@Suite struct ImprovementTests {
    @Test func `what the desk refers is registered once, with its source`() async throws {
        try await ProblemUnderTest.run { service in
            let id = UUID()
            let asked = RegisterImprovement(
                record: id, title: "Guest VPN", description: "A VPN for guests", horizon: "long", registeredBy: UUID(),
                owner: nil, source: RecordSource(kind: "unsupported-request", record: UUID(), number: "USR0000007"),
                registeredAt: Date())
            for _ in 0..<2 {
                let received = Received(
                    messageID: UUID(), sequence: 0, sender: "desk",
                    provenance: Provenance(actor: .service("desk"), command: "test", correlation: "test"))
                try await service.database.transaction { tx in
                    try KeepImprovements().register(asked, received, in: tx)
                }
            }
            let view: ImprovementView = try await service.get("improvements/IMP0000001")
            #expect(view.id == id && view.source?.number == "USR0000007" && view.state == .new)
        }
    }

    @Test func `an improvement is accepted, made and judged`() async throws {
        try await ProblemUnderTest.run { service in
            let made: ImprovementView = try await service.post(
                "improvements", #"{"title":"Quieter tills","horizon":"short"}"#)
            let path = "improvements/\(made.number)"
            #expect(try await service.refusal("\(path)/start").status == 409)
            let _: ImprovementView = try await service.post("\(path)/accept")
            let _: ImprovementView = try await service.post("\(path)/start")
            let closed: ImprovementView = try await service.post(
                "\(path)/close", #"{"verdict":"no_effect","note":"As loud"}"#)
            #expect(closed.state == .closed && closed.verdict == .noEffect && closed.version == 4)
            let bad = try await service.refusal("improvements", #"{"title":" ","horizon":"short"}"#)
            #expect(bad.status == 422 && bad.field == "title")
            let stranger = try await service.refusal(
                "improvements", #"{"title":"T","horizon":"long","owner":"6f1c0c8e-0000-7000-8000-000000000000"}"#)
            #expect(stranger.status == 422)
            #expect(try await service.refusal("\(path)/accept", as: .requester).status == 403)
        }
    }
}
