import DeskDomain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct PresenceTests {
    @Test func `who looks at a record hears when somebody comes, writes and goes, and nobody else hears of it`()
        async throws
    {
        try await withDesk { desk in
            let hub = LiveHub(pace: LiveStream.Pace(rest: .zero, restAfterReset: .zero))
            let (anna, bert, carl) = (UUID(), UUID(), UUID())
            let streams = [anna, bert, carl].map { hub.open(session: UUID(), person: $0, again: false) }
            for stream in streams { _ = await stream.next() }
            let teller = PresenceTeller(hub: hub, database: desk.database, logger: .silent)
            let (here, there) = (
                RecordReference(kind: .incident, id: UUID()), RecordReference(kind: .incident, id: UUID())
            )
            func look(
                after seen: PresenceTeller.Seen,
                _ doing: @Sendable @escaping (PresenceStore, Transaction) throws -> Void
            ) async throws -> (seen: PresenceTeller.Seen, told: [Bool]) {
                try await desk.database.transaction { try doing(PresenceStore(), $0) }
                let now = await teller.look(after: seen)
                let told = streams.map(\.isWaiting)
                for (stream, isTold) in zip(streams, told) where isTold {
                    let text = try #require(await stream.next())
                    #expect(text.contains(#""topic":"presence","id":"\#(here.id)""#) && !text.contains("\(there.id)"))
                }
                return (now, told)
            }
            let alone = try await look(after: [:]) {
                try $0.note(anna, .viewing, at: here, in: $1)
                try $0.note(carl, .viewing, at: there, in: $1)
            }
            #expect(alone.told == [false, false, false])
            let together = try await look(after: alone.seen) { try $0.note(bert, .viewing, at: here, in: $1) }
            #expect(together.told == [true, true, false])
            let same = try await look(after: together.seen) { try $0.note(bert, .viewing, at: here, in: $1) }
            #expect(same.told == [false, false, false])
            let writing = try await look(after: same.seen) { try $0.note(bert, .typing, at: here, in: $1) }
            #expect(writing.told == [true, false, false])
            let gone = try await look(after: writing.seen) { try $0.leave(bert, here, in: $1) }
            #expect(gone.told == [true, false, false])
        }
    }
}
