import DeskDomain
import Foundation
import Records

let noon = Date(timeIntervalSince1970: 1_795_262_400)
let someTeam = UUID(uuidString: "0190F0A0-0000-7000-8000-000000000001") ?? UUID()

func aPerson(_ state: Person.State = .active, teams: [UUID] = [someTeam]) throws -> Person {
    let details = try Person.Details(name: "Anna Berg", signInName: "anna", mail: "anna@berg.example")
    let defined = Person.Fact.defined(details: details, roles: [.requester], teams: teams)
    return try folded(UUID(), [defined] + (state == .inactive ? [.deactivated] : []))
}

func aTeam(_ state: Team.State = .active) throws -> Team {
    try folded(
        UUID(), [.defined(details: Team.Details(name: "Databases"))] + (state == .inactive ? [.deactivated] : []))
}

func aService(_ state: BusinessService.State = .active) throws -> BusinessService {
    let details = try BusinessService.Details(name: "Web shop", criticality: 1, valuePerHour: 12_000)
    return try folded(UUID(), [.defined(details: details)] + (state == .inactive ? [.deactivated] : []))
}

func anOrganisation(_ state: Organisation.State) throws -> Organisation {
    let details = try Organisation.Details(name: "Acme")
    return try folded(UUID(), [.defined(details: details)] + (state == .inactive ? [.deactivated] : []))
}

func aSite(_ state: Site.State) throws -> Site {
    let details = try Site.Details(name: "Plant")
    return try folded(UUID(), [.defined(details: details)] + (state == .inactive ? [.deactivated] : []))
}

func aRole(_ state: RoleDefinition.State) throws -> RoleDefinition {
    let details = try RoleDefinition.Details(name: "Dispatcher", grants: ["incidents.read": "team"])
    return try folded(UUID(), [.defined(details: details)] + (state == .inactive ? [.deactivated] : []))
}

func aContact(_ state: Contact.State = .waiting) throws -> Contact {
    let report = try Contact.Report(
        number: "CON0000001", person: UUID(), agent: UUID(), channel: .phone, service: nil,
        summary: "The shop is slow", description: nil, urgency: 2, incident: UUID())
    let opened = Contact.Fact.incidentOpened(incident: .init(number: "INC0000007", state: "new"))
    return try folded(UUID(), [.recorded(report: report)] + (state == .followed ? [opened] : []))
}

func aTemplate(_ state: Template.State, name: String = "Hello") throws -> Template {
    let text = try ResponseText(texts: ["en": "Hello {requester}"], kinds: [])
    let details = try Template.Details(name: name, shared: true, content: .response(text: text))
    return try folded(
        UUID(), [.defined(owner: UUID(), details: details)] + (state == .retired ? [.retired] : []))
}

/// Due since before `noon`, every day.
func aRecurringRecord(_ state: RecurringRecord.State, name: String = "Tapes") throws -> RecurringRecord {
    let report = try Template.Report(summary: "Check the tapes", description: nil, service: nil, urgency: nil)
    let details = try RecurringRecord.Details(
        name: name, rule: aRule(.days(every: 1), "2020-01-01"), person: UUID(), report: report)
    let defined = RecurringRecord.Fact.defined(owner: UUID(), details: details, next: noon - 3600)
    switch state {
    case .active: return try folded(UUID(), [defined])
    case .paused: return try folded(UUID(), [defined, .paused])
    case .ended: return try folded(UUID(), [defined, .ended])
    }
}

struct NoRecord: Error {}

func folded<Record: Lifecycle>(_ id: UUID, _ facts: [Record.Fact]) throws -> Record {
    guard let record = Record.folding(id, facts.map { (fact: $0, at: noon) }) else { throw NoRecord() }
    return record
}

func aViewDetails(_ name: String = "Mine") throws -> SavedView.Details {
    try SavedView.Details(
        name: name, list: "/api/v1/incidents", query: "state=new", columns: ["number"], sharing: .me, teams: [],
        position: 0)
}

func aView(_ state: SavedView.State = .active) throws -> SavedView {
    try folded(
        UUID(), [.defined(owner: UUID(), details: aViewDetails())] + (state == .retired ? [.retired] : []))
}
