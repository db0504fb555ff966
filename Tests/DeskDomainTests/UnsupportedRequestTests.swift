import DeskDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct UnsupportedRequestTests {
    private static let item = UUID()

    @Test(arguments: UnsupportedRequest.State.allCases) func `a wish moves as the table says`(
        state: UnsupportedRequest.State
    ) throws {
        let table = try LifecycleTable(readme: "Services/ServiceDesk/README.md", under: "Wish")
        let request = try aWish(state)
        let commands: [UnsupportedRequest.Command] = [
            .assign(owner: UUID()), .classify(topic: "vpn"), .explain(reason: "R", alternative: "A"),
            .decline(note: nil),
            .referToChange(UUID(), note: nil), .referToImprovement(UUID(), note: nil), .addService(item: Self.item),
            .changeLane(.proactive, reason: "Seen early"),
        ]
        for command in commands {
            var reached: String?
            do {
                reached = try request.deciding(command, at: noon).reduce(request) { $0.applying($1, at: noon) }.state
                    .rawValue
            } catch {}
            #expect(reached == table.next[.init(state: state.rawValue, command: command.name)], "\(state) × \(command)")
        }
    }

    @Test func `a referral takes another lane`() throws {
        let request = try aWish(.explained)
        let facts = try request.deciding(.referToChange(UUID(), note: nil), at: noon)
        #expect(facts.reduce(request) { $0.applying($1, at: noon) }.lane == .change)
    }

    @Test func `topics are the same however they are typed`() throws {
        #expect(try Demand.topic("  Guest   VPN ") == "guest vpn")
        #expect(try Demand.topic("   ") == nil)
    }

    private func aWish(_ state: UnsupportedRequest.State) throws -> UnsupportedRequest {
        let wish = try UnsupportedRequest.Wish(
            number: "USR0000001", wish: "A VPN for guests", details: nil, service: nil, requester: UUID(),
            organisation: nil)
        let explained = UnsupportedRequest.Fact.explained(reason: "No licence", alternative: "WLAN")
        let course: [UnsupportedRequest.Fact] =
            switch state {
            case .recorded: []
            case .explained: [explained]
            case .declined: [explained, .declined(note: nil)]
            case .referredToChange: [explained, .referredToChange(change: UUID(), note: nil)]
            case .referredToImprovement: [explained, .referredToImprovement(improvement: UUID(), note: nil)]
            case .serviceAdded: [explained, .serviceAdded(item: Self.item)]
            }
        return try folded(UUID(), [.recorded(wish: wish, topic: nil)] + course)
    }
}
