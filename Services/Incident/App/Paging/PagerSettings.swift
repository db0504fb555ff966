import Chassis
import Delivery
import Foundation

/// How people are called. Without a mail server calls by mail fail with that reason; the ledger shows it.
struct PagerSettings: Sendable {
    struct Mail: Sendable {
        let server: MailServer
        let password: Secret?
        let from: MailAddress
    }

    let mail: Mail?
    /// Where people find the suite; nil leaves links out.
    let publicAddress: String?
    /// Where webhooks of policies and of people may go.
    let hosts: AllowedHosts

    init(_ reader: inout SettingsReader) {
        let server = reader.optional(
            "DIENST_MAIL_SERVER", "the server that takes calls by mail",
            expected: "smtp://user@host:587, smtps://user@host:465, or smtp://host:25?starttls=off", MailServer.init)
        let password = reader.optionalSecret("DIENST_MAIL_PASSWORD", "the password of the mail server's user")
        let from = reader.optional(
            "DIENST_MAIL_FROM", "the sender of mail", expected: "an address such as Dienst <on-call@example.org>"
        ) { MailAddress(written: $0) }
        publicAddress = reader.optionalText("DIENST_PUBLIC_URL", "where people find the suite")
        let hosts =
            reader.optional(
                "DIENST_PAGING_HOSTS", "hosts that calls may be posted to; none without",
                expected: "a list such as hooks.example.org, *.example.net:8443, http://10.0.0.5"
            ) { AllowedHosts.list($0) { AllowedHosts.Host($0) } } ?? []
        let networks =
            reader.optional(
                "DIENST_PAGING_NETWORKS", "networks beside public ones that those hosts may stand in",
                expected: "a list such as 10.1.0.0/16, fd00::/8"
            ) { AllowedHosts.list($0) { Network($0) } } ?? []
        self.hosts = AllowedHosts(hosts, networks: networks)
        if server != nil, from == nil { _ = reader.text("DIENST_MAIL_FROM", "the sender of mail") }
        mail = server.flatMap { server in from.map { Mail(server: server, password: password, from: $0) } }
    }
}
