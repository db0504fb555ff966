import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct NoticeQueueTests {
    @Test func `a person is told once of a cause, in the inbox and by mail`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: "rita@example.org", language: "de")
            let (cause, notice) = (UUID(), aNotice(.reply))
            try await desk.tell(rita.id, notice, cause: cause)
            try await desk.tell(rita.id, notice, cause: cause)
            let inbox = try await desk.ask(.get, "/api/v1/notices", as: rita.token)
            #expect(inbox.items.count == 1 && inbox.items.first?["state"] == "queued")
            #expect(inbox.items.first?["number"] == "REQ0000042" && inbox.items.first?["text"] == "It is on its way.")
            let outgoing = try await desk.outgoing()
            #expect(outgoing.count == 1 && outgoing.first?["address"] == "rita@example.org")
            #expect(outgoing.first?["language"] == "de" && outgoing.first?["attempts"] == .number(0))
        }
    }

    @Test func `of mention, reply and update with one cause the first is kept`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            let cause = UUID()
            try await desk.database.transaction { tx in
                for template in [Notice.Template.mention, .reply, .recordUpdate, .taskAssigned] {
                    try Notices.tell(rita.id, aNotice(template), cause: cause, in: tx)
                }
            }
            #expect(
                try await desk.outgoing().compactMap { $0["template"] }.sorted { "\($0)" < "\($1)" } == [
                    "mention", "task_assigned",
                ])
        }
    }

    @Test func `who has no address, is inactive or does not want mail finds the notice in the inbox`() async throws {
        try await withDesk { desk in
            let silent = try await desk.reader("Silent", mail: nil)
            let unwilling = try await desk.reader("Unwilling", mail: "un@example.org")
            let gone = try await desk.reader("Gone", mail: "gone@example.org")
            _ = try await desk.choose(as: unwilling.token) { $0["reply"] = "off" }
            _ = try await desk.ask(.post, "/api/v1/people/\(gone.id)/deactivate", as: desk.administratorToken())
            for person in [silent.id, unwilling.id, gone.id] { try await desk.tell(person, aNotice(.reply)) }
            try await desk.tell(UUID(), aNotice(.reply))
            let outgoing = try await desk.outgoing()
            #expect(outgoing.allSatisfy { $0["state"] == "suppressed" } && outgoing.count == 3)
            #expect(
                Set(outgoing.map { "\($0["lastAnswer"] ?? .null)" })
                    == Set(["no_address", "unwanted", "inactive"].map { "\(JSONValue.text($0))" }))
            for token in [silent.token, unwilling.token] {
                #expect(try await desk.ask(.get, "/api/v1/notices", as: token).items.count == 1)
            }
        }
    }

    @Test func `the sixth mail about a record within an hour waits for the digest`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            let (busy, calm) = (aNotice(.recordUpdate), aNotice(.recordUpdate))
            for _ in 1...6 { try await desk.tell(rita.id, busy) }
            try await desk.tell(rita.id, calm)
            #expect(try await desk.outgoing("state=queued").count == 6)
            #expect(try await desk.outgoing("state=digest").first?["lastAnswer"] == "throttled")
            try await desk.pass(3_700)
            try await desk.tell(rita.id, busy)
            #expect(try await desk.outgoing("state=queued").count == 7)
        }
    }

    @Test func `what is urgent is told at once, whatever one has chosen and however often`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            _ = try await desk.choose(as: rita.token) { choices in for key in choices.keys { choices[key] = "digest" } }
            let urgent = aNotice(.majorIncident)
            for _ in 1...7 { try await desk.tell(rita.id, urgent) }
            #expect(try await desk.outgoing("state=queued").count == 7)
        }
    }

    @Test func `what waits for the digest is told in one mail at eight in the person's zone`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: "rita@example.org", zone: "Asia/Tokyo")
            _ = try await desk.choose(as: rita.token) { choices in for key in choices.keys { choices[key] = "digest" } }
            let patient = Notice.Template.allCases.filter { !$0.isUrgent }
            for template in patient { try await desk.tell(rita.id, aNotice(template)) }
            #expect(try await desk.outgoing("state=digest").count == patient.count)
            let due = try #require(try await desk.digestTimer(of: rita.id))
            var tokyo = Calendar(identifier: .gregorian)
            tokyo.timeZone = try #require(TimeZone(identifier: "Asia/Tokyo"))
            #expect(tokyo.component(.hour, from: due) == 8 && due > Date() && due < Date() + 90_000)
            try await desk.pass(Int(due.timeIntervalSinceNow) + 2)
            #expect(try await desk.fireTimer())
            let digest = try await desk.outgoing("state=queued")
            #expect(digest.map { $0["template"] } == ["digest"])
            #expect(try await desk.outgoing("state=digested").count == patient.count)
            #expect(try await desk.ask(.get, "/api/v1/notices", as: rita.token).items.count == patient.count)
            #expect(try await desk.digestTimer(of: rita.id) == nil)
        }
    }

    @Test func `reading notices counts them down, and only one's own`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: nil)
            let stranger = try await desk.reader("Stranger", mail: nil)
            for _ in 1...3 { try await desk.tell(rita.id, aNotice(.reply)) }
            let id = try #require(
                try await desk.ask(.get, "/api/v1/notices", as: rita.token).items.first?["id"]?.plainText)
            let path = "/api/v1/notices/\(id)/read"
            #expect(try await desk.ask(.post, path, as: stranger.token).status == 404)
            #expect(try await desk.unread(rita.token) == 3)
            #expect(try await desk.ask(.post, path, as: rita.token).status == 204)
            #expect(try await desk.ask(.post, path, as: rita.token).status == 204)
            #expect(try await desk.unread(rita.token) == 2)
            #expect(try await desk.ask(.get, "/api/v1/notices?unread=true", as: rita.token).items.count == 2)
            #expect(try await desk.ask(.post, "/api/v1/notices/read", as: rita.token).status == 204)
            #expect(try await desk.unread(rita.token) == 0)
            #expect(try await desk.unread(stranger.token) == 0)
        }
    }

    @Test func `a one-time link is never in the inbox`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            try await desk.tell(rita.id, aNotice(.approvalRequested, link: "/approve/secret-word"))
            let inbox = try await desk.ask(.get, "/api/v1/notices", as: rita.token)
            #expect(inbox.items.first?["link"]?.plainText?.hasPrefix("/records/request/") == true)
            #expect(!"\(try await desk.outgoing())".contains("secret-word"))
        }
    }

    @Test func `preferences hold for their person, and approvals cannot be off`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: nil)
            let path = "/api/v1/people/me/preferences"
            #expect(try await desk.ask(.get, path, as: rita.token)["approval"] == "now")
            let refused = try await desk.choose(as: rita.token) { $0["approval"] = "off" }
            #expect(refused.status == 422 && refused["field"] == "approval" && refused["code"] == "always_told")
            #expect(try await desk.choose(as: rita.token) { $0["task"] = "digest" }.status == 200)
            #expect(try await desk.ask(.get, path, as: rita.token)["task"] == "digest")
            #expect(try await desk.choose(as: rita.token) { $0["task"] = "never" }.status == 422)
            #expect(try await desk.ask(.get, path).status == 401)
        }
    }

    @Test func `outgoing mail is the administrators' business, and only failures are tried again`() async throws {
        try await withDesk { desk in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            try await desk.tell(rita.id, aNotice(.reply))
            let id = try #require(try await desk.outgoing().first?["id"]?.plainText)
            let administrator = try await desk.administratorToken()
            #expect(try await desk.ask(.get, "/api/v1/notices/outgoing", as: desk.agentToken()).status == 403)
            let retry = "/api/v1/notices/outgoing/\(id)/retry"
            #expect(try await desk.ask(.post, retry, as: administrator)["code"] == "not_failed")
            try await desk.database.transaction { _ = try $0.execute("UPDATE notice SET state = 'failed'") }
            #expect(try await desk.ask(.post, retry, as: administrator)["state"] == "queued")
            let unknown = "/api/v1/notices/outgoing/\(UUID())/retry"
            #expect(try await desk.ask(.post, unknown, as: administrator).status == 404)
            let summary = try await desk.ask(.get, "/api/v1/notices/outgoing/summary", as: administrator)
            #expect(summary.json["queued"] == .number(1) && summary.json["server"] == .boolean(false))
        }
    }

    @Test func `a message id finds its record, a forged one nothing`() async throws {
        try await withDesk { desk in
            let ids = MessageIDs(identity: try await desk.database.transaction { try MailIdentity.read(in: $0) })
            for kind in RecordKind.allCases {
                let record = RecordReference(kind: kind, id: UUID())
                let id = ids.id(of: UUID(), about: record)
                #expect(ids.record(of: id) == record && ids.record(of: ids.thread(of: record)) == record)
                let other = id.replacing(record.id.uuidString.lowercased(), with: UUID().uuidString.lowercased())
                #expect(ids.record(of: other) == nil)
            }
            #expect(ids.record(of: ids.id(ofDigest: UUID())) == nil)
            for stranger in ["", "<>", "<dienst.a@b>", "<dienst.request.x.y@z>", "dienst", "<x@y>", "<....@>"] {
                #expect(ids.record(of: stranger) == nil)
            }
        }
    }
}
