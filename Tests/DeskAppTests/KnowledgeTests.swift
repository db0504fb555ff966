import Contracts
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

@Suite struct KnowledgeTests {
    @Test(arguments: [
        ("en", "Printers are printing blank pages", "printer prints blank page"),
        ("de", "Drucker druckt leere Seiten", "druckers leere seite"),
        ("sv", "Skrivaren skriver ut tomma sidor", "skrivare tomma sidorna"),
        ("nb", "Skriveren skriver ut blanke sider", "skrivere blanke sidene"),
        ("ru", "Принтер печатает пустые страницы", "принтеры пустая страница"),
    ])
    func `other forms of the words are found in each language`(
        language: String, title: String, query: String
    )
        async throws
    {
        try await withKnowledge { knowledge in
            _ = try await knowledge.article(title, language: language, audience: "public")
            _ = try await knowledge.article("Something else", language: language, audience: "public")
            #expect(try await knowledge.search(query, language) == [title])
        }
    }

    @Test func `the asked language comes first, then the source language`() async throws {
        try await withKnowledge { knowledge in
            _ = try await knowledge.article(
                "Reset your password", audience: "public", translations: ["de": "Kennwort zurücksetzen"])
            _ = try await knowledge.article("Password rules", audience: "public")
            #expect(Set(try await knowledge.search("password", "de")) == ["Kennwort zurücksetzen", "Password rules"])
            #expect(try await knowledge.search("kennwort", "de") == ["Kennwort zurücksetzen"])
            #expect(try await knowledge.search("kennwort", "sv").isEmpty)
        }
    }

