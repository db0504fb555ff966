import Contracts
import Foundation
import HTTPTypes
import Postgres
import Records
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp
@testable import DeskDomain
@testable import Messaging

@Suite struct RecordHeadTests {
    private let rita = Principal(id: UUID(), name: "Rita", roles: [.requester])
    private let axel = Principal(id: UUID(), name: "Axel", roles: [.agent])

    @Test func `a head is the newest word of its owner, whatever the order of the news`() async throws {
        try await withDesk { desk in
            let id = UUID.v7()
            try await desk.receive(Announced.incident(id, .assigned), sequence: 2)
            try await desk.receive(Announced.incident(id, .resolved), sequence: 5)
            try await desk.receive(Announced.incident(id, .inProgress), sequence: 3)
            let head = try #require(try await desk.head(.incident, id))
            #expect(head.state == "resolved" && !head.isOpen && head.sequence == 5)
        }
    }

    @Test func `after an upgrade the heads are made again once, by one copy`() async throws {
        try await withDesk { desk in
            let id = UUID.v7()
            try await desk.receive(Announced.incident(id, .assigned), sequence: 2)
            _ = try await desk.database.transaction { try $0.execute("DELETE FROM record_head") }
            #expect(try await RenewHeads(database: desk.database, logger: .silent).renew())
            #expect(try await desk.head(.incident, id) == nil)
            let next = RenewHeads(database: desk.database, logger: .silent, edition: RenewHeads.edition + 1)
            _ = try await desk.database.transaction {
                try $0.execute("UPDATE projection_edition SET taken_until = dienst_now() + interval '1 minute'")
            }
            #expect(try await !next.renew())
            try await desk.pass(61)
            #expect(try await next.renew())
            #expect(try await desk.head(.incident, id)?.state == "assigned")
            _ = try await desk.database.transaction { try $0.execute("DELETE FROM record_head") }
            #expect(try await next.renew())
            #expect(try await desk.head(.incident, id) == nil)
        }
    }

    @Test func `problems, known errors and changes have heads that no requester sees`() async throws {
        try await withDesk { desk in
            let (problem, error, change) = (UUID.v7(), UUID.v7(), UUID.v7())
            try await desk.receive(Announced.problem(problem), sequence: 1)
            try await desk.receive(Announced.knownError(error), sequence: 1)
            try await desk.receive(Announced.change(change, requester: rita.id), sequence: 1)
            for reference in [
                RecordReference(kind: .problem, id: problem), RecordReference(kind: .knownError, id: error),
                RecordReference(kind: .change, id: change),
            ] {
                try await desk.database.transaction { tx in
                    let head = try RecordSight().find(reference, for: axel, in: tx)
                    #expect(head.isOpen)
                    #expect(throws: NotFound.self) { try RecordSight().find(reference, for: rita, in: tx) }
                }
            }
        }
    }

