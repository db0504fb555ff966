import AccessMatrix
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records
import Testing

@testable import Chassis
@testable import DeskApp

/// The desk's table is made of one file per field of work, in this folder.
@Suite struct DeskMatrixTests {
    static let rules = [
        people, belonging, signIn, identity, provisioning, contacts, catalogue, requests, demand, knowledge, notices,
        conversation, templates, search, portal, parked, serviceLevels,
    ].reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
    }

    static let parked: [String: MatrixRule] = [
        "GET /api/v1/desk/parked-messages": .may(.messagesManage),
        "GET /api/v1/desk/parked-messages/{id}": .may(.messagesManage),
        "POST /api/v1/desk/parked-messages/{id}/replay": .may(.messagesManage),
        "POST /api/v1/desk/parked-messages/{id}/discard": .may(.messagesManage),
    ]

    @Test func `every route serves whom it should, about the records they may see`() async throws {
        try await withDesk { desk in
            let records = try await desk.matrixRecords()
            var api = desk.assembly.api
            api.addParkedMessages(desk.assembly.incoming, in: desk.database)
            try await AccessMatrix(api, rules: Self.rules, records: records).check()
        }
    }
}

extension TestDesk {
    /// The callers' person, team and organisation, and records of each kind around them.
    fileprivate func matrixRecords() async throws -> [String: [MatrixRow: UUID]] {
        try await database.transaction { tx in
            let by = Provenance(actor: .service("tests"), command: "define", correlation: "test")
            let (acme, globex) = (MatrixCaller.organisation, UUID.v7())
            for (id, name) in [(acme, "Acme"), (globex, "Globex")] {
                try Ledger(OrganisationStore()).open(id, with: [.defined(details: .init(name: name))], by: by, in: tx)
            }
            try Ledger(TeamStore()).open(
                MatrixCaller.team, with: [.defined(details: .init(name: "Team"))], by: by, in: tx)
            let people = try Self.people(acme, globex, by, tx)
            let sites = try Self.each(acme, globex) { row, organisation in
                let site = try Site.Details(name: row.rawValue, organisation: organisation)
                return try KeepDefinitions<SiteDetails>().define(site, by: by, in: tx).record.id
            }
            let services = try Self.each(acme, globex) { row, organisation in
                let service = try BusinessService.Details(
                    name: row.rawValue, criticality: 1, valuePerHour: 1, audience: [organisation])
                return try KeepDefinitions<ServiceDetails>().define(service, by: by, in: tx).record.id
            }
            return [
                "organisation": [.organisation: acme, .otherOrganisation: globex], "person": people, "site": sites,
                "service": services, "contact": try Self.contacts(people, by, tx),
            ]
        }
    }

    private static func each(
        _ acme: UUID, _ globex: UUID, _ make: (MatrixRow, UUID) throws -> UUID
    ) throws -> [MatrixRow: UUID] {
        [.organisation: try make(.organisation, acme), .otherOrganisation: try make(.otherOrganisation, globex)]
    }

    private static func people(
        _ acme: UUID, _ globex: UUID, _ by: Provenance, _ tx: Transaction
    ) throws -> [MatrixRow: UUID] {
        var people: [MatrixRow: UUID] = [:]
        for (row, id, organisation) in [
            (MatrixRow.own, MatrixCaller.person, acme), (.organisation, UUID.v7(), acme),
            (.otherOrganisation, UUID.v7(), globex),
        ] {
            let details = try Person.Details(name: row.rawValue, organisation: organisation)
            let defined = Person.Fact.defined(details: details, roles: [.requester], teams: [])
            people[row] = try Ledger(PersonStore()).open(id, with: [defined], by: by, in: tx).record.id
        }
        return people
    }

    private static func contacts(
        _ people: [MatrixRow: UUID], _ by: Provenance, _ tx: Transaction
    ) throws -> [MatrixRow: UUID] {
        var contacts: [MatrixRow: UUID] = [:]
        let stranger = try #require(people[.otherOrganisation]), colleague = try #require(people[.organisation])
        for (row, person, agent) in [
            (MatrixRow.own, stranger, MatrixCaller.person), (.organisation, colleague, stranger),
            (.otherOrganisation, stranger, stranger),
        ] {
            let call = RecordContacts.Call(
                channel: .phone, person: person, service: nil, summary: "It is slow", description: nil, urgency: nil)
            contacts[row] = try RecordContacts().record(call, agent: agent, by: by, in: tx).record.id
        }
        return contacts
    }
}
