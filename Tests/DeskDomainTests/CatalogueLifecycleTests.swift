import DeskDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct CatalogueLifecycleTests {
    @Test(arguments: ServiceDomain.State.allCases) func `a domain moves as the table says`(
        state: ServiceDomain.State
    ) throws {
        let moves: [ServiceDomain.Fact] = state == .inactive ? [.deactivated] : []
        let domain: ServiceDomain = try folded(UUID(), [.defined(details: .init(name: "HR"))] + moves)
        try compare(
            domain, in: state.rawValue,
            with: [
                ("revise", .revise(.init(name: "People"))), ("deactivate", .deactivate), ("reactivate", .reactivate),
            ], "Domain"
        ) { $0.state.rawValue }
    }

    @Test(arguments: Offering.State.allCases) func `an offering moves as the table says`(state: Offering.State) throws {
        let moves: [Offering.Fact] = state == .draft ? [] : state == .published ? [.published] : [.retired]
        let shelf = try Offering.Details(domain: UUID(), name: "Workplace")
        let offering: Offering = try folded(UUID(), [.defined(details: shelf)] + moves)
        try compare(
            offering, in: state.rawValue,
            with: [
                ("revise", .revise(.init(domain: UUID(), name: "Desks"))), ("publish", .publish), ("retire", .retire),
            ], "Offering"
        ) { $0.state.rawValue }
    }

    @Test(arguments: RequestItem.State.allCases) func `an item moves as the table says`(state: RequestItem.State) throws
    {
        let moves: [RequestItem.Fact] = state == .draft ? [] : state == .published ? [.published] : [.retired]
        let content = ItemContent(name: "Laptop", summary: "A laptop", delivery: DeliveryTime(3, .days))
        let other = ItemContent(name: "Laptop", summary: "A better laptop", delivery: DeliveryTime(3, .days))
        let item: RequestItem = try folded(UUID(), [.defined(offering: UUID(), content: content)] + moves)
        try compare(
            item, in: state.rawValue,
            with: [("revise", .revise(other)), ("publish", .publish), ("retire", .retire)], "Item"
        ) { $0.state.rawValue }
    }

    @Test(arguments: Contact.State.allCases) func `a contact changes its lane in any state`(state: Contact.State) throws
    {
        let contact = try aContact(state)
        #expect(contact.lane == .reactive)
        try compare(
            contact, in: state.rawValue, with: [("change-lane", .changeLane(.proactive, reason: "Seen early"))],
            "Contact"
        ) { $0.state.rawValue }
        #expect(try contact.deciding(.changeLane(.reactive, reason: "As before"), at: noon).isEmpty)
    }

    private func compare<Record: Lifecycle>(
        _ record: Record, in state: String, with commands: [(String, Record.Command)], _ heading: String,
        stateOf: (Record) -> String
    ) throws {
        let table = try LifecycleTable(readme: "Services/ServiceDesk/README.md", under: heading)
        for (name, command) in commands {
            var reached: String?
            do {
                reached = stateOf(try record.deciding(command, at: noon).reduce(record) { $0.applying($1, at: noon) })
            } catch {}
            #expect(reached == table.next[.init(state: state, command: name)], "\(state) × \(name)")
        }
    }
}
