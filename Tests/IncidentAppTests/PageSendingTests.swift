import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import TestSupport
import Testing

@testable import IncidentApp

/// Calls on their way: a real mail server, a webhook's other end, an app that asks, and the link in each of them.
@Suite struct PageSendingTests {
    private func kinds(_ trial: PagingUnderTest, _ page: PageView) async throws -> [String] {
        try await trial.deliveries(page).map { "\($0.kind) \($0.state) \($0.attempts.count)" }.sorted()
    }

    @Test func `calls reach a mail server and a push endpoint, and are tried again while nobody takes them`()
        async throws
    {
        try await PagingUnderTest.run(mail: "ann@example.net") { trial in
            let (service, peer, sink) = (trial.service, try await MailPeer.start(), try await PushSink.start())
            defer { sink.stop() }
            let settings = try trial.settings([
                "DIENST_MAIL_SERVER": peer.address, "DIENST_MAIL_FROM": "Dienst <on-call@example.org>",
                "DIENST_PAGING_HOSTS": sink.address, "DIENST_PAGING_NETWORKS": "127.0.0.0/8",
            ])
            let push = "\(sink.address)/call"
            _ = try await service.database.transaction {
                try PagerContacts.set([.init(person: trial.ann, kind: .webhook, address: push)], of: trial.ann, in: $0)
            }
            let sender = PageSender(database: service.database, settings: settings, logger: .silent)
            sink.answers(503)
            try await service.hear(aSituation(), sequence: 1)
            while try await sender.sendOne() {}
            let page = try #require(try await trial.pages().first)
            #expect(try await kinds(trial, page) == ["mail sent 1", "webhook queued 1"])
            sink.answers(204)
            _ = try await service.database.transaction {
                try $0.execute("UPDATE clock_shift SET shift = interval '6 seconds'")
            }
            while try await sender.sendOne() {}
            #expect(try await kinds(trial, page) == ["mail sent 1", "webhook sent 2"])
            let answers = try await trial.deliveries(page).first { $0.kind == .webhook }?.attempts.map(\.answer)
            #expect(answers?.map { $0?.prefix(3) } == ["503", "204"])
            let mail = try #require(try peer.mails().first)
            #expect(mail.recipients == ["ann@example.net"] && mail["Subject"] == "[P1] INC0000001: db-1 is down")
            #expect(mail.text.contains("https://desk.example.org/work/incidents/INC0000001"))
            #expect(mail.text.contains("Ich kümmere mich:"), "in her language")
            let told = try #require(sink.bodies.last)
            let call = try WireJSON.decoder.decode(PageMessage.Call.self, from: told)
            #expect(call.number == "INC0000001" && call.person == trial.ann && sink.bodies.count == 2)
            #expect(mail.text.contains(try #require(call.acknowledge)))
            try await peer.stop()
        }
    }

    @Test func `the link shows the call, its button answers it, and no other link does`() async throws {
        try await PagingUnderTest.run { trial in
            try await trial.service.hear(aSituation(), sequence: 1)
            let page = try #require(try await trial.pages().first)
            let link = SignedLink(purpose: .page, subject: page.id, person: trial.ann)
            let token = try await trial.service.database.transaction { try link.token(in: $0) }
            let path = "/api/v1/page-links/\(token)"
            let shown = try await trial.service.ask(.get, path, as: "nobody")
            #expect(shown.status == 200 && String(decoding: shown.body, as: UTF8.self).contains("Ich kümmere mich"))
            #expect(try await trial.pages().map(\.state) == [.ringing], "a scanner that reads it answers nothing")
            let forged = String(token.reversed())
            #expect(try await trial.service.ask(.post, "/api/v1/page-links/\(forged)", as: "nobody").status == 404)
            #expect(try await trial.service.ask(.post, path, as: "nobody").status == 200)
            let after = try #require(try await trial.pages().first)
            #expect(after.state == .acknowledged && after.acknowledgedBy.map(\.name) == ["Ann"])
            try await trial.pass(minutes: 60)
            #expect(try await trial.called(page) == ["Ann"])
            #expect(
                try await trial.service.ask(
                    .post, "/api/v1/incidents/INC0000001/cancel", #"{"reason":"A test"}"#
                ).status == 200)
            #expect(try await trial.service.ask(.post, path, as: "nobody").status == 409)
        }
    }

    @Test func `an app asks for its owner's calls, and the ledger says that it has them`() async throws {
        try await PagingUnderTest.run { trial in
            let service = trial.service
            let own = "/api/v1/pager-contacts/\(Doorman.requester)"
            try await service.keep(
                PersonAnnounced(record: Doorman.requester, facts: [], name: "Rita", active: true, teams: []))
            #expect(try await service.ask(.put, own, #"{"app":true}"#, as: "agent").status == 404)
            #expect(try await service.ask(.put, own, #"{"mail":"no address"}"#, as: "administrator").status == 422)
            let inside = #"{"webhook":"http://127.0.0.1:1/x"}"#
            #expect(try await service.ask(.put, own, inside, as: "administrator").status == 422)
            #expect(try await service.ask(.put, own, #"{"app":true}"#, as: "administrator").status == 200)
            let policies = try await service.get("/api/v1/escalation-policies", as: Policies.self).items
            let policy = try #require(policies.first)
            let text = String(decoding: try WireJSON.encoder.encode(policy.terms), as: UTF8.self)
                .replacing(trial.ben.uuidString, with: Doorman.requester.uuidString)
            let amend = "/api/v1/escalation-policies/\(policy.id)/amend"
            #expect(try await service.ask(.post, amend, text, as: "administrator").status == 200)
            try await service.hear(aSituation(), sequence: 1)
            try await trial.pass(minutes: 5)
            let page = try #require(try await trial.pages().first)
            #expect(try await kinds(trial, page) == ["app queued 0", "none failed 0"])
            let asked = try await service.ask(.get, "/api/v1/my-pages?wait=1", as: "requester")
            let mine = try WireJSON.decoder.decode(MyPages.self, from: asked.body)
            #expect(mine.items.map(\.call.number) == ["INC0000001"] && mine.items.map(\.call.step) == [2])
            #expect(try await kinds(trial, page) == ["app sent 0", "none failed 0"])
        }
    }

    @Test func `whoever leaves is not called any more, and their addresses are gone`() async throws {
        try await PagingUnderTest.run(mail: "ann@example.net") { trial in
            try await trial.service.hear(aSituation(), sequence: 1)
            let page = try #require(try await trial.pages().first)
            try await trial.service.database.transaction { try PagerContacts.forget(trial.ann, in: $0) }
            #expect(try await trial.deliveries(page).map(\.state) == [.dropped])
            let kept = try await trial.service.database.transaction { tx in
                try tx.query("SELECT address FROM page_delivery WHERE address IS NOT NULL") { _ in true }.count
            }
            #expect(kept == 0)
        }
    }
}

private struct Policies: Decodable { let items: [PolicyView] }
