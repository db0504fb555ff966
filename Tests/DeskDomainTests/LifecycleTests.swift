import DeskDomain
import Foundation
import Records
import Testing

@Suite struct LifecycleTests {
    @Test func `a person moves as the table says`() throws {
        let details = try Person.Details(name: "Anna Holm")
        let code = try LifecycleTable(
            states: Person.State.allCases.map { ($0.rawValue, try aPerson($0)) },
            commands: [
                .revise(details), .changeRoles([.agent]), .joinTeam(UUID()), .leaveTeam(someTeam), .deactivate,
                .reactivate,
            ])
        #expect(try LifecycleTable("Person").cells == code.cells)
    }

    @Test func `a team moves as the table says`() throws {
        let details = try Team.Details(name: "Networks")
        let code = try LifecycleTable(
            states: Team.State.allCases.map { ($0.rawValue, try aTeam($0)) },
            commands: [.revise(details), .deactivate, .reactivate])
        #expect(try LifecycleTable("Team").cells == code.cells)
    }

    @Test func `a service moves as the table says`() throws {
        let details = try BusinessService.Details(name: "Web shop", criticality: 2, valuePerHour: 0)
        let code = try LifecycleTable(
            states: BusinessService.State.allCases.map { ($0.rawValue, try aService($0)) },
            commands: [.revise(details), .deactivate, .reactivate])
        #expect(try LifecycleTable("Service").cells == code.cells)
    }

    @Test func `a contact moves as the table says`() throws {
        let code = try LifecycleTable(
            states: Contact.State.allCases.map { ($0.rawValue, try aContact($0)) },
            commands: [.follow(.init(number: "INC0000007", state: "resolved"))])
        #expect(try LifecycleTable("Contact").cells == code.cells)
    }

    @Test func `the same command twice changes nothing`() throws {
        let person = try aPerson()
        #expect(try person.deciding(.revise(person.details), at: noon).isEmpty)
        #expect(try person.deciding(.changeRoles(person.roles), at: noon).isEmpty)
        #expect(try person.deciding(.joinTeam(someTeam), at: noon).isEmpty)
        #expect(try person.deciding(.leaveTeam(UUID()), at: noon).isEmpty)
        #expect(try aTeam().deciding(.revise(aTeam().details), at: noon).isEmpty)
        #expect(try aService().deciding(.revise(aService().details), at: noon).isEmpty)
        let contact = try aContact(.followed)
        #expect(try contact.deciding(.follow(.init(number: "INC0000007", state: "new")), at: noon).isEmpty)
    }

    @Test func `joining and leaving teams shows on the person`() throws {
        let other = UUID()
        let person = try aPerson().applying(.joinedTeam(other), at: noon)
        #expect(person.teams == [someTeam, other])
        #expect(person.applying(.leftTeam(someTeam), at: noon).teams == [other])
    }

    @Test func `a person has a bounded number of teams`() throws {
        let person = try aPerson(teams: (0..<Person.mostTeams).map { _ in UUID() })
        #expect(throws: Rejection.self) { try person.deciding(.joinTeam(UUID()), at: noon) }
    }

    @Test func `what is stored is read back the same`() throws {
        let person = try aPerson(.inactive)
        #expect(try restored(person) == person)
        let service = try aService()
        #expect(try restored(service) == service)
        let contact = try aContact(.followed)
        #expect(try restored(contact) == contact)
    }

    @Test func `only a first fact begins a record`() {
        #expect(Person.beginning(UUID(), with: .deactivated, at: noon) == nil)
        #expect(Team.beginning(UUID(), with: .reactivated, at: noon) == nil)
        #expect(BusinessService.beginning(UUID(), with: .deactivated, at: noon) == nil)
    }
}

private func restored<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
}
