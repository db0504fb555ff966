import Delivery
import Foundation
import TestSupport
import Testing

@Suite struct SubmissionTests {
    @Test
    func `a mail arrives whole, in Russian, with its marks, and without a sender on the envelope`() async throws {
        try await MailPeer.run { peer in
            let mail = try aMail(
                to: "rita@example.org", subject: "REQ0000042: Новый ноутбук и ещё очень длинная тема письма"
            )
            #expect(try await submit(mail, to: peer) == .delivered("250 2.0.0 Taken"))
            let arrived = try #require(try peer.mails().first)
            #expect(arrived.sender == "<>" && arrived.recipients == ["rita@example.org"])
            #expect(arrived["Subject"] == mail.subject)
            #expect(arrived["From"] == "Dienst «Служба» <desk@example.org>")
            #expect(arrived["Message-ID"] == mail.messageID)
            #expect(
                arrived["In-Reply-To"] == "<thread@example.org>"
                    && arrived["References"] == "<thread@example.org>")
            #expect(
                arrived["Auto-Submitted"] == "auto-generated"
                    && arrived["X-Auto-Response-Suppress"] == "All")
            #expect(arrived["X-Dienst-Instance"] == mail.instance.uuidString.lowercased())
            #expect(
                arrived["Content-Language"] == "ru" && arrived["Date"] == "Sun, 22 Nov 2026 01:00:00 +0000")
            #expect(arrived.text.replacing("\r\n", with: "\n").hasPrefix("Привет\n.\n..\nFrom here on\n"))
            #expect(arrived.html.contains("<p>Привет</p>"))
            #expect(arrived.defects == [] && arrived.bareLineEnds == 0 && arrived.isSevenBit)
            #expect(arrived.longestLine <= 998)
        }
    }

    @Test(arguments: [
        "Eve\r\nBcc: all@example.org", "Eve\nX-Evil: 1", "Eve\r\n\r\n<script>",
        "Eve\u{0}\u{85}\u{2028}Bcc: x", "\"Eve\" <x@y>",
        String(repeating: "Ы", count: 3_000), "=?utf-8?q?Bcc=3A_x?=", "Eve\u{202E}",
    ])
    func `no text makes a header`(hostile: String) async throws {
        try await MailPeer.run { peer in
            var mail = try aMail(to: "rita@example.org", subject: hostile)
            mail.from = try #require(MailAddress("desk@example.org", name: hostile))
            mail.to = try #require(MailAddress("rita@example.org", name: hostile))
            mail.language = hostile
            mail.references = [hostile]
            #expect(try await submit(mail, to: peer) == .delivered("250 2.0.0 Taken"))
            let arrived = try #require(try peer.mails().first)
            #expect(
                arrived.headers.compactMap(\.first).sorted()
                    == [
                        "Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "In-Reply-To",
                        "MIME-Version",
                        "Message-Id", "References", "Subject", "To", "X-Auto-Response-Suppress",
                        "X-Dienst-Instance",
                    ])
            #expect(arrived.recipients == ["rita@example.org"] && arrived.bareLineEnds == 0)
        }
    }

    @Test func `what is put off is temporary, what is refused permanent, wherever it is said`() async throws {
        try await MailPeer.run { peer in
            for (name, expected) in [
                ("later1", Handover.temporary("451 4.3.0 Come back later")), ("later1", .delivered("250 2.0.0 Taken")),
                ("datalater1", .temporary("452 4.2.2 Mailbox full")), ("never", .permanent("550 5.1.1 Nobody here")),
                ("datanever", .permanent("554 5.6.0 Not such a mail")),
            ] {
                let handover = try await submit(aMail(to: "\(name)@example.org"), to: peer)
                #expect(handover == expected)
            }
        }
    }

    @Test func `a server that is away is unreachable`() async throws {
        let peer = try await MailPeer.start()
        try await peer.stop()
        guard case .unreachable = try await submit(aMail(to: "rita@example.org"), to: peer) else {
            Issue.record("reached a server that is away")
            return
        }
    }

    @Test func `mail and password travel encrypted or not at all`() async throws {
        try await MailPeer.run(encrypted: true) { peer in
            let trust = "cacertfile=\(peer.folder.appending(path: "certificate.pem").path())"
            func send(_ address: String, _ password: String = "secret") async throws -> Handover {
                let mail = try aMail(to: "rita@example.org")
                let submission = SMTPSubmission(try #require(MailServer(address)), password: password)
                return await submission.send(MIMEMessage(mail), to: mail.to)
            }
            #expect(
                try await send("smtp://dienst@localhost:\(peer.port)?\(trust)")
                    == .delivered("250 2.0.0 Taken"))
            #expect(try peer.mails().first?.isEncrypted == true && peer.mails().first?.user == "dienst")
            for (address, password) in [
                ("smtp://dienst@localhost:\(peer.port)?\(trust)", "wrong"),
                ("smtp://dienst@localhost:\(peer.port)", "secret"),
                ("smtp://localhost:\(peer.port)?starttls=off", "secret"),
            ] {
                guard case .temporary = try await send(address, password) else {
                    Issue.record("\(address) was not put off")
                    continue
                }
            }
            #expect(try peer.mails().count == 1)
        }
        try await MailPeer.run { peer in
            let mail = try aMail(to: "rita@example.org")
            let server = try #require(MailServer("smtp://127.0.0.1:\(peer.port)"))
            guard case .temporary = await SMTPSubmission(server).send(MIMEMessage(mail), to: mail.to)
            else {
                Issue.record("mail went out in the clear")
                return
            }
            #expect(try peer.mails().isEmpty)
        }
    }

    private func submit(_ mail: Mail, to peer: MailPeer) async throws -> Handover {
        let server = try #require(MailServer(peer.address))
        return await SMTPSubmission(server, timeout: .seconds(20)).send(MIMEMessage(mail), to: mail.to)
    }

    private func aMail(to address: String, subject: String = "Hello") throws -> Mail {
        var mail = Mail(
            from: try #require(MailAddress("desk@example.org", name: "Dienst «Служба»")),
            to: try #require(MailAddress(address, name: "Рита")), subject: subject,
            text: "Привет\n.\n..\nFrom here on\r\n" + String(repeating: "long ", count: 1_000), html: "<p>Привет</p>",
            messageID: "<dienst.request.1.2.3@example.org>", language: "ru", instance: UUID(),
            date: Date(timeIntervalSince1970: 1_795_309_200))
        mail.inReplyTo = "<thread@example.org>"
        mail.references = ["<thread@example.org>"]
        return mail
    }
}
