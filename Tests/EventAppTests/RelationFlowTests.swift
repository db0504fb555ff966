import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct RelationFlowTests {
    private static let signedIn: HTTPFields = [.authorization: "Bearer x", .contentType: "application/json"]

    private let pair = #"{"cause":{"check":"DiskFull"},"effect":{"check":"Slow"},"nearness":"anywhere"}"#

    private func make(_ event: EventUnderTest, _ body: String) async throws -> RelationView {
        let answer = try await event.call(.post, "/api/v1/cause-relations", body: body, headers: Self.signedIn)
        #expect(answer.status == 201, "\(answer.reply)")
        return try WireJSON.decoder.decode(RelationView.self, from: Data(answer.reply.utf8))
    }

    private func move(_ event: EventUnderTest, _ id: UUID, _ word: String) async throws -> RelationView {
        let answer = try await event.call(
            .post, "/api/v1/cause-relations/\(id.uuidString.lowercased())/\(word)", headers: Self.signedIn)
        #expect(answer.status == 200, "\(answer.reply)")
        return try WireJSON.decoder.decode(RelationView.self, from: Data(answer.reply.utf8))
    }

    private func relations(_ event: EventUnderTest) async throws -> [CauseRelation] {
        try await event.database.transaction { tx in try RelationStore().kept(in: tx).map(\.record) }
    }

    @Test func `a configured relation makes one situation of two, which says why, until it is rejected`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            let made = try await make(event, pair)
            let again = try await event.call(.post, "/api/v1/cause-relations", body: pair, headers: Self.signedIn)
            #expect(again.status == 409 && again.reply.contains("relation_known"))
            try await event.hear(alert("DiskFull", on: "lone"))
            try await event.hear(alert("Slow", on: "db1"))
            let whole = try #require(try await event.situations().first?.record)
            #expect(whole.memberCount == 2 && whole.cause.name == "lone")
            let why = try await event.call(
                .get, "/api/v1/situations/\(whole.number)/why", headers: [.authorization: "Bearer x"])
            #expect(why.reply.contains("DiskFull can cause Slow (configured)"), "\(why.reply)")
            #expect(try await move(event, made.id, "reject").state == .rejected)
            try await event.wait(3600)
            try await event.hear(
                alert("DiskFull", on: "lone", ends: Date()) + "," + alert("Slow", on: "db1", ends: Date()))
            try await event.wait(3600)
            try await event.hear(alert("DiskFull", on: "lone") + "," + alert("Slow", on: "db1"))
            #expect(try await event.situations().filter(\.record.isLive).count == 2)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `what came together often is learned once an hour, forgotten when it is not shown, never when rejected`()
        async throws
    {
        try await EventUnderTest.run(holdOff: 0) { event in
            for _ in 0..<5 {
                try await event.hear(alert("DiskFull", on: "db1"))
                try await event.hear(alert("Slow", on: "web1"))
                try await event.hear(
                    alert("DiskFull", on: "db1", ends: Date()) + "," + alert("Slow", on: "web1", ends: Date()))
                try await event.wait(7200)
            }
            try await event.database.transaction { tx in try KeepRelations.expect(in: tx) }
            try await event.wait(3601)
            try await event.fireTimers()
            let learned = try #require(try await relations(event).first)
            #expect(try await relations(event).count == 1)
            #expect(learned.state == .learned && learned.evidence?.support == 5 && learned.evidence?.confidence == 1)
            #expect(learned.terms.cause == .init(check: "DiskFull", itemClass: "server"))
            let why = try await event.call(
                .get, "/api/v1/cause-relations/\(learned.id.uuidString.lowercased())/why", headers: Self.signedIn)
            #expect(why.reply.contains("5 times, in 100 % of its cases"), "\(why.reply)")
            #expect(try await move(event, learned.id, "reject").state == .rejected)
            try await event.wait(3601)
            try await event.fireTimers()
            #expect(try await relations(event).map(\.state) == [.rejected])
            #expect(try await move(event, learned.id, "end").state == .ended)
            try await event.wait(3601)
            try await event.fireTimers()
            #expect(try await relations(event).map(\.state) == [.learned])
            try await event.wait(40 * 86_400)
            try await event.fireTimers()
            #expect(try await relations(event).isEmpty)
            #expect(try await event.mismatches().isEmpty)
        }
    }
}
