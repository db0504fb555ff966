import Contracts
import Foundation
import HTTPTypes
import Records
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

@Suite struct ConversationTests {
    @Test func `who waits for an incident on hold reads what they are asked, once, in the name of who asks`()
        async throws
    {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            let asker = try await desk.requester("Stan", as: desk.administratorToken()).id
            let held = IncidentAnnounced(
                record: try #require(UUID(uuidString: String(record.suffix(36)))), facts: ["held"],
                number: "INC0000042", state: .onHold, summary: "It is slow", priority: 3, impact: 2, urgency: 2,
                services: [], causeItem: nil, situation: nil, problem: nil, team: nil, assignee: nil,
                requester: UUID(uuidString: rita.id), openedAt: Date(), resolvedAt: nil, closedAt: nil, reopenCount: 0,
                question: AnnouncedQuestion(
                    text: "Which printer is it?", askedBy: try #require(UUID(uuidString: asker))))
            try await desk.receive(held, sequence: 2)
            let read = try await desk.ask(.get, "\(record)/conversation", as: rita.token).items
            #expect(read.map { $0["text"] } == ["Which printer is it?"] && read.map { $0["by"] } == ["staff"])
            let notices = try await desk.ask(.get, "/api/v1/notices", as: rita.token)
            #expect(notices.items.map { $0["template"] } == ["reply"])
        }
    }

    @Test func `a requester reads replies and never a note, wherever they look`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            _ = try await desk.ask(.post, "\(record)/notes", as: agent, #"{"text":"The user is confused."}"#)
            let reply = try await desk.ask(.post, "\(record)/replies", as: agent, #"{"text":"We are on it."}"#)
            #expect(reply.status == 201 && reply["by"] == "staff" && reply["kind"] == "reply")
            let hers = try await desk.ask(.get, "\(record)/conversation", as: rita.token)
            #expect(hers.items.map { $0["text"] } == ["We are on it."])
            let asked = try await desk.ask(.get, "\(record)/conversation?kind=note", as: rita.token)
            #expect(asked.status == 200 && asked.items.isEmpty)
            let all = try await desk.ask(.get, "\(record)/conversation", as: agent)
            #expect(all.items.map { $0["kind"] } == ["note", "reply"])
            let summary = try await desk.ask(.get, "\(record)/conversation/summary", as: rita.token)
            #expect(summary.json["replies"] == 1 && summary.json["notes"] == nil && summary.json["watchers"] == nil)
            for path in ["conversation/journal", "time", "presence"] {
                #expect(try await desk.ask(.get, "\(record)/\(path)", as: rita.token).status == 403)
            }
            let note = try await desk.ask(.post, "\(record)/notes", as: rita.token, #"{"text":"Mine"}"#)
            #expect(note.status == 403)
        }
    }

    @Test func `the newest page comes first, and the newest entry last in it`() async throws {
        try await withDesk { desk in
            let (record, _, agent) = try await anIncident(desk)
            for number in 1...5 {
                _ = try await desk.ask(.post, "\(record)/notes", as: agent, #"{"text":"\#(number)"}"#)
            }
            let first = try await desk.ask(.get, "\(record)/conversation?limit=2", as: agent)
            #expect(first.items.map { $0["text"] } == ["4", "5"])
            let second = try await desk.ask(
                .get, "\(record)/conversation?limit=2&cursor=\(try #require(first["next"]))", as: agent)
            #expect(second.items.map { $0["text"] } == ["2", "3"])
        }
    }

    @Test func `a stranger's record answers like one that is not there`() async throws {
        try await withDesk { desk in
            let (record, _, agent) = try await anIncident(desk)
            let stranger = try await desk.requester("Stan", as: desk.administratorToken())
            let missing = "/api/v1/records/incident/\(UUID().uuidString.lowercased())"
            for (method, path, body) in [
                (HTTPRequest.Method.get, "conversation", nil), (.post, "replies", #"{"text":"Hello"}"#),
                (.get, "conversation/summary", nil), (.put, "watch", nil), (.get, "links", nil),
                (.get, "attachments", nil), (.get, "attachments/\(UUID())", nil),
            ] as [(HTTPRequest.Method, String, String?)] {
                let theirs = try await desk.ask(method, "\(record)/\(path)", as: stranger.token, body)
                let nobodys = try await desk.ask(method, "\(missing)/\(path)", as: stranger.token, body)
                #expect(theirs.status == 404 && theirs["code"] == nobodys["code"], "\(path)")
            }
            #expect(try await desk.ask(.get, "/api/v1/records/secret/\(UUID())/links", as: agent).status == 404)
        }
    }

    @Test func `the first public answer is announced, once as the first`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            _ = try await desk.ask(.post, "\(record)/replies", as: rita.token, #"{"text":"Anybody?"}"#)
            _ = try await desk.ask(.post, "\(record)/notes", as: agent, #"{"text":"On it."}"#)
            _ = try await desk.ask(.post, "\(record)/replies", as: agent, #"{"text":"We look."}"#)
            try await desk.pass(60)
            _ = try await desk.ask(.post, "\(record)/replies", as: agent, #"{"text":"Found."}"#)
            let told = try await desk.sent(ConversationAnnounced.self)
            #expect(told.map(\.replies) == [1, 1, 2, 3] && told.map(\.notes) == [0, 1, 1, 1])
            #expect(told[0].firstReplyAt == nil && told[0].lastReplyBy == .requester)
            #expect(told[2].firstReplyAt != nil && told[3].firstReplyAt == told[2].firstReplyAt)
            #expect(told.allSatisfy { $0.kind == "incident" && record.hasSuffix($0.record.uuidString.lowercased()) })
        }
    }

    @Test func `a requester's reply is passed on to incident, an agent's is not`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            _ = try await desk.ask(.post, "\(record)/replies", as: agent, #"{"text":"Is it better?"}"#)
            #expect(try await desk.sent(ReplyToIncident.self).isEmpty)
            let reply = try await desk.ask(.post, "\(record)/replies", as: rita.token, #"{"text":"No."}"#)
            let told = try #require(try await desk.sent(ReplyToIncident.self).first)
            #expect(record.hasSuffix(told.record.uuidString.lowercased()))
            #expect(
                UUID(uuidString: rita.id) == told.person && reply["id"].flatMap { UUID(uuidString: $0) } == told.entry)
        }
    }

    @Test func `what is closed takes no reply but notes`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk, .closed)
            let reply = try await desk.ask(.post, "\(record)/replies", as: rita.token, #"{"text":"Again!"}"#)
            #expect(reply.status == 409 && reply["code"] == "record_closed")
            #expect(try await desk.sent(ReplyToIncident.self).isEmpty)
            #expect(
                try await desk.ask(.post, "\(record)/notes", as: agent, #"{"text":"For the review"}"#).status == 201)
        }
    }

    @Test func `the same key says it once`() async throws {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            let key: HTTPFields = [try #require(HTTPField.Name("Idempotency-Key")): "one"]
            let first = try await desk.ask(
                .post, "\(record)/replies", as: rita.token, #"{"text":"Hello"}"#, headers: key)
            let again = try await desk.ask(
                .post, "\(record)/replies", as: rita.token, #"{"text":"Hello"}"#, headers: key)
            #expect(first["id"] == again["id"] && again.status == 201)
            #expect(try await desk.ask(.get, "\(record)/conversation", as: rita.token).items.count == 1)
        }
    }

    @Test func `a mention makes somebody watch who may read it, and nobody else`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            let stranger = try await desk.requester("Stan", as: desk.administratorToken())
            for (path, person) in [("replies", stranger.id), ("notes", rita.id), ("notes", UUID().uuidString)] {
                let refused = try await desk.ask(
                    .post, "\(record)/\(path)", as: agent, #"{"text":"Look","mentions":["\#(person)"]}"#)
                #expect(refused.status == 422 && refused["code"] == "unknown_person", "\(path)")
                #expect(refused["field"] == "mentions.0")
            }
            let good = try await desk.ask(
                .post, "\(record)/replies", as: agent, #"{"text":"Look","mentions":["\#(rita.id)","\#(rita.id)"]}"#)
            #expect(good.status == 201)
            let summary = try await desk.ask(.get, "\(record)/conversation/summary", as: rita.token)
            #expect(summary.json["watching"] == true)
        }
    }

    @Test func `a note can be taken back by its author for a quarter of an hour`() async throws {
        try await withDesk { desk in
            let (record, _, agent) = try await anIncident(desk)
            let other = try await desk.administratorToken()
            func note() async throws -> String {
                let note = try await desk.ask(.post, "\(record)/notes", as: agent, #"{"text":"Wrong window!"}"#)
                return "\(record)/notes/\(try #require(note["id"]))/withdraw"
            }
            let (first, second) = (try await note(), try await note())
            #expect(try await desk.ask(.post, first, as: other)["code"] == "not_yours")
            let gone = try await desk.ask(.post, first, as: agent)
            #expect(gone.status == 200 && gone["text"] == nil && gone["withdrawnAt"] != nil)
            #expect(try await desk.ask(.post, first, as: agent).status == 200)
            try await desk.pass(16 * 60)
            #expect(try await desk.ask(.post, second, as: agent)["code"] == "too_late")
            let reply = try await desk.ask(.post, "\(record)/replies", as: agent, #"{"text":"Sent."}"#)
            let path = "\(record)/notes/\(try #require(reply["id"]))/withdraw"
            #expect(try await desk.ask(.post, path, as: agent).status == 404)
            let journal = try await desk.ask(.get, "\(record)/conversation/journal", as: agent)
            #expect(journal.items.map { $0["fact"] } == ["opened", "noted", "noted", "noteWithdrawn", "replied"])
            #expect(!"\(journal.json)".contains("Wrong window"))
        }
    }

    @Test(arguments: [
        (#"{"text":""}"#, "text"), (#"{"text":" \n "}"#, "text"), (#"{"text":"a\u0007"}"#, "text"),
        (#"{"text":"a","html":"<b>"}"#, "html"), (#"{"text":"a","mentions":["x"]}"#, "mentions.0"),
        (#"{"text":"a","attachments":["0190a5b2-7c3e-7d4f-8a1b-000000000001"]}"#, "attachments"),
    ])
    func `what cannot be said is refused at its field`(body: String, field: String) async throws {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            let reply = try await desk.ask(.post, "\(record)/replies", as: rita.token, body)
            #expect(reply.status == 422 && reply["field"] == field)
            #expect(try await desk.ask(.get, "\(record)/conversation", as: rita.token).items.isEmpty)
        }
    }

    @Test func `too long a text is refused, the longest is kept`() async throws {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            let longest = String(repeating: "ж", count: 20_000)
            #expect(
                try await desk.ask(.post, "\(record)/replies", as: rita.token, #"{"text":"\#(longest)"}"#).status == 201
            )
            let longer = try await desk.ask(.post, "\(record)/replies", as: rita.token, #"{"text":"\#(longest)!"}"#)
            #expect(longer.status == 422 && longer["code"] == "too_long")
        }
    }

    @Test func `people watch and stop watching, staff also for others`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            let stranger = try await desk.requester("Stan", as: desk.administratorToken())
            #expect(try await desk.ask(.put, "\(record)/watch", as: rita.token).status == 204)
            #expect(try await desk.ask(.put, "\(record)/watch", as: rita.token).status == 204)
            let summary = try await desk.ask(.get, "\(record)/conversation/summary", as: agent)
            #expect(summary.json["watchers"] == .list([.text(rita.id.uppercased())]))
            #expect(try await desk.ask(.delete, "\(record)/watchers/\(rita.id)", as: agent).status == 204)
            let none = try await desk.ask(.get, "\(record)/conversation/summary", as: rita.token)
            #expect(none.json["watching"] == false)
            #expect(try await desk.ask(.put, "\(record)/watchers/\(stranger.id)", as: agent).status == 422)
            #expect(try await desk.ask(.put, "\(record)/watchers/\(rita.id)", as: rita.token).status == 403)
            #expect(try await desk.sent(ConversationAnnounced.self).isEmpty)
        }
    }

    @Test func `the books of conversations are right`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            async let one = desk.ask(.post, "\(record)/replies", as: rita.token, #"{"text":"One"}"#)
            async let two = desk.ask(.post, "\(record)/notes", as: agent, #"{"text":"Two"}"#)
            #expect(try await [one.status, two.status] == [201, 201])
            let report = try await desk.assembly.verification.report(of: "desk", in: desk.database)
            #expect(report.mismatches == [] && report.records["conversation"] == 1)
        }
    }
}

@Suite struct ConversationNoticeTests {
    @Test
    func `a reply is told to the requester and the watchers, a note to staff who watch, and nothing to its author`()
        async throws
    {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            let manager = try await desk.administratorToken()
            for token in [rita.token, manager, agent] {
                _ = try await desk.ask(.put, "\(record)/watch", as: token)
            }
            _ = try await desk.ask(.post, "\(record)/replies", as: agent, #"{"text":"We look."}"#)
            _ = try await desk.ask(.post, "\(record)/notes", as: agent, #"{"text":"A secret."}"#)
            #expect(try await notices(desk, rita.token).map(\.text) == ["We look."])
            #expect(Set(try await notices(desk, manager).map(\.text)) == ["We look.", "A secret."])
            #expect(try await notices(desk, agent).isEmpty)
        }
    }

    @Test func `who is mentioned is told that, once`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            _ = try await desk.ask(.put, "\(record)/watch", as: rita.token)
            _ = try await desk.ask(
                .post, "\(record)/replies", as: agent, #"{"text":"Look","mentions":["\#(rita.id)"]}"#)
            #expect(try await notices(desk, rita.token).map(\.template) == ["mention"])
        }
    }

    private func notices(_ desk: TestDesk, _ token: String) async throws -> [(template: String?, text: String?)] {
        try await desk.ask(.get, "/api/v1/notices", as: token).items.map { item in
            func word(_ key: String) -> String? { if case .text(let text)? = item[key] { text } else { nil } }
            return (word("template"), word("text"))
        }
    }
}
