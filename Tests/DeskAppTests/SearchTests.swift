import Contracts
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp
@testable import DeskDomain
@testable import Messaging

@Suite struct SearchTests {
    @Test func `a record is found by its number, however it is typed`() async throws {
        try await withDesk { desk in
            try await desk.receive(Announced.incident(UUID.v7(), .new, number: "INC0000042"), sequence: 1)
            try await desk.receive(Announced.incident(UUID.v7(), .new, number: "INC0000421"), sequence: 1)
            let token = try await desk.agentToken()
            for typed in ["INC0000042", "inc42", "42", "inc-42"] {
                #expect(try await desk.numbers("/api/v1/search?q=\(typed)", token) == ["INC0000042"], "\(typed)")
            }
        }
    }

    @Test(arguments: [
        ("Printers are jamming", "printer jam"), ("Die Drucker drucken nicht", "drucker"),
        ("Skrivarna fungerar inte", "skrivare"), ("Skriverne virker ikke", "skriver"),
        ("Принтеры не печатают", "принтер"), ("Übertragung gestört", "ubertragung"), ("Anmeldung am Portal", "anmel"),
        ("Mail server is slow", "\"mail server\""), ("Printer on fire", "prnter"),
    ])
    func `words are found in five languages, begun, without accents and mistyped`(
        title: String, typed: String
    ) async throws {
        try await withDesk { desk in
            try await desk.receive(Announced.incident(UUID.v7(), .new, summary: title), sequence: 1)
            try await desk.receive(
                Announced.incident(UUID.v7(), .new, number: "INC0000007", summary: "Xylophone"), sequence: 1)
            let query = typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let token = try await desk.agentToken()
            #expect(try await desk.numbers("/api/v1/search?q=\(query)", token) == ["INC0000042"])
            #expect(try await desk.numbers("/api/v1/search/suggest?q=\(query)", token) == ["INC0000042"])
        }
    }

