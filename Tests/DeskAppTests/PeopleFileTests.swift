import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct PeopleFileTests {
    private static let heading = "signInName,name,mail,organisation,site,teams,roles,manager,language,zone,active\r\n"

    @Test func `people are taken from a file, found again by their sign-in name, and written to a file`() async throws {
        try await withDesk { desk in
            let admin = try await desk.administratorToken()
            #expect(try await desk.ask(.post, "/api/v1/teams", as: admin, #"{"name":"Networks"}"#).status == 201)
            let file =
                Self.heading + """
                    anna,"Holm, Anna ""Ann\""",anna@example.org,,,Networks,requester;agent,,sv,Europe/Stockholm,\r
                    boris,Борис,boris@example.org,,,,,anna,ru,,\r

                    """
            let first = try await desk.take(file, as: admin)
            #expect(
                first.status == 200 && first.json["created"] == .number(2) && first.json["applied"] == .boolean(true))
            let people = try await desk.ask(.get, "/api/v1/people?q=holm", as: admin)
            #expect(people.items.first?["name"] == #"Holm, Anna "Ann""#)
            #expect(people.items.first?["language"] == "sv")

            let again = try await desk.take(file, as: admin)
            #expect(again.json["unchanged"] == .number(2) && again.json["revised"] == .number(0))
            let moved = try await desk.take("signInName,name,teams\nANNA,Anna Holm,\n", as: admin)
            #expect(moved.json["revised"] == .number(1))

            let written = try await desk.client.execute(
                uri: "/api/v1/people/export", method: .get, headers: [.authorization: "Bearer \(admin)"])
            let text = String(buffer: written.body)
            #expect(
                text.contains("anna,Anna Holm,anna@example.org,,,Networks,requester;agent,,sv,Europe/Stockholm,true")
                    || text.contains("\"requester;agent\""))
            #expect(try await desk.take(text, as: admin).json["refused"] == .number(0))
        }
    }

    @Test func `a line that is refused keeps the whole file out, unless a part is wanted`() async throws {
        try await withDesk { desk in
            let admin = try await desk.administratorToken()
            let file = """
                signInName,name,teams,language
                carla,Carla,,de
                dirk,Dirk,No such team,de
                ,Nameless,,
                eva,Eva,,klingon

                """
            let whole = try await desk.take(file, as: admin)
            #expect(whole.json["applied"] == .boolean(false) && whole.json["refused"] == .number(3))
            guard case .list(let lines)? = whole.json["lines"] else { return try #require(nil) }
            #expect(lines.map { $0["field"] ?? .null } == [.null, "teams", "signInName", "language"])
            #expect(lines.map { $0["line"] ?? .null } == [.number(2), .number(3), .number(4), .number(5)])
            #expect(try await desk.ask(.get, "/api/v1/people?q=carla", as: admin).items.isEmpty)

            let dry = try await desk.take("signInName\nfrida\n", "?dryRun=true", as: admin)
            #expect(dry.json["created"] == .number(1) && dry.json["applied"] == .boolean(false))
            let part = try await desk.take(file, "?partial=true", as: admin)
            #expect(part.json["created"] == .number(1) && part.json["applied"] == .boolean(true))
            #expect(try await desk.ask(.get, "/api/v1/people?q=carla", as: admin).items.count == 1)
        }
    }

    @Test(arguments: [
        "", "name\nAnna\n", "signInName,signInName\na,b\n", "signInName,shoe size\na,b\n", "signInName,name\na\n",
        "signInName\n\"open\n", "signInName\n\0\n",
    ])
    func `what is no such file is refused as one`(text: String) async throws {
        try await withDesk { desk in
            let reply = try await desk.take(text, as: desk.administratorToken())
            #expect(reply.status == 422 && reply["code"] == "csv_refused", "\(reply)")
        }
    }

    @Test func `a spreadsheet finds no formula in what is written`() {
        #expect(CSV.line(["=1+1", "@x", "plain", "a,b", "-2"]) == "'=1+1,'@x,plain,\"a,b\",-2\r\n")
    }
}

extension TestDesk {
    fileprivate func take(_ file: String, _ query: String = "", as token: String) async throws -> Reply {
        let response = try await client.execute(
            uri: "/api/v1/people/import\(query)", method: .post,
            headers: [.authorization: "Bearer \(token)", .contentType: "text/csv"], body: ByteBuffer(string: file))
        let data = Data(response.body.readableBytesView)
        return Reply(
            status: response.status.code, headers: response.headers,
            json: (try? JSONDecoder().decode(JSONValue.self, from: data)) ?? .null)
    }
}
