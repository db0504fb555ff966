import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Postgres
import Records
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

@Suite struct ArticleTests {
    @Test func `an article is drafted, published and read in the reader's language or its own`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let made = try await knowledge.article(
                "VPN does not connect", audience: "public", translations: ["de": "VPN verbindet nicht"])
            let rita = try await desk.requester("Rita", as: knowledge.administrator).token
            let german = try await desk.ask(.get, made.path + "?language=de", as: rita)
            #expect(german.json["text"]?["title"] == "VPN verbindet nicht" && german["number"] == "KB0000001")
            #expect(german["owner"] == nil && german.json["text"]?["author"] == nil)
            let swedish = try await desk.ask(.get, made.path + "?language=sv", as: rita)
            #expect(swedish.json["text"]?["language"] == "en")
            let announced = try await desk.sent(ArticleAnnounced.self)
            #expect(announced.last?.titles == ["en": "VPN does not connect", "de": "VPN verbindet nicht"])
            #expect(announced.last?.state == .published)
        }
    }

    @Test func `what is not for a reader does not exist for them`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let rita = try await desk.requester("Rita", as: knowledge.administrator).token
            let hidden = [
                try await knowledge.article("Secret draft"),
                try await knowledge.article("Secret runbook", audience: "internal"),
                try await knowledge.article("Secret for customers", audience: "customer"),
            ]
            for made in hidden {
                #expect(try await desk.ask(.get, made.path, as: rita).status == 404)
                #expect(try await desk.ask(.put, made.path + "/vote", as: rita, #"{"helpful":true}"#).status == 404)
                #expect(try await desk.ask(.delete, made.path + "/vote", as: rita).status == 404)
                for staff in ["/journal", "/why", "/votes", "/uses", "/texts/en/versions", "/texts/en/versions/1"] {
                    #expect(try await desk.ask(.get, made.path + staff, as: rita).status == 403)
                }
            }
            #expect(try await desk.ask(.get, "/api/v1/articles", as: rita).items.isEmpty)
            #expect(try await desk.ask(.get, "/api/v1/articles?q=secret&state=draft", as: rita).items.isEmpty)
            #expect(try await knowledge.search("secret", as: rita).isEmpty)
            #expect(try await knowledge.search("secrte", as: rita).isEmpty)
            let suggested = try await desk.ask(
                .post, "/api/v1/knowledge/suggest", as: rita, #"{"text":"secret runbook for customers"}"#)
            #expect(suggested.status == 200 && suggested.items.isEmpty)
            #expect(try await knowledge.search("secret").count == 3)
        }
    }

    @Test func `customers see what is for customers, and what is for their organisation`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let (mine, other) = (UUID(), UUID())
            let karl = Principal(id: UUID(), name: "Karl", roles: [.requester], organisation: mine)
            _ = try await knowledge.article(
                "For all customers", audience: "customer", keywords: ["customers", "notes"])
            for organisation in [mine, other] {
                let body = #"""
                    {"language":"en","title":"For \#(organisation == mine ? "us" : "them")","body":"Notes on customers.",
                     "audience":{"kind":"customer","organisations":["\#(organisation)"]}}
                    """#
                let id = try #require(try await desk.ask(.post, "/api/v1/articles", as: knowledge.agent, body)["id"])
                _ = try await desk.ask(.post, "/api/v1/articles/\(id)/publish", as: knowledge.agent, "{}")
            }
            let search = KnowledgeSearch(reader: karl, language: .german, service: nil)
            let found = try await desk.database.transaction { try search.exact("customers notes", limit: 9, in: $0) }
            #expect(Set(found.map(\.article.title)) == ["For all customers", "For us"])
            let stranger = Principal(id: UUID(), name: "Rita", roles: [.requester])
            let own = KnowledgeSearch(reader: stranger, language: .english, service: nil)
            #expect(try await desk.database.transaction { try own.exact("customers", limit: 9, in: $0) }.isEmpty)
        }
    }

    @Test func `versions are kept, compared and brought back, and translations know when they are behind`() async throws
    {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let made = try await knowledge.article("Title", "one\ntwo\nthree", translations: ["de": "Titel"])
            var version = try await knowledge.write(made.path, "en", "Title", "one\nTWO\nthree", made.version)
            #expect(try await knowledge.write(made.path, "en", "Title", "one\nTWO\nthree", version) == version)
            let read = try await desk.ask(.get, made.path + "?language=de", as: knowledge.agent)
            #expect(read.json["text"]?["outdated"] == true && read.json["text"]?["basedOn"] == 1)
            let diff = try await desk.ask(.get, made.path + "/texts/en/diff?from=1&to=2", as: knowledge.agent)
            guard case .list(let lines)? = diff.json["body"] else { return #expect(Bool(false), "no diff") }
            #expect(lines.map { $0["kind"] } == ["same", "removed", "added", "same"])
            let restored = try await desk.ask(
                .post, made.path + "/texts/en/versions/1/restore", as: knowledge.agent)
            #expect(restored.json["text"]?["version"] == 3 && restored.json["text"]?["body"] == "one\ntwo\nthree")
            let versions = try await desk.ask(.get, made.path + "/texts/en/versions", as: knowledge.agent)
            #expect(versions.items.map { $0["version"] } == [3, 2, 1] && versions.items[0]["restoredFrom"] == 1)
            let missing = try await desk.ask(.get, made.path + "/texts/en/versions/9", as: knowledge.agent)
            #expect(missing.status == 404)
            version += 1
            let stale = try await desk.ask(
                .put, made.path + "/texts/en", as: knowledge.agent, #"{"title":"T","body":"B"}"#,
                headers: [.ifMatch: "\"\(version - 1)\""])
            #expect(stale.status == 412)
            #expect(
                try await desk.ask(.put, made.path + "/texts/en", as: knowledge.agent, #"{"title":"T","body":"B"}"#)
                    .status == 428)
        }
    }

    @Test func `the clock reminds the owner, takes what nobody reviewed out of sight and archives it`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let made = try await knowledge.article("Old truth", audience: "public")
            let rita = try await desk.requester("Rita", as: knowledge.administrator)
            try await desk.pass(352 * 86_400)
            try await knowledge.fire()
            let agent = try await desk.agentToken()
            #expect(try await desk.ask(.get, made.path, as: agent)["state"] == "published")
            let notices = try await desk.ask(.get, "/api/v1/notices", as: agent)
            #expect(notices.items.map { $0["template"] } == ["article_review"])
            try await desk.pass(14 * 86_400)
            try await knowledge.fire()
            #expect(try await desk.ask(.get, made.path, as: desk.agentToken())["state"] == "outdated")
            let token = try #require(try await desk.signIn("Rita", "a password of Rita!")["accessToken"])
            #expect(try await desk.ask(.get, made.path, as: token).status == 404 && !rita.id.isEmpty)
            try await desk.pass(91 * 86_400)
            try await knowledge.fire()
            let late = try await desk.agentToken()
            #expect(try await desk.ask(.get, made.path, as: late)["state"] == "archived")
            let journal = try await desk.ask(.get, made.path + "/journal", as: late)
            #expect(journal.items.map { $0["fact"] } == ["drafted", "published", "reminded", "expired", "shelved"])
            #expect(try await desk.ask(.get, made.path + "/why", as: late).items.count == 2)
        }
    }

    @Test func `a flag is for staff to see, and a review lifts it`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let made = try await knowledge.article("Doubtful", audience: "public")
            let rita = try await desk.requester("Rita", as: knowledge.administrator).token
            let flagged = try await desk.ask(
                .post, made.path + "/flag", as: knowledge.agent, #"{"comment":"Step two is wrong."}"#)
            #expect(flagged["state"] == "flagged" && flagged.json["flag"]?["comment"] == "Step two is wrong.")
            let seen = try await desk.ask(.get, made.path, as: rita)
            #expect(seen["state"] == "published" && seen.json["flag"] == nil)
            #expect(try await desk.ask(.post, made.path + "/flag", as: rita, #"{"comment":"x"}"#).status == 403)
            #expect(try await desk.ask(.post, made.path + "/review", as: knowledge.agent, "{}")["state"] == "published")
            let past = try await desk.ask(
                .post, made.path + "/review", as: knowledge.agent, #"{"reviewAt":"2020-01-01T00:00:00Z"}"#)
            #expect(past.status == 422 && past["field"] == "reviewAt")
            #expect(try await desk.ask(.post, made.path + "/restore", as: knowledge.agent).status == 409)
        }
    }

    @Test func `only managers publish where it is so set`() async throws {
        try await withDesk(["DIENST_ARTICLE_REVIEW_BY_MANAGERS": "true"]) { desk in
            let made = try await KnowledgeDesk(desk).article("Draft")
            let refused = try await desk.ask(.post, made.path + "/publish", as: desk.agentToken(), "{}")
            #expect(refused.status == 403 && refused["code"] == "manager_needed")
            #expect(
                try await desk.ask(.post, made.path + "/publish", as: desk.administratorToken(), "{}").status == 200)
        }
    }

    @Test func `what cannot be kept is refused at its field`() async throws {
        try await withKnowledge { knowledge in
            let nobody = UUID().uuidString
            let bad: [(String, String)] = [
                (#"{"language":"en","title":"","body":"b"}"#, "title"),
                (#"{"language":"en","title":"t","body":" "}"#, "body"),
                (#"{"language":"xx","title":"t","body":"b"}"#, "language"),
                (#"{"language":"en","title":"t","body":"b","services":["\#(nobody)"]}"#, "services"),
                (#"{"language":"en","title":"t","body":"b","owner":"\#(nobody)"}"#, "owner"),
                (#"{"language":"en","title":"t","body":"b","reviewAt":"2020-01-01T00:00:00Z"}"#, "reviewAt"),
                (
                    #"{"language":"en","title":"t","body":"b","audience":{"kind":"public","organisations":["\#(nobody)"]}}"#,
                    "audience.organisations"
                ),
                (#"{"language":"en","title":"t","body":"b","state":"published"}"#, "state"),
            ]
            for (body, field) in bad {
                let reply = try await knowledge.desk.ask(.post, "/api/v1/articles", as: knowledge.agent, body)
                #expect(reply.status == 422 && reply["field"] == field, "\(body): \(reply.json)")
            }
            let made = try await knowledge.article("<script>alert(1)</script>", "=cmd|' /C calc'!A0")
            let read = try await knowledge.desk.ask(.get, made.path, as: knowledge.agent)
            #expect(read.json["text"]?["title"] == "<script>alert(1)</script>")
        }
    }

    @Test func `the books are right after everything`() async throws {
        try await withKnowledge { knowledge in
            let made = try await knowledge.article("One", audience: "public", translations: ["ru": "Один", "nb": "En"])
            _ = try await knowledge.desk.ask(
                .patch, made.path, as: knowledge.agent, #"{"reviewAt":null,"audience":{"kind":"internal"}}"#,
                headers: [.ifMatch: "\"\(made.version)\""])
            _ = try await knowledge.desk.ask(.post, made.path + "/archive", as: knowledge.agent)
            let report = try await knowledge.desk.assembly.verification.report(of: "desk", in: knowledge.desk.database)
            #expect(report.mismatches == [] && report.records["article"] == 1)
        }
    }
}
