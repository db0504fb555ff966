import Contracts
import Delivery
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct MailSenderTests {
    @Test(arguments: Language.allCases)
    func `a person is written to in their language, with links, as text and as HTML`(
        language: Language
    ) async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader(
                "Rita", mail: "rita@example.org", language: language.rawValue, zone: "Europe/Berlin")
            let due = try Date("2026-07-01T10:00:00Z", strategy: .iso8601)
            let notice = aNotice(
                .approvalRequested, title: "<b>Laptop</b> & \"Tasche\"", link: "/approve/abc?x=1&y=2",
                text: "Line one\n<script>alert(1)</script>", due: due)
            try await desk.tell(rita.id, notice)
            #expect(try await sender.sendOne() == .settled)
            let mail = try #require(try peer.mails().first)
            #expect(mail["Subject"]?.hasPrefix("REQ0000042: ") == true)
            #expect(mail["Subject"]?.hasSuffix("<b>Laptop</b> & \"Tasche\"") == true)
            #expect(
                mail["To"] == "Rita <rita@example.org>" && mail["Content-Language"] == language.rawValue)
            #expect(mail["List-Unsubscribe"] == "<https://desk.example.org/dienst/preferences>")
            #expect(mail.text.contains("https://desk.example.org/dienst/approve/abc?x=1&y=2"))
            #expect(mail.text.contains("> <script>alert(1)</script>") && mail.text.contains("12:00"))
            #expect(
                mail.html.contains("href=\"https://desk.example.org/dienst/approve/abc?x=1&amp;y=2\""))
            #expect(
                mail.html.contains("&lt;script&gt;") && !mail.html.contains("<script")
                    && !mail.html.contains("<b>"))
            #expect(!mail.text.contains("{") && !mail.html.contains("{"))
            #expect(mail.sender == "<>" && mail.defects == [])
        }
    }

    @Test func `put off, a mail is tried again with the same message id until it is taken`() async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader("Rita", mail: "later2@example.org")
            try await desk.tell(rita.id, aNotice(.reply))
            let id = try #require(try await desk.outgoing().first?["messageID"]?.plainText)
            #expect(try await sender.sendOne() == .settled)
            #expect(try await sender.sendOne() == .nothingDue)
            let waiting = try #require(try await desk.outgoing().first)
            #expect(waiting["state"] == "queued" && waiting["lastAnswer"] == "451 4.3.0 Come back later")
            try await desk.pass(61)
            #expect(try await sender.sendOne() == .settled)
            try await desk.pass(61)
            #expect(try await sender.sendOne() == .nothingDue)
            try await desk.pass(60)
            #expect(try await sender.sendOne() == .settled)
            #expect(try peer.mails().map { $0["Message-ID"] } == [id])
            let sent = try #require(try await desk.outgoing().first)
            #expect(sent["state"] == "sent" && sent["attempts"] == .number(3) && sent["sentAt"] != nil)
        }
    }

    @Test func `refused for good, a mail stops, is seen, and can be tried again by hand`() async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader("Rita", mail: "never@example.org")
            try await desk.tell(rita.id, aNotice(.reply))
            #expect(try await sender.sendOne() == .settled)
            try await desk.pass(100_000)
            #expect(try await sender.sendOne() == .nothingDue)
            let failed = try #require(try await desk.outgoing("state=failed").first)
            #expect(failed["lastAnswer"] == "550 5.1.1 Nobody here")
            let path = "/api/v1/notices/outgoing/\(failed["id"]?.plainText ?? "")/retry"
            #expect(try await desk.ask(.post, path, as: desk.administratorToken()).status == 200)
            #expect(try await sender.sendOne() == .settled)
            #expect(try peer.mails().isEmpty)
        }
    }

    @Test func `nobody takes it for two days, and it is given up`() async throws {
        try await withMail { desk, _, sender in
            let rita = try await desk.reader("Rita", mail: "later99@example.org")
            try await desk.tell(rita.id, aNotice(.reply))
            var rounds = 0
            while try await desk.outgoing("state=queued").count == 1, rounds < 40 {
                _ = try await sender.sendOne()
                try await desk.pass(Int(MailQueue.longestWait) + 1)
                rounds += 1
            }
            #expect(try await desk.outgoing("state=failed").first?["attempts"] == .number(rounds))
            #expect((7...9).contains(rounds))
        }
    }

    @Test func `the server is away and comes back: everything that waited arrives once`() async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            try await peer.stop()
            for _ in 1...3 { try await desk.tell(rita.id, aNotice(.reply)) }
            for _ in 1...3 { #expect(try await sender.sendOne() == .unreachable) }
            #expect(try await desk.outgoing("state=queued").count == 3)
            let back = try await MailPeer.start(in: peer.folder, port: peer.port)
            try await desk.pass(61)
            for _ in 1...3 { #expect(try await sender.sendOne() == .settled) }
            #expect(try await sender.sendOne() == .nothingDue)
            #expect(Set(try back.mails().compactMap { $0["Message-ID"] }).count == 3)
            try await back.stop()
        }
    }

    @Test func `two copies send each mail once`() async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            for _ in 1...20 { try await desk.tell(rita.id, aNotice(.reply)) }
            let other = MailSender(database: desk.database, sending: sender.sending, logger: .silent)
            await withTaskGroup(of: Void.self) { group in
                for copy in [sender, other] {
                    group.addTask { while await (try? copy.sendOne()) == .settled {} }
                }
            }
            #expect(try peer.mails().count == 20)
            #expect(Set(try peer.mails().compactMap { $0["Message-ID"] }).count == 20)
        }
    }

    @Test func `a copy that stopped while sending leaves the mail to another`() async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            try await desk.tell(rita.id, aNotice(.reply))
            let lost = try #require(try await desk.database.transaction { try MailQueue().take(in: $0) })
            #expect(try await sender.sendOne() == .nothingDue)
            try await desk.pass(Int(MailQueue.lease) + 1)
            #expect(try await sender.sendOne() == .settled)
            try await desk.database.transaction {
                try MailQueue().settle(lost, .permanent("too late"), in: $0)
            }
            #expect(try await desk.outgoing().first?["state"] == "sent" && peer.mails().count == 1)
        }
    }

    @Test func `the digest tells all that waited, and links of approvals are gone afterwards`() async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader("Rita", mail: "rita@example.org", language: "nb")
            _ = try await desk.choose(as: rita.token) { choices in
                for key in choices.keys { choices[key] = "digest" }
            }
            for number in 1...52 {
                try await desk.tell(
                    rita.id, aNotice(.approvalRequested, title: "Nr \(number)", link: "/approve/w\(number)x"))
            }
            try await desk.pass(90_000)
            #expect(try await desk.fireTimer())
            #expect(try await sender.sendOne() == .settled)
            let mail = try #require(try peer.mails().first)
            #expect(mail["Subject"] == "Dagens varsler: 52" && mail["References"] == nil)
            #expect(mail.text.contains("/approve/w1x") && mail.text.contains("/approve/w50x"))
            #expect(!mail.text.contains("/approve/w51x") && mail.text.contains("Flere varsler: 2"))
            let left = try await desk.database.transaction { tx in
                try tx.query("SELECT id FROM notice WHERE content::text LIKE '%/approve/%'") {
                    try $0.value("id") as UUID
                }
            }
            #expect(left == [])
        }
    }

    @Test func `who left or lost their address is not written to`() async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            try await desk.tell(rita.id, aNotice(.reply))
            _ = try await desk.ask(
                .post, "/api/v1/people/\(rita.id)/deactivate", as: desk.administratorToken())
            #expect(try await sender.sendOne() == .settled)
            #expect(try await desk.outgoing().first?["lastAnswer"] == "inactive" && peer.mails().isEmpty)
        }
    }

    @Test func `old news is not sent when a server is set at last, but kept for a try by hand`() async throws {
        try await withMail { desk, peer, sender in
            let rita = try await desk.reader("Rita", mail: "rita@example.org")
            try await desk.tell(rita.id, aNotice(.reply))
            try await desk.pass(Int(MailQueue.patience) + 60)
            #expect(try await sender.sendOne() == .settled)
            let failed = try #require(try await desk.outgoing("state=failed").first)
            #expect(try peer.mails().isEmpty)
            let path = "/api/v1/notices/outgoing/\(failed["id"]?.plainText ?? "")/retry"
            #expect(try await desk.ask(.post, path, as: desk.administratorToken())["state"] == "queued")
            #expect(try await sender.sendOne() == .settled && peer.mails().count == 1)
        }
    }

    @Test func `a year later notices are forgotten`() async throws {
        try await withMail { desk, _, _ in
            let rita = try await desk.reader("Rita", mail: nil)
            try await desk.tell(rita.id, aNotice(.reply))
            try await desk.pass(366 * 86_400)
            try await desk.tell(rita.id, aNotice(.reply))
            #expect(try await desk.fireTimer())
            let left = try await desk.database.transaction { tx in
                try tx.query("SELECT id FROM notice") { try $0.value("id") as UUID }
            }
            #expect(left.count == 1)
        }
    }

    /// A desk that sends through a peer; its sender is run by the test.
    private func withMail(
        _ test: @Sendable @escaping (TestDesk, MailPeer, MailSender) async throws -> Void
    ) async throws {
        try await MailPeer.run { peer in
            let settings = [
                "DIENST_MAIL_SERVER": peer.address, "DIENST_MAIL_FROM": "Service desk <desk@example.org>",
                "DIENST_PUBLIC_URL": "https://desk.example.org/dienst/",
            ]
            let sending = try #require(try testSettings(settings).mail.sending)
            try await withDesk(settings) { desk in
                let sender = MailSender(database: desk.database, sending: sending, logger: .silent)
                try await test(desk, peer, sender)
            }
        }
    }
}
