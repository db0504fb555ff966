import DeskDomain
import Foundation
import Records
import Testing

@Suite struct ValidationTests {
    @Test(arguments: ["", "   ", "\n"]) func `an empty name is refused`(name: String) {
        expectInvalid(field: "name", code: "empty") { () throws(Invalid) in _ = try Person.Details(name: name) }
        expectInvalid(field: "name", code: "empty") { () throws(Invalid) in _ = try Team.Details(name: name) }
    }

    @Test func `a name has at most two hundred characters, however they are composed`() {
        expectInvalid(field: "name", code: "too_long") { () throws(Invalid) in
            _ = try Team.Details(name: String(repeating: "a", count: 201))
        }
        expectInvalid(field: "name", code: "too_long") { () throws(Invalid) in
            _ = try Team.Details(name: "a" + String(repeating: "\u{338}", count: 300))
        }
    }

    @Test(arguments: ["a\u{0}b", "a\nb", "a\u{1B}[2J", "a\u{202E}b", "a\u{2028}b", "a\u{7F}b"])
    func `control and direction-changing characters are refused`(name: String) {
        expectInvalid(field: "name", code: "control_character") { () throws(Invalid) in
            _ = try Person.Details(name: name)
        }
    }

    @Test(arguments: ["Zoë O’Brien", "Åse Ødegård", "Иван Петров", "李雷", "👩‍🔧 on call"])
    func `names of the world are welcome`(name: String) throws {
        #expect(try Person.Details(name: name).name == name)
    }

    @Test func `a sign-in name at fault is named by its own field`() {
        expectInvalid(field: "signInName", code: "empty") { () throws(Invalid) in
            _ = try Person.Details(name: "Anna", signInName: " ")
        }
    }

    @Test func `sign-in names are the same however they are typed`() {
        #expect(Person.signInKey(" Anna ") == Person.signInKey("anna"))
        #expect(Person.signInKey("A\u{30A}se") == Person.signInKey("Åse"))
    }

    @Test(arguments: [
        "anna", "@x.example", "anna@", "a@b@c.example", "a b@c.example", "a@localhost", "a@-x.example",
        "a..b@c.example",
    ])
    func `what is no mail address is refused`(mail: String) {
        expectInvalid(field: "mail", code: "mail_form") { () throws(Invalid) in
            _ = try Person.Details(name: "Anna", mail: mail)
        }
    }

    @Test(arguments: ["anna@berg.example", "a.b+c@sub.berg.example", "åse@ødegård.example"])
    func `a mail address is accepted`(mail: String) throws {
        #expect(try Person.Details(name: "Anna", mail: mail).mail == mail)
    }

    @Test func `a person has a role, each once and in order`() throws {
        expectInvalid(field: "roles", code: "empty") { () throws(Invalid) in _ = try Person.ordered([]) }
        #expect(try Person.ordered([.administrator, .agent, .agent]) == [.agent, .administrator])
    }

    @Test func `teams count once and are bounded`() throws {
        #expect(try Person.distinct([someTeam, someTeam]) == [someTeam])
        expectInvalid(field: "teams", code: "too_many") { () throws(Invalid) in
            _ = try Person.distinct((0...Person.mostTeams).map { _ in UUID() })
        }
    }

    @Test(arguments: [0, 5, -1, Int.max]) func `a criticality is one to four`(criticality: Int) {
        expectInvalid(field: "criticality", code: "out_of_range") { () throws(Invalid) in
            _ = try BusinessService.Details(name: "Shop", criticality: criticality, valuePerHour: 0)
        }
    }

    @Test(arguments: [-0.01, .infinity, .nan, 1e13]) func `a value per hour is no debt and no dream`(value: Double) {
        expectInvalid(field: "valuePerHour", code: "out_of_range") { () throws(Invalid) in
            _ = try BusinessService.Details(name: "Shop", criticality: 1, valuePerHour: value)
        }
    }

    @Test func `records from before belonging and audience still decode`() throws {
        let person = Data(#"{"name":"Anna","signInName":"anna"}"#.utf8)
        let anna = try JSONDecoder().decode(Person.Details.self, from: person)
        #expect(anna.organisation == nil && anna.language == nil && anna.vip == nil)
        let service = Data(#"{"name":"Shop","criticality":1,"valuePerHour":2}"#.utf8)
        let shop = try JSONDecoder().decode(BusinessService.Details.self, from: service)
        #expect(
            try shop.audience.isEmpty && shop == BusinessService.Details(name: "Shop", criticality: 1, valuePerHour: 2))
    }

    @Test func `an audience names each organisation once, and not too many`() throws {
        let one = UUID()
        let shop = try BusinessService.Details(name: "Shop", criticality: 1, valuePerHour: 2, audience: [one, one])
        #expect(shop.audience == [one])
        expectInvalid(field: "audience", code: "too_many") { () throws(Invalid) in
            _ = try BusinessService.Details(
                name: "Shop", criticality: 1, valuePerHour: 2, audience: (0...100).map { _ in UUID() })
        }
    }

    @Test(arguments: ["", "CET", "+02:00", "Europe/", "Mars/Base", "../etc/passwd"])
    func `what is no time zone by name is refused`(zone: String) {
        expectInvalid(field: "zone", code: "unknown_zone") { () throws(Invalid) in
            _ = try Person.Details(name: "Anna", zone: zone)
        }
    }

    @Test(arguments: [0, 4]) func `an urgency is one to three`(urgency: Int) {
        expectInvalid(field: "urgency", code: "out_of_range") { () throws(Invalid) in
            _ = try Contact.Report(
                number: "CON0000001", person: UUID(), agent: UUID(), channel: .phone, service: nil, summary: "Slow",
                description: nil, urgency: urgency, incident: UUID())
        }
    }

    @Test func `a description keeps its lines`() throws {
        #expect(try Team.Details(name: "Databases", description: "one\n\ttwo\r\n").description == "one\n\ttwo")
        #expect(try Team.Details(name: "Databases", description: " ").description == nil)
        expectInvalid(field: "description", code: "control_character") { () throws(Invalid) in
            _ = try Team.Details(name: "Databases", description: "a\u{8}b")
        }
    }

    @Test(arguments: [
        ("short", "too_short"), (String(repeating: "ab", count: 200), "too_long"), ("aaaaaaaaaaaaaaa", "guessable"),
        ("ThomasThomas", "guessable"),
    ])
    func `a password that is easily guessed is refused`(password: String, code: String) {
        expectInvalid(field: "password", code: code) { () throws(Invalid) in
            try PasswordRule.check(password, of: "thomas")
        }
    }

    @Test func `a long password is accepted`() throws {
        try PasswordRule.check("correct horse battery", of: "thomas")
    }
}

/// Expects `Invalid` with this field and code.
private func expectInvalid(
    field: String, code: String, sourceLocation: SourceLocation = #_sourceLocation, _ act: () throws(Invalid) -> Void
) {
    do {
        try act()
        Issue.record("accepted, but \(field) should be refused as \(code)", sourceLocation: sourceLocation)
    } catch {
        #expect(error.field == field && error.code == code, "\(error)", sourceLocation: sourceLocation)
    }
}
