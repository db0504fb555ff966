import Chassis
import Contracts
import Foundation
import TestSupport
import Testing

/// On real parts: the suite's binaries, PostgreSQL, RabbitMQ, a mail server (aiosmtpd) and a webhook's other end, with the desk killed while
/// it calls. It mostly waits for minutes to pass, so it stands beside the stories that go one after the other.
@Suite struct PagingDrill {
    @Test func `an unanswered page escalates in time, an acknowledged one stops, and the desk is killed meanwhile`()
        async throws
    {
        try await MailPeer.run { peer in
            let sink = try await PushSink.start()
            defer { sink.stop() }
            let settings = [
                "DIENST_MAIL_SERVER": peer.address, "DIENST_MAIL_FROM": "Dienst <on-call@example.org>",
                "DIENST_PUBLIC_URL": "https://desk.example.org",
                "DIENST_PAGING_HOSTS": sink.address, "DIENST_PAGING_NETWORKS": "127.0.0.0/8",
            ]
            try await SuiteUnderTest.run(settings: settings) { suite in
                try await Drill(suite: suite, peer: peer, sink: sink).run()
            }
        }
    }
}

/// Ann is on call and gets mail; a minute later Ben is called, by mail too, and the team's own webhook.
private struct Drill {
    let suite: SuiteUnderTest
    let peer: MailPeer
    let sink: PushSink

    func run() async throws {
        try await prepare()
        #expect(try await suite.alert("HostDown", on: "web1") == 200)
        try await eventually("Ann was never mailed.") { try calls(to: "ann@example.net").count == 1 }
        let page = try #require(try await suite.items("pages").first)
        let id = try #require(page["id"]?.word)
        let deaths = killTheDeskAgainAndAgain()
        defer { deaths.cancel() }
        try await eventually("Ben was never called after Ann.", within: .seconds(100)) {
            try calls(to: "ben@example.net").count == 1 && !sink.bodies.isEmpty
        }
        try await escalatedInTime(id)
        let pushed = try WireJSON.decoder.decode(Pushed.self, from: try #require(sink.bodies.first))
        #expect(pushed.number == "INC0000001" && pushed.step == 2)
        try await answer(try #require(try calls(to: "ben@example.net").first))
        let answered = try await suite.ask("GET", "pages/\(id)")
        #expect(answered["state"] == "acknowledged")
        let before = try peer.mails().count
        try await Task.sleep(for: .seconds(65))  // longer than a step: nothing may follow an answer
        #expect(try calls(to: "ann@example.net").count == 1 && peer.mails().count == before)
        #expect(try await suite.ask("GET", "pages/\(id)")["state"] == "acknowledged")
    }

    /// `dienst up` starts it again each time; it never lives long enough to serve.
    private func killTheDeskAgainAndAgain() -> Task<Void, any Error> {
        Task {
            while true {
                if let desk = try? suite.processes()["desk.1"] { kill(desk, SIGKILL) }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private func calls(to address: String) throws -> [MailPeer.Mail] {
        try peer.mails().filter { $0.recipients == [address] && $0["Subject"]?.contains("INC") == true }
    }

    /// The service with its team, two people, a schedule and a policy of two steps of a minute.
    private func prepare() async throws {
        let team = try await suite.ask("POST", "teams", ["name": "Web"])["id"] ?? .null
        try await suite.ask(
            "POST", "services", ["name": "Web shop", "criticality": 1, "valuePerHour": 24000, "team": team])
        let ann = try await person("Ann Lind", "ann@example.net"), ben = try await person("Ben Moss", "ben@example.net")
        try await eventually("Incident never heard of the people.") {
            let layers: JSONValue = [
                [
                    "name": "All", "level": 0, "turns": [[ann]], "start": "2026-01-01T00:00", "every": 1,
                    "unit": "days", "windows": [],
                ]
            ]
            let body: JSONValue = ["name": "Web", "team": team, "zone": "Europe/Berlin", "layers": layers]
            return try await status("on-call-schedules", body) == 201
        }
        let schedule = try #require(try await suite.items("on-call-schedules").first?["id"])
        let hook: JSONValue = ["kind": "webhook", "address": .text("\(sink.address)/call")]
        let policy: JSONValue = [
            "name": "Web", "team": team, "lowestPriority": 2, "repeats": 3,
            "steps": [
                ["targets": [["kind": "schedule", "id": schedule]], "minutes": 1],
                ["targets": [["kind": "person", "id": ben], hook], "minutes": 1],
            ],
        ]
        #expect(try await status("escalation-policies", policy) == 201)
        try await knowTheShop()
    }

    private func knowTheShop() async throws {
        let model = """
            items:
              - {name: web1, class: server, supports: [Web shop]}
            """
        try await eventually("Change never heard of the service.") {
            try await status("configuration-items/import", ["model": .text(model)]) == 200
        }
        try await eventually("Event management never heard of the model.") {
            try await suite.items("service-health").contains { $0["service"]?.word == "Web shop" }
        }
    }

    private func person(_ name: String, _ mail: String) async throws -> JSONValue {
        try await suite.ask("POST", "people", ["name": .text(name), "mail": .text(mail)])["id"] ?? .null
    }

    private func status(_ path: String, _ body: JSONValue) async throws -> Int {
        try await HTTP.ask("POST", "\(suite.access.gateway)/api/v1/\(path)", body, token: suite.signedIn).status
    }

    /// The second step did not ring before its minute was over; every call was taken, with the receiver's answer kept.
    private func escalatedInTime(_ page: String) async throws {
        let lines = try await suite.ask("GET", "pages/\(page)/deliveries")["deliveries"]?.list ?? []
        let first = try #require(rang(1, lines)), second = try #require(rang(2, lines))
        let wait = second.timeIntervalSince(first)
        let answers = lines.compactMap { $0["lastAnswer"]?.word }
        print("paging drill: step 2 rang \(wait) s after step 1; \(lines.count) lines in the ledger: \(answers)")
        #expect(wait >= 60)
        #expect(lines.allSatisfy { $0["state"] == "sent" } && answers.count == lines.count)
    }

    /// When a step first called somebody.
    private func rang(_ step: Int, _ lines: [JSONValue]) -> Date? {
        lines.filter { $0["step"]?.count == step }.compactMap { $0["madeAt"]?.word }.compactMap { WireTime.date($0) }
            .min()
    }

    /// By the link in the mail, as a person would: at our gateway instead of the address people have.
    private func answer(_ mail: MailPeer.Mail) async throws {
        let match = try #require(mail.text.firstMatch(of: /https:\/\/desk\.example\.org(\/api\/v1\/page-links\/\S+)/))
        let answer = try await HTTP.ask("POST", suite.access.gateway + String(match.1), token: nil)
        #expect(answer.status == 200)
    }

    private struct Pushed: Decodable {
        let number: String
        let step: Int
    }
}