    @Test func `a requester sees what they asked for and what hurts them, and nothing else`() async throws {
        try await withDesk { desk in
            let (own, hurting, foreign) = (UUID.v7(), UUID.v7(), UUID.v7())
            try await desk.receive(Announced.incident(own, .new, requester: rita.id), sequence: 1)
            try await desk.receive(Announced.incident(hurting, .new, affected: [UUID(), rita.id]), sequence: 1)
            try await desk.receive(Announced.incident(foreign, .new, requester: UUID()), sequence: 1)
            try await desk.database.transaction { tx in
                let sight = RecordSight()
                let head = try sight.find(RecordReference(kind: .incident, id: own), for: rita, in: tx)
                #expect(head.requester == rita.id)
                _ = try sight.find(RecordReference(kind: .incident, id: hurting), for: rita, in: tx)
                #expect(throws: NotFound("incident", foreign.uuidString.lowercased())) {
                    try sight.find(RecordReference(kind: .incident, id: foreign), for: rita, in: tx)
                }
                #expect(throws: NotFound.self) {
                    try sight.find(RecordReference(kind: .problem, id: own), for: rita, in: tx)
                }
            }
        }
    }

    @Test func `an audience is its organisations, or everybody`() async throws {
        try await withDesk { desk in
            let (acme, other) = (UUID(), UUID())
            let member = Principal(id: UUID(), name: "Mia", roles: [.requester], organisation: acme)
            let (theirs, all) = (UUID.v7(), UUID.v7())
            try await desk.database.transaction { tx in
                for (id, audience) in [(theirs, [other]), (all, [])] {
                    let head = RecordHead(
                        reference: RecordReference(kind: .article, id: id), number: "KB0000001", title: "VPN",
                        state: "published", isOpen: true, readers: .audience(audience), openedAt: Date(),
                        updatedAt: Date(), sequence: 1)
                    let (first, again) = (try RecordHeads().note(head, in: tx), try RecordHeads().note(head, in: tx))
                    #expect(first && !again)
                }
                let sight = RecordSight()
                _ = try sight.find(RecordReference(kind: .article, id: all), for: member, in: tx)
                #expect(throws: NotFound.self) {
                    try sight.find(RecordReference(kind: .article, id: theirs), for: member, in: tx)
                }
            }
        }
    }

    @Test func `emptied heads are made again as they were`() async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let rita = try await desk.requester("Rita", as: administrator)
            _ = try await desk.ask(
                .post, "/api/v1/contacts", as: desk.agentToken(),
                #"{"channel":"phone","person":"\#(rita.id)","summary":"It is slow"}"#)
            try await desk.receive(Announced.incident(UUID.v7(), .new), sequence: 3)
            try await desk.receive(Announced.problem(UUID.v7()), sequence: 2)
            let before = try await desk.heads()
            _ = try await desk.database.transaction { try $0.execute("DELETE FROM record_head") }
            for _ in 1...2 {
                let reply = try await desk.ask(.post, "/api/v1/desk/record-heads/rebuild", as: administrator)
                #expect(reply.json["heads"] == 3)
            }
            let after = try await desk.heads()
            #expect(before.count == 3 && after.map(\.number) == before.map(\.number))
            #expect(after.map(\.sequence) == before.map(\.sequence))
            #expect(after.map(\.state) == before.map(\.state))
            #expect(try await desk.ask(.post, "/api/v1/desk/record-heads/rebuild", as: desk.agentToken()).status == 403)
        }
    }

    @Test func `requests have their heads made again, and owners are asked to tell of theirs`() async throws {
        try await RequestDesk.with { it in
            let request = try await it.submitted(try await it.laptop())
            _ = try await it.ask(.post, "/api/v1/unsupported-requests", as: it.rita.token, #"{"wish":"A pony"}"#)
            let before = try await it.desk.heads()
            _ = try await it.desk.database.transaction { try $0.execute("DELETE FROM record_head") }
            let reply = try await it.ask(.post, "/api/v1/desk/record-heads/rebuild", as: it.administrator)
            #expect(reply.json["heads"] == 2)
            let after = try await it.desk.heads()
            #expect(before.map(\.number) == after.map(\.number) && after.first?.number == request["number"])
            #expect(before.map(\.sequence) == after.map(\.sequence))
            #expect(try await it.desk.sent(AnnounceProblems.self).count == 1)
            #expect(try await it.desk.sent(AnnounceChanges.self).count == 1)
        }
    }

    @Test func `a contact has its head in the same transaction`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let reply = try await desk.ask(
                .post, "/api/v1/contacts", as: desk.agentToken(),
                #"{"channel":"phone","person":"\#(rita.id)","summary":"It is slow"}"#)
            let id = try #require(reply["id"].flatMap { UUID(uuidString: $0) })
            let head = try #require(try await desk.head(.contact, id))
            #expect(head.title == "It is slow" && head.isOpen && head.readers == .staff && head.sequence == 1)
        }
    }
}

extension TestDesk {
    func heads() async throws -> [RecordHead] {
        try await database.transaction {
            try $0.query("SELECT \(RecordHead.columns) FROM record_head ORDER BY number", RecordHead.init)
        }
    }

    func head(_ kind: RecordKind, _ id: UUID) async throws -> RecordHead? {
        try await database.transaction { try RecordHeads().find(RecordReference(kind: kind, id: id), in: $0) }
    }
}

/// Announcements of the other services, as short as they go.
enum Announced {
    static func incident(
        _ id: UUID, _ state: IncidentState, number: String = "INC0000042", summary: String = "It is slow",
        services: [UUID] = [], requester: UUID? = nil, affected: [UUID] = [], situation: UUID? = nil
    ) -> IncidentAnnounced {
        IncidentAnnounced(
            record: id, facts: [], number: number, state: state, summary: summary, priority: 3, impact: 2, urgency: 2,
            services: services, causeItem: nil, situation: situation, problem: nil, team: nil, assignee: nil,
            requester: requester, openedAt: Date(), resolvedAt: nil, closedAt: nil, reopenCount: 0,
            affectedCount: affected.count, affected: affected)
    }

    static func problem(_ id: UUID, summary: String = "Pool runs dry") -> ProblemAnnounced {
        ProblemAnnounced(
            record: id, facts: [], number: "PRB0000007", state: "assess", summary: summary, causeItem: nil,
            incidents: [], incidentCount: 0, knownError: nil, priority: 2)
    }

    static func knownError(_ id: UUID) -> KnownErrorAnnounced {
        KnownErrorAnnounced(
            record: id, facts: [], number: "KER0000003", state: "published", problem: UUID(),
            problemNumber: "PRB0000007", summary: "Pool runs dry", workaround: "Restart the worker", edition: 1,
            causeItem: nil, incidents: [])
    }

    static func change(_ id: UUID, requester: UUID? = nil) -> ChangeAnnounced {
        ChangeAnnounced(
            record: id, facts: [], number: "CHG0000009", state: "scheduled", summary: "Grow the pool", scope: [],
            expectedImpact: [], plannedStart: nil, plannedEnd: nil, startedAt: nil, endedAt: nil, outcome: nil,
            requester: requester)
    }
}
