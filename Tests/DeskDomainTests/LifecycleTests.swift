import DeskDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct LifecycleTests {
    @Test func `a person moves as the table says`() throws {
        let commands: [(String, Person.Command)] = [
            ("revise", .revise(try .init(name: "Anna Holm"))), ("change-roles", .changeRoles([.agent])),
            ("change-custom-roles", .changeCustomRoles([UUID()])),
            ("join-team", .joinTeam(UUID())), ("leave-team", .leaveTeam(someTeam)), ("set-password", .setPassword),
            ("turn-on-second-factor", .turnOnSecondFactor), ("turn-off-second-factor", .turnOffSecondFactor),
            ("deactivate", .deactivate),
            ("reactivate", .reactivate),
        ]
        for state in Person.State.allCases {
            try compare(aPerson(state), in: state.rawValue, with: commands, "Person") { $0.state.rawValue }
        }
    }

    @Test func `a team moves as the table says`() throws {
        let commands: [(String, Team.Command)] = [
            ("revise", .revise(try .init(name: "Networks"))), ("deactivate", .deactivate), ("reactivate", .reactivate),
        ]
        for state in Team.State.allCases {
            try compare(aTeam(state), in: state.rawValue, with: commands, "Team") { $0.state.rawValue }
        }
    }

    @Test func `an organisation, a site and a role move as their tables say`() throws {
        for state in Organisation.State.allCases {
            try compare(
                anOrganisation(state), in: state.rawValue,
                with: [
                    ("revise", .revise(try .init(name: "Globex"))), ("deactivate", .deactivate),
                    ("reactivate", .reactivate),
                ], "Organisation, site, role"
            ) { $0.state.rawValue }
        }
        for state in Site.State.allCases {
            try compare(
                aSite(state), in: state.rawValue,
                with: [
                    ("revise", .revise(try .init(name: "Dock"))), ("deactivate", .deactivate),
                    ("reactivate", .reactivate),
                ], "Organisation, site, role"
            ) { $0.state.rawValue }
        }
        for state in RoleDefinition.State.allCases {
            try compare(
                aRole(state), in: state.rawValue,
                with: [
                    ("revise", .revise(try .init(name: "Seer", grants: ["live.use": "all"]))),
                    ("deactivate", .deactivate), ("reactivate", .reactivate),
                ], "Organisation, site, role"
            ) { $0.state.rawValue }
        }
    }

    @Test func `a service moves as the table says`() throws {
        let commands: [(String, BusinessService.Command)] = [
            ("revise", .revise(try .init(name: "Web shop", criticality: 2, valuePerHour: 0))),
            ("deactivate", .deactivate), ("reactivate", .reactivate),
        ]
        for state in BusinessService.State.allCases {
            try compare(aService(state), in: state.rawValue, with: commands, "Service") { $0.state.rawValue }
        }
    }

    @Test func `a sign-in provider moves as the table says`() throws {
        let details = { try SignInProvider.Details(name: $0, issuer: "https://id.example.org", clientID: "dienst") }
        let active = try #require(
            SignInProvider.beginning(UUID(), with: .defined(details: details("Company")), at: noon))
        let commands: [(String, SignInProvider.Command)] = [
            ("revise", .revise(try details("Concern"))), ("replace-secret", .replaceSecret),
            ("deactivate", .deactivate), ("reactivate", .reactivate),
        ]
        for provider in [active, active.applying(.deactivated, at: noon)] {
            try compare(provider, in: provider.state.rawValue, with: commands, "Sign-in provider") {
                $0.state.rawValue
            }
        }
    }

    @Test func `a contact moves as the table says`() throws {
        let commands: [(String, Contact.Command)] = [
            ("follow", .follow(.init(number: "INC0000007", state: "resolved")))
        ]
        for state in Contact.State.allCases {
            try compare(aContact(state), in: state.rawValue, with: commands, "Contact") { $0.state.rawValue }
        }
    }

    @Test func `a template moves as the table says`() throws {
        let commands: [(String, Template.Command)] = [
            ("revise", .revise(try aTemplate(.active, name: "Other").details)), ("retire", .retire),
            ("restore", .restore),
        ]
        for state in Template.State.allCases {
            try compare(aTemplate(state), in: state.rawValue, with: commands, "Template") { $0.state.rawValue }
        }
    }

    @Test func `a recurring record moves as the table says`() throws {
        let record = RecordReference(kind: .incident, id: UUID())
        let commands: [(String, RecurringRecord.Command)] = [
            ("revise", .revise(try aRecurringRecord(.active, name: "Other").details)), ("pause", .pause),
            ("resume", .resume), ("end", .end), ("occur", .occur(record)),
        ]
        for state in RecurringRecord.State.allCases {
            try compare(aRecurringRecord(state), in: state.rawValue, with: commands, "Recurring record") {
                $0.state.rawValue
            }
        }
    }

    @Test func `a view moves as the table says`() throws {
        let commands: [(String, SavedView.Command)] = [
            ("revise", .revise(try aViewDetails("Mine, unassigned"))), ("retire", .retire),
        ]
        for state in SavedView.State.allCases {
            try compare(aView(state), in: state.rawValue, with: commands, "View") { $0.state.rawValue }
        }
    }

    @Test func `an approval delegation moves as the table says`() throws {
        let (person, term) = (
            UUID(),
            try ApprovalDelegation.Term(deputy: UUID(), of: UUID(), from: noon, until: noon + 3_600, now: noon)
        )
        let given = try #require(
            ApprovalDelegation.beginning(UUID(), with: .given(person: person, term: term), at: noon))
        for state in ApprovalDelegation.State.allCases {
            let delegation = state == .standing ? given : given.applying(.withdrawn, at: noon)
            try compare(delegation, in: state.rawValue, with: [("withdraw", .withdraw)], "Approval delegation") {
                $0.state.rawValue
            }
        }
    }

    private func compare<Record: Lifecycle>(
        _ record: Record, in state: String, with commands: [(String, Record.Command)], _ heading: String,
        stateOf: (Record) -> String
    ) throws {
        let table = try LifecycleTable(readme: "Services/ServiceDesk/README.md", under: heading)
        for (name, command) in commands {
            let facts = try? record.deciding(command, at: noon)
            let reached = facts.map { stateOf($0.reduce(record) { $0.applying($1, at: noon) }) }
            #expect(reached == table.next[.init(state: state, command: name)], "\(state) × \(name)")
        }
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
        let person = try aPerson().applying(.joinedTeam(team: other), at: noon)
        #expect(person.teams == [someTeam, other])
        #expect(person.applying(.leftTeam(team: someTeam), at: noon).teams == [other])
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
        let special = try aPerson().applying(.customRolesChanged(roles: [someTeam]), at: noon)
        #expect(try restored(special) == special && special.customRoles == [someTeam])
        let role = try aRole(.active)
        #expect(try restored(role) == role)
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
