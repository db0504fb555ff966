import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Postgres
import Records
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct OrganisationTests {
    @Test func `organisations form a tree that never bites its tail`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let root = "/api/v1/organisations"
            let one = try #require(try await desk.ask(.post, root, as: token, #"{"name":"One"}"#)["id"])
            let made = try await desk.ask(
                .post, root, as: token, #"{"name":"Two","parent":"\#(one)","zone":"Europe/Oslo","kind":"customer"}"#)
            let two = try #require(made["id"])
            #expect(made.status == 201 && made["parent"] == one && made["state"] == "active")
            let cycle = try await desk.ask(
                .patch, "\(root)/\(one)", as: token, #"{"parent":"\#(two)"}"#, headers: [.ifMatch: "\"1\""])
            #expect(cycle.status == 409 && cycle["code"] == "cycle")
            let itself = try await desk.ask(
                .patch, "\(root)/\(one)", as: token, #"{"parent":"\#(one)"}"#, headers: [.ifMatch: "\"1\""])
            #expect(itself.status == 409)
            let stranger = try await desk.ask(
                .post, root, as: token, #"{"name":"Three","parent":"\#(UUID().uuidString)"}"#)
            #expect(stranger.status == 422 && stranger["field"] == "parent")
            let again = try await desk.ask(.post, root, as: token, #"{"name":"ONE"}"#)
            #expect(again.status == 409 && again["code"] == "name_taken")
            #expect(try await desk.ask(.get, "\(root)?parent=\(one)", as: token).items.count == 1)
            #expect(try await desk.ask(.post, "\(root)/\(two)/deactivate", as: token)["state"] == "inactive")
            #expect(try await desk.ask(.get, "\(root)/\(two)/journal", as: token).items.count == 2)
        }
    }

    @Test func `a site belongs to one organisation, and people sit at sites of theirs`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let acme = try await desk.organisation("Acme", as: token)
            let plant = try await desk.ask(
                .post, "/api/v1/sites", as: token, #"{"name":"Plant","organisation":"\#(acme)","address":"1 Road"}"#)
            let site = try #require(plant["id"])
            #expect(plant.status == 201)
            let twice = try await desk.ask(
                .post, "/api/v1/sites", as: token, #"{"name":"plant","organisation":"\#(acme)"}"#)
            #expect(twice.status == 409 && twice["code"] == "name_taken")
            let elsewhere = try await desk.ask(.post, "/api/v1/people", as: token, #"{"name":"A","site":"\#(site)"}"#)
            #expect(elsewhere.status == 422 && elsewhere["code"] == "site_elsewhere")
            let there = try await desk.ask(
                .post, "/api/v1/people", as: token, #"{"name":"A","site":"\#(site)","organisation":"\#(acme)"}"#)
            #expect(there.status == 201 && there["organisation"] == acme)
            #expect(try await desk.sent(PersonAnnounced.self).last?.organisation == UUID(uuidString: acme))
            #expect(try await desk.ask(.get, "/api/v1/people?organisation=\(acme)", as: token).items.count == 1)
        }
    }

    @Test func `a customer's people see their own organisation, its people and its services, and nothing else`()
        async throws
    {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let (acme, globex) = (
                try await desk.organisation("Acme", as: token), try await desk.organisation("Globex", as: token)
            )
            let anna = try await desk.requester("Anna", as: token, of: acme)
            let gerd = try await desk.requester("Gerd", as: token, of: globex)
            let ours = try await desk.service("Ours", audience: acme, as: token)
            let theirs = try await desk.service("Theirs", audience: globex, as: token)
            let open = try await desk.service("Everybody's", audience: nil, as: token)
            let services = try await desk.ask(.get, "/api/v1/services", as: anna.token)
            #expect(services.items.compactMap { $0["name"] } == ["Everybody's", "Ours"])
            for (path, status) in [
                ("services/\(ours)", 200), ("services/\(open)", 200), ("services/\(theirs)", 404),
                ("organisations/\(acme)", 200), ("organisations/\(globex)", 404), ("people/\(anna.id)", 200),
                ("people/\(gerd.id)", 404), ("organisations/\(acme)/journal", 403),
            ] {
                #expect(try await desk.ask(.get, "/api/v1/\(path)", as: anna.token).status == status, "\(path)")
            }
            let people = try await desk.ask(.get, "/api/v1/people", as: anna.token)
            #expect(people.items.compactMap { $0["name"] } == ["Ada Admin", "Anna", "Axel Agent"])
            #expect(try await desk.ask(.get, "/api/v1/organisations", as: anna.token).items.count == 1)
            #expect(try await desk.ask(.get, "/api/v1/people?organisation=\(globex)", as: anna.token).status == 403)
            let me = try await desk.ask(.get, "/api/v1/me", as: anna.token)
            #expect(me["organisationName"] == "Acme" && me.json["grants"]?["incidents.read"] == "own")
        }
    }

    @Test func `whoever may read their organisation's incidents finds them, and nobody else's`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let (acme, globex) = (
                try await desk.organisation("Acme", as: token), try await desk.organisation("Globex", as: token)
            )
            let anna = try await desk.requester("Anna", as: token, of: acme)
            let id = UUID.v7()
            try await desk.receive(
                Announced.incident(id, .new, requester: UUID(uuidString: anna.id)), sequence: 1)
            try await desk.database.transaction { tx in
                let reference = RecordReference(kind: .incident, id: id)
                let grants = Grants.of(.requester).merging(Grants([.incidentsRead: .organisation]))
                func colleague(_ organisation: String, _ grants: Grants) -> Principal {
                    Principal(
                        id: UUID(), name: "A", roles: [.requester], organisation: UUID(uuidString: organisation),
                        grants: grants)
                }
                _ = try RecordSight().find(reference, for: colleague(acme, grants), in: tx)
                for stranger in [
                    colleague(acme, Grants.of(.requester)), colleague(globex, grants),
                    colleague(acme, Grants([.requestsRead: .all])),
                ] {
                    #expect(throws: NotFound.self) { try RecordSight().find(reference, for: stranger, in: tx) }
                }
                let dispatcher = Principal(
                    id: UUID(), name: "D", roles: [], teams: [UUID()],
                    grants: Grants(.team, [.incidentsRead, .incidentsWork]))
                #expect(throws: NotFound.self) { try RecordSight().find(reference, for: dispatcher, in: tx) }
            }
        }
    }

    @Test func `everybody chooses their own language and zone, and nothing more of themselves`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let mine = try await desk.ask(
                .patch, "/api/v1/me", as: rita.token, #"{"language":"ru","zone":"Europe/Riga"}"#)
            #expect(mine.status == 200 && mine.json["person"]?["language"] == "ru")
            #expect(try await desk.ask(.patch, "/api/v1/me", as: rita.token, #"{"vip":true}"#).status == 422)
            let cleared = try await desk.ask(.patch, "/api/v1/me", as: rita.token, #"{"zone":null}"#)
            #expect(cleared.json["person"]?["zone"] == nil && cleared.json["person"]?["language"] == "ru")
        }
    }
}

extension TestDesk {
    func organisation(_ name: String, as token: String) async throws -> String {
        try #require(try await ask(.post, "/api/v1/organisations", as: token, #"{"name":"\#(name)"}"#)["id"])
    }

    func service(_ name: String, audience: String?, as token: String) async throws -> String {
        let open = audience.map { #","audience":["\#($0)"]"# } ?? ""
        let body = #"{"name":"\#(name)","criticality":1,"valuePerHour":1\#(open)}"#
        return try #require(try await ask(.post, "/api/v1/services", as: token, body)["id"])
    }

    /// A customer's person with a password, and their token.
    func requester(
        _ name: String, as token: String, of organisation: String
    ) async throws -> (id: String, token: String) {
        let person = try await requester(name, as: token)
        let moved = try await ask(
            .patch, "/api/v1/people/\(person.id)", as: token, #"{"organisation":"\#(organisation)"}"#,
            headers: [.ifMatch: "\"2\""])
        #expect(moved.status == 200)
        return (person.id, try #require(try await signIn(name, "a password of \(name)!")["accessToken"]))
    }
}
