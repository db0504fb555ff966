import Delivery
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        "", "rita", "@example.org", "rita@", "a@b@c", "rita@example.org\r\nRCPT TO:<x@y>",
        "ri ta@example.org", "<rita@example.org>",
        "rita@example.org>", "\"rita\"@example.org", "rita,eve@example.org", "rita@example.org\u{0}",
        "ri\u{200B}ta@example.org",
    ])
    func `what is no single address is none`(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test func `an address is read as people write it`() {
        #expect(
            MailAddress(written: "Service desk <desk@example.org>")
                == MailAddress("desk@example.org", name: "Service desk"))
        #expect(MailAddress(written: "desk@example.org") == MailAddress("desk@example.org"))
        #expect(MailAddress(written: "Service desk desk@example.org") == nil)
        #expect(MailAddress("desk@example.org")?.domain == "example.org")
    }

    @Test func `a server is reached encrypted unless it is said otherwise`() {
        #expect(MailServer("smtp://mail.example.org")?.encryption == .startTLS)
        #expect(MailServer("smtp://mail.example.org")?.port == 587)
        #expect(MailServer("smtps://desk@mail.example.org")?.port == 465)
        #expect(MailServer("smtps://desk@mail.example.org")?.user == "desk")
        #expect(MailServer("smtp://mail:25?starttls=off")?.encryption == MailServer.Encryption.none)
        #expect(MailServer("smtp://[::1]:25?starttls=off")?.port == 25)
    }

    @Test(arguments: [
        "", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://desk:secret@mail",
        "smtp://desk@mail?starttls=off",
        "smtps://mail?starttls=off", "smtp://mail/path", "smtp://mail?unknown=1", "smtp://mail:99999",
    ])
    func `what is no mail server is refused`(text: String) {
        #expect(MailServer(text) == nil)
    }
}