    @Test func `nobody finds what is not theirs, by whatever question`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let ritasID = try #require(UUID(uuidString: rita.id))
            try await desk.receive(
                Announced.incident(UUID.v7(), .new, number: "INC0000001", summary: "Shop down", requester: ritasID),
                sequence: 1)
            try await desk.receive(
                Announced.incident(UUID.v7(), .new, number: "INC0000002", summary: "Shop down", requester: UUID()),
                sequence: 1)
            try await desk.receive(Announced.problem(UUID.v7(), summary: "Shop down"), sequence: 1)
            for query in [
                "q=shop", "q=2", "q=INC0000002", "q=shpo+down", "kind=incident", "sort=-updatedAt",
                "q=shop&sort=updatedAt",
                "requester=\(rita.id)", "open=true", "",
            ] {
                let found = try await desk.numbers("/api/v1/search?\(query)", rita.token)
                #expect(found.allSatisfy { $0 == "INC0000001" }, "\(query)")
            }
            #expect(try await desk.numbers("/api/v1/search?q=shop", rita.token) == ["INC0000001"])
            #expect(try await desk.numbers("/api/v1/search?q=prb7", rita.token).isEmpty)
            #expect(try await desk.numbers("/api/v1/search?q=shop", desk.agentToken()).count == 3)
            let people = try await desk.ask(.get, "/api/v1/search?q=Axel", as: rita.token)
            #expect(people.json["people"] == .list([]))
        }
    }

    @Test func `what was said is found by who may read it`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            _ = try await desk.ask(.post, "\(record)/replies", as: rita.token, #"{"text":"The flywheel hums"}"#)
            let note = try await desk.ask(.post, "\(record)/notes", as: agent, #"{"text":"Blame the gearbox"}"#)
            for query in ["flywheel", "flywheel&sort=updatedAt"] {
                #expect(try await desk.numbers("/api/v1/search?q=\(query)", agent) == ["INC0000042"])
                #expect(try await desk.numbers("/api/v1/search?q=\(query)", rita.token) == ["INC0000042"])
            }
            #expect(try await desk.numbers("/api/v1/search?q=gearbox", agent) == ["INC0000042"])
            #expect(try await desk.numbers("/api/v1/search?q=gearbox", rita.token).isEmpty)
            let stan = try await desk.requester("Stan", as: desk.administratorToken())
            #expect(try await desk.numbers("/api/v1/search?q=flywheel", stan.token).isEmpty)
            let id = try #require(note["id"])
            #expect(try await desk.ask(.post, "\(record)/notes/\(id)/withdraw", as: agent).status == 200)
            #expect(try await desk.numbers("/api/v1/search?q=gearbox", agent).isEmpty)
        }
    }

    @Test func `a customer's staff find their company's people, and its parts'`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let acme = try await desk.define("organisations", #"{"name":"Acme"}"#, token)
            let plant = try await desk.define("organisations", #"{"name":"Plant","parent":"\#(acme)"}"#, token)
            let globex = try await desk.define("organisations", #"{"name":"Globex"}"#, token)
            for (name, organisation) in [("Mona Acme", acme), ("Mona Plant", plant), ("Mona Globex", globex)] {
                _ = try await desk.define("people", #"{"name":"\#(name)","organisation":"\#(organisation)"}"#, token)
            }
            let role = try await desk.define(
                "roles",
                #"{"name":"Key user","grants":{"people.read":"all","incidents.work":"organisation","incidents.read":"organisation"}}"#,
                token)
            let body = #"{"name":"Kim","organisation":"\#(acme)","customRoles":["\#(role)"]}"#
            let kim = try await desk.define("people", body, token)
            _ = try await desk.ask(
                .post, "/api/v1/people/\(kim)/password", as: token, #"{"password":"a password of Kim!"}"#)
            let key = try #require(try await desk.signIn("Kim", "a password of Kim!")["accessToken"])
            for path in ["/api/v1/search?q=mona", "/api/v1/search/suggest?q=mona"] {
                let found = try await desk.ask(.get, path, as: key)
                guard case .list(let people)? = found.json["people"] else { return #expect(Bool(false), "\(found)") }
                #expect(people.map { $0["name"] } == ["Mona Acme", "Mona Plant"])
            }
            let listed = try await desk.ask(.get, "/api/v1/people?q=mona", as: key)
            #expect(listed.items.map { $0["name"] } == ["Mona Acme", "Mona Plant"])
            let incident = UUID.v7()
            let member = try await desk.define("people", #"{"name":"Mo","organisation":"\#(plant)"}"#, token)
            try await desk.receive(
                Announced.incident(incident, .new, requester: UUID(uuidString: member)), sequence: 1)
            #expect(try await desk.numbers("/api/v1/search?kind=incident", key) == ["INC0000042"])
        }
    }

    @Test func `filters narrow, pages go on, and staff find people`() async throws {
        try await withDesk { desk in
            let service = UUID()
            for count in 1...5 {
                try await desk.receive(
                    Announced.incident(
                        UUID.v7(), count == 5 ? .closed : .new, number: "INC000000\(count)", summary: "Mail is late",
                        services: count == 1 ? [service] : []), sequence: 1)
            }
            let token = try await desk.agentToken()
            #expect(try await desk.numbers("/api/v1/search?q=mail&open=true", token).count == 4)
            #expect(try await desk.numbers("/api/v1/search?q=mail&service=\(service)", token) == ["INC0000001"])
            #expect(try await desk.numbers("/api/v1/search?state=closed", token) == ["INC0000005"])
            var seen: [String] = []
            var next: String? = ""
            while let cursor = next {
                let more = cursor.isEmpty ? "" : "&cursor=\(cursor)"
                let reply = try await desk.ask(.get, "/api/v1/search?q=mail&sort=-openedAt&limit=2\(more)", as: token)
                seen += reply.items.compactMap { if case .text(let number)? = $0["number"] { number } else { nil } }
                next = reply["next"]
            }
            #expect(seen.count == 5 && Set(seen).count == 5)
            let reply = try await desk.ask(.get, "/api/v1/search?q=Axel", as: token)
            guard case .list(let people)? = reply.json["people"] else { return #expect(Bool(false), "no people") }
            #expect(people.map { $0["name"] } == ["Axel Agent"])
        }
    }

    @Test(arguments: [
        "'", "\"", "\\", "a\\", "!", "a & | b", "(((", ":*", "'; DROP TABLE person; --", "a' or 'b", "½", "ŉ", "-a",
        "or",
        "a or", "\"a", "<->", "%", "_", "🙂", "a\u{202e}b",
    ])
    func `whatever is typed, search answers`(typed: String) async throws {
        try await withDesk { desk in
            let query = typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let token = try await desk.agentToken()
            #expect(try await desk.ask(.get, "/api/v1/search?q=\(query)", as: token).status == 200)
            #expect(try await desk.ask(.get, "/api/v1/search/suggest?q=\(query)", as: token).status == 200)
        }
    }
}

extension TestDesk {
    /// Defines something; answers its id.
    func define(_ list: String, _ body: String, _ token: String) async throws -> String {
        let reply = try await ask(.post, "/api/v1/\(list)", as: token, body)
        #expect(reply.status == 201, "\(reply)")
        return try #require(reply["id"])
    }

    /// The numbers that a list or search answers.
    func numbers(_ path: String, _ token: String) async throws -> [String] {
        let reply = try await ask(.get, path, as: token)
        #expect(reply.status == 200, "\(path)")
        return reply.items.compactMap { if case .text(let number)? = $0["number"] { number } else { nil } }
    }
}
