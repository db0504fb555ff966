import Contracts
import Foundation
import HTTPTypes
import Records
import Testing

@testable import ChangeApp
@testable import Chassis

@Suite struct ImportTests {
    private let model = """
        items:
          - {name: web, class: application, dependsOn: [db], supports: [Shop], aliases: [web.example.org]}
          - {name: db, class: database, supports: [Payroll]}
        """

    @Test func `a dry run says what an import would do, and the import does it`() async throws {
        try await Trial.run { trial in
            let dry = try await trial.importing(model, "?dryRun=true")
            #expect(dry.status == 200)
            #expect(dry.json["added"] == ["web", "db"])
            #expect(try await trial.ok(.get, "configuration-items")["items"]?.elements.isEmpty == true)
            #expect(try await trial.announced(ConfigurationItemAnnounced.self).isEmpty)

            #expect(try await trial.importing(model).json["added"] == ["web", "db"])
            let web = try await trial.ok(.get, "configuration-items/web")
            #expect(web["dependsOn"]?[0]?["name"] == "db")
            #expect(web["supports"]?[0]?["name"] == "Shop")
            let announced = try await trial.announced(ConfigurationItemAnnounced.self)
            #expect(announced.map(\.name) == ["web", "db"])
            #expect(announced[0].dependsOn == [announced[1].record])
            #expect(announced[0].supports == [Trial.shop])
            #expect(announced[0].facts == ["defined", "connected"])
        }
    }

    @Test func `the same import again changes nothing and announces nothing`() async throws {
        try await Trial.run { trial in
            _ = try await trial.importing(model)
            let again = try await trial.importing(model)
            #expect(again.json["unchanged"] == 2)
            #expect(try await trial.announced(ConfigurationItemAnnounced.self).count == 2)
        }
    }

    @Test func `pruning retires what the file leaves out, and naming it again brings it back`() async throws {
        try await Trial.run { trial in
            _ = try await trial.importing(model)
            let small = "items:\n  - {name: db, class: database, supports: [Payroll]}"
            #expect(try await trial.importing(small).json["retired"] == [])
            #expect(try await trial.importing(small, "?prune=true").json["retired"] == ["web"])
            let inactive = try await trial.ok(.get, "configuration-items?active=false")["items"]
            #expect(inactive?.elements.map { $0["name"] } == ["web"])
            #expect(try await trial.announced(ConfigurationItemAnnounced.self).last?.active == false)

            let back = try await trial.importing(model)
            #expect(back.json["changed"]?[0]?["name"] == "web")
            let facts = try await trial.ok(.get, "configuration-items/web/journal")["items"]?.elements.map {
                $0["fact"]
            }
            #expect(facts == ["defined", "connected", "retired", "reinstated"])
        }
    }

    @Test func `a cycle and unknown names are refused with their lines, and nothing is imported`() async throws {
        try await Trial.run { trial in
            let reply = try await trial.importing(
                """
                items:
                  - {name: a, class: server, dependsOn: [b]}
                  - {name: b, class: server, dependsOn: [a, nobody]}
                  - {name: c, class: server, supports: [Unknown]}
                  - {name: d, class: server}
                """)
            #expect(reply.status == 422)
            #expect(reply.json["code"] == "model_refused")
            #expect(reply.json["field"] == "items[0].dependsOn")
            #expect(reply.json["mistakes"]?.elements.map { $0["line"] } == [2, 3, 4])
            #expect(reply.json["mistakes"]?[0]?["message"]?.text?.contains("a (line 2) → b (line 3) → a") == true)
            #expect(reply.json["detail"]?.text?.contains("nobody") == true)
            #expect(try await trial.ok(.get, "configuration-items")["items"]?.elements.isEmpty == true)
        }
    }

    @Test func `two imports at once cannot make a cycle together`() async throws {
        try await Trial.run { trial in
            _ = try await trial.importing("items:\n  - {name: a, class: server}\n  - {name: b, class: server}")
            async let first = trial.importing("items:\n  - {name: a, class: server, dependsOn: [b]}")
            async let second = trial.importing("items:\n  - {name: b, class: server, dependsOn: [a]}")
            #expect(try await [first.status, second.status].sorted() == [200, 422])
        }
    }

    @Test func `the model may come in JSON, and what is neither is refused`() async throws {
        try await Trial.run { trial in
            let path = "configuration-items/import"
            let good = try await trial.ask(.post, path, #"{"model": "items:\n  - {name: a, class: server}"}"#)
            #expect(good.json["added"] == ["a"])
            #expect(try await trial.ask(.post, path, #"{"model": 1}"#).json["field"] == "model")
            #expect(try await trial.ask(.post, path, #"{"model": "x", "more": 1}"#).json["field"] == "more")
            #expect(try await trial.ask(.post, path, "{").status == 400)
            #expect(try await trial.ask(.post, path, "<items/>", type: "application/xml").status == 415)
            #expect(try await trial.ask(.post, path + "?dryRun=maybe", "items: []").json["field"] == "dryRun")
            let big = String(repeating: "# \n", count: 2_000_000)
            #expect(try await trial.ask(.post, path, big, type: "application/yaml").status == 413)
            #expect(try await trial.ask(.post, path, "items: []", as: .agent).status == 403)
        }
    }

    @Test func `items are found by name, class, service and words, and say what stands near them`() async throws {
        try await Trial.run { trial in
            _ = try await trial.importing(model)
            for (query, names) in [
                ("service=Shop", ["web"]), ("service=\(Trial.payroll)", ["db"]),
                ("service=Shop,Payroll", ["db", "web"]),
                ("class=database", ["db"]), ("q=EXAMPLE.org", ["web"]), ("name=web", ["web"]),
                ("sort=-name", ["web", "db"]),
                ("active=true", ["db", "web"]),
            ] {
                let found = try await trial.ok(.get, "configuration-items?\(query)")["items"]?.elements
                #expect(found?.map { $0["name"]?.text } == names, "\(query)")
            }
            let needed = try await trial.ok(.get, "configuration-items/web/dependencies")
            #expect(needed["items"]?[0]?["name"] == "db")
            let needing = try await trial.ok(.get, "configuration-items/db/dependants")
            #expect(needing["items"]?[0]?["supports"]?[0]?["name"] == "Shop")
            try await trial.ok(.get, "configuration-items/nothing", status: 404)
        }
    }

    @Test func `a list goes on where it stopped`() async throws {
        try await Trial.run { trial in
            let items = (0..<5).map { "  - {name: n\($0), class: server, supports: [Shop, Payroll]}" }
            _ = try await trial.importing("items:\n" + items.joined(separator: "\n"))
            var names: [String?] = []
            var query = "configuration-items?limit=2&service=Shop,Payroll"
            while true {
                let page = try await trial.ok(.get, query)
                names += page["items"]?.elements.map { $0["name"]?.text } ?? []
                guard let next = page["next"]?.text else { break }
                query = "configuration-items?limit=2&service=Shop,Payroll&cursor=\(next)"
            }
            #expect(names == ["n0", "n1", "n2", "n3", "n4"])
        }
    }
}