    @Test func `titles outrank bodies, the service asked for comes first`() async throws {
        try await withKnowledge { knowledge in
            let shop = try #require(
                try await knowledge.desk.ask(
                    .post, "/api/v1/services", as: knowledge.administrator,
                    #"{"name":"Shop","criticality":1,"valuePerHour":1}"#)["id"])
            _ = try await knowledge.article("Mail on the phone", "Also mentions the scanner once.", audience: "public")
            _ = try await knowledge.article("Scanner setup", "How to.", audience: "public")
            _ = try await knowledge.article("Scanner repair", "How to.", audience: "public", services: [shop])
            #expect(try await knowledge.search("scanner").last == "Mail on the phone")
            #expect(try await knowledge.search("scanner", more: "&service=\(shop)").first == "Scanner repair")
        }
    }

    @Test func `slips of the finger and unfinished words find`() async throws {
        try await withKnowledge { knowledge in
            _ = try await knowledge.article("Reset a forgotten password", audience: "public")
            _ = try await knowledge.article(
                "Сброс забытого пароля", language: "ru", audience: "public", keywords: ["пароль"])
            #expect(try await knowledge.search("pasword") == ["Reset a forgotten password"])
            #expect(try await knowledge.search("forgoten passwrd") == ["Reset a forgotten password"])
            #expect(try await knowledge.search("forg", more: "&typing=true") == ["Reset a forgotten password"])
            #expect(try await knowledge.search("паролль", "ru") == ["Сброс забытого пароля"])
            let corrected = try await knowledge.desk.ask(
                .get, "/api/v1/knowledge/search?q=pasword", as: knowledge.agent)
            #expect(corrected.json["corrected"] == true)
        }
    }

    @Test(arguments: [
        "'; DROP TABLE article; --", "a & | ! ( <->", ":*", "\\", "'", "%_%", "🙂", "the of and", "\u{202E}x",
    ])
    func `whatever is typed is only words`(query: String) async throws {
        try await withKnowledge { knowledge in
            _ = try await knowledge.article("Plain", audience: "public")
            #expect(try await knowledge.search(query).isEmpty)
            let suggested = try await knowledge.desk.ask(
                .post, "/api/v1/knowledge/suggest", as: knowledge.agent, KnowledgeDesk.text(["text": .text(query)]))
            #expect(suggested.status == 200)
        }
    }

    @Test func `searches in vain are counted without the searcher, and only when they are finished`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            for query in ["Foosball table", "foosball  TABLE!", "coffee", "anna@berg.example lost"] {
                #expect(try await knowledge.search(query).isEmpty)
            }
            #expect(try await knowledge.search("coff", more: "&typing=true").isEmpty)
            let demand = try await desk.ask(.get, "/api/v1/knowledge/demand", as: knowledge.agent)
            #expect(demand.items.map { $0["query"] } == ["foosball table", "coffee"])
            #expect(demand.items.first?["count"] == 2)
            let gone = try await desk.ask(
                .delete, "/api/v1/knowledge/demand?query=coffee&language=en", as: knowledge.agent)
            #expect(gone.status == 204)
            #expect(try await desk.ask(.get, "/api/v1/knowledge/demand", as: knowledge.agent).items.count == 1)
            let rita = try await desk.requester("Rita", as: knowledge.administrator).token
            #expect(try await desk.ask(.get, "/api/v1/knowledge/demand", as: rita).status == 403)
        }
    }

    @Test func `a report finds the article that speaks of the same rare things`() async throws {
        try await withKnowledge { knowledge in
            for number in 1...12 {
                _ = try await knowledge.article("Computer topic \(number)", "My computer is slow.", audience: "public")
            }
            _ = try await knowledge.article(
                "Scanner shows paper jam", audience: "public", symptoms: "The feeder blinks and the paper is stuck.")
            let reply = try await knowledge.desk.ask(
                .post, "/api/v1/knowledge/suggest", as: knowledge.agent,
                #"{"text":"Hello, since this morning the paper is stuck in the feeder of my scanner. Thanks, Rita"}"#)
            #expect(KnowledgeDesk.titles(reply.items).first == "Scanner shows paper jam")
            let long = try await knowledge.desk.ask(
                .post, "/api/v1/knowledge/suggest", as: knowledge.agent,
                KnowledgeDesk.text(["text": .text(String(repeating: "a", count: 20_001))]))
            #expect(long.status == 422 && long["field"] == "text")
        }
    }

    @Test func `each reader has one vote and may change it`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let made = try await knowledge.article("Helpful?", audience: "public")
            let rita = try await desk.requester("Rita", as: knowledge.administrator).token
            _ = try await desk.ask(.put, made.path + "/vote", as: rita, #"{"helpful":true}"#)
            let changed = try await desk.ask(
                .put, made.path + "/vote", as: rita, #"{"helpful":false,"comment":"Step 3 is missing"}"#)
            #expect(changed.json["helpful"] == 0 && changed.json["unhelpful"] == 1)
            #expect(changed.json["myVote"]?["comment"] == "Step 3 is missing")
            let votes = try await desk.ask(.get, made.path + "/votes", as: knowledge.agent)
            #expect(votes.items.count == 1 && votes.items[0]["comment"] == "Step 3 is missing")
            #expect(try await desk.ask(.delete, made.path + "/vote", as: rita).status == 204)
            #expect(try await desk.ask(.get, made.path, as: rita).json["unhelpful"] == 0)
        }
    }

    @Test func `an article used by an incident that is reopened loses one step of confidence, once`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let incident = UUID()
            let made = try await knowledge.article("Blank pages", audience: "public")
            _ = try await desk.ask(.post, made.path + "/assess", as: knowledge.agent, #"{"confidence":"validated"}"#)
            try await knowledge.announce(incident, sequence: 1)
            let use = #"{"record":{"kind":"incident","id":"\#(incident)"},"kind":"used"}"#
            #expect(try await desk.ask(.post, made.path + "/uses", as: knowledge.agent, use).status == 201)
            try await knowledge.announce(incident, sequence: 2, resolvedAt: Date())
            #expect(try await desk.ask(.get, made.path, as: knowledge.agent)["confidence"] == "validated")
            try await knowledge.announce(incident, sequence: 3, reopened: 1)
            try await knowledge.announce(incident, sequence: 4, reopened: 1)
            #expect(try await desk.ask(.get, made.path, as: knowledge.agent)["confidence"] == "not_validated")
            let why = try await desk.ask(.get, made.path + "/why", as: knowledge.agent)
            #expect(why.items.count == 1 && why.items[0]["why"]?["inputs"]?["record"] == "INC0000042")
        }
    }

    @Test func `uses of articles make the figures`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let (solved, searched) = (UUID(), UUID())
            for incident in [solved, searched] {
                try await knowledge.announce(incident, sequence: 1, resolvedAt: Date())
            }
            let made = try await knowledge.article("Blank pages", audience: "public")
            let none = #"{"record":{"kind":"incident","id":"\#(searched)"},"query":"no such thing"}"#
            #expect(
                try await desk.ask(.post, "/api/v1/knowledge/searched-none", as: knowledge.agent, none).status == 201)
            let use = #"{"record":{"kind":"incident","id":"\#(solved)"},"kind":"improved"}"#
            let noted = try await desk.ask(.post, made.path + "/uses", as: knowledge.agent, use)
            #expect(noted.items.first?["article"]?["number"] == "KB0000001")
            let vain = #"{"record":{"kind":"incident","id":"\#(solved)"}}"#
            let refused = try await desk.ask(.post, "/api/v1/knowledge/searched-none", as: knowledge.agent, vain)
            #expect(refused.status == 409)
            let unknown = #"{"record":{"kind":"incident","id":"\#(UUID())"},"kind":"used"}"#
            #expect(
                try await desk.ask(.post, made.path + "/uses", as: knowledge.agent, unknown)["code"] == "unknown_record"
            )
            let figures = try await desk.ask(.get, "/api/v1/knowledge/figures", as: knowledge.agent)
            #expect(figures.json["resolved"] == 2 && figures.json["linked"] == 1 && figures.json["searchedNone"] == 1)
            #expect(figures.json["articles"]?["published"] == 1, "\(figures.json)")
            let listed = try await desk.ask(
                .get, "/api/v1/records/incident/\(solved)/articles", as: knowledge.agent)
            #expect(listed.items.count == 1)
            let gone = try await desk.ask(.delete, made.path + "/uses/incident/\(solved)", as: knowledge.agent)
            #expect(gone.status == 204)
            #expect(try await desk.ask(.get, made.path + "/uses", as: knowledge.agent).items.isEmpty)
        }
    }

    @Test func `a resolution becomes a draft in the reporter's words, and what says the same is named`() async throws {
        try await withKnowledge { knowledge in
            let incident = UUID()
            _ = try await knowledge.article("Printer prints blank pages", audience: "public")
            try await knowledge.announce(incident, sequence: 1)
            let reply = try await knowledge.desk.ask(
                .post, "/api/v1/articles/from-record", as: knowledge.agent,
                #"{"record":{"kind":"incident","id":"\#(incident)"},"language":"en","resolution":"Replace the drum."}"#)
            #expect(reply.status == 201)
            let article = reply.json["article"]
            #expect(article?["text"]?["title"] == "Printer on floor three prints blank pages")
            #expect(article?["text"]?["body"] == "Replace the drum." && article?["state"] == "draft")
            #expect(article?["origin"]?["kind"] == "incident")
            guard case .list(let similar)? = reply.json["similar"] else { return #expect(Bool(false), "no list") }
            #expect(KnowledgeDesk.titles(similar) == ["Printer prints blank pages"])
            let uses = try await knowledge.desk.ask(
                .get, "/api/v1/records/incident/\(incident)/articles", as: knowledge.agent)
            #expect(uses.items.first?["kind"] == "created")
        }
    }

    @Test func `a known error has an article for staff as long as it is published`() async throws {
        try await withKnowledge { knowledge in
            let desk = knowledge.desk
            let (problem, knownError) = (UUID(), UUID())
            let me = try #require(try await desk.ask(.get, "/api/v1/people?q=Axel", as: knowledge.agent).items.first)
            guard case .text(let axel)? = me["id"], let owner = UUID(uuidString: axel) else {
                return #expect(Bool(false), "no agent")
            }
            try await desk.receive(
                ProblemAnnounced(
                    record: problem, facts: [], number: "PRB0000001", state: "root_cause_analysis",
                    summary: "Pool runs dry", causeItem: nil, incidents: [], incidentCount: 1, knownError: knownError,
                    assignee: owner), sequence: 1)
            func tell(_ state: String, _ workaround: String?, _ sequence: Int) async throws {
                try await desk.receive(
                    KnownErrorAnnounced(
                        record: knownError, facts: [], number: "KER0000001", state: state, problem: problem,
                        problemNumber: "PRB0000001", summary: "Pool of connections runs dry", workaround: workaround,
                        edition: sequence, causeItem: nil, incidents: []), sequence: sequence)
            }
            try await tell("draft", nil, 1)
            #expect(try await desk.ask(.get, "/api/v1/articles", as: knowledge.agent).items.isEmpty)
            try await tell("published", "Restart the pool.", 2)
            try await tell("published", "Restart the pool twice.", 3)
            try await tell("published", "Restart the pool twice.", 4)
            let list = try await desk.ask(.get, "/api/v1/articles", as: knowledge.agent)
            #expect(list.items.count == 1 && list.items[0]["state"] == "published")
            #expect(list.items[0]["audience"]?["kind"] == "internal")
            #expect(try await knowledge.search("pool twice") == ["Pool of connections runs dry"])
            try await tell("retired", "Restart the pool twice.", 5)
            let gone = try await desk.ask(.get, "/api/v1/articles?state=archived", as: knowledge.agent)
            #expect(gone.items.count == 1)
        }
    }
}
