import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct FamilyTests {
    private func pair(
        _ parentState: Incident.State, _ childState: Incident.State
    ) -> (parent: Incident, child: Incident) {
        let parent = anIncident(parentState)
        let joined = Incident.Fact.joinedParent(parent: .init(id: parent.id, number: parent.number))
        return (parent, anIncident(childState).applying(joined, at: noon))
    }

    /// Follows until nothing is left to follow; more than two steps would be a circle.
    private func followed(_ child: Incident, _ parent: Incident) throws -> Incident {
        var (child, steps) = (child, 0)
        while let command = child.following(parent), steps < 5 {
            child = try child.deciding(command, at: noon).reduce(child) { $0.applying($1, at: noon) }
            steps += 1
        }
        #expect(steps <= 2)
        return child
    }

    @Test func `wherever both stand, following ends and is always a legal move`() throws {
        for parentState in Incident.State.allCases {
            for childState in Incident.State.allCases {
                let (parent, child) = pair(parentState, childState)
                let end = try followed(child, parent)
                #expect(end.following(parent) == nil, "\(parentState) × \(childState)")
            }
        }
    }

    @Test func `a resolved parent resolves its children with its words`() throws {
        for state in [Incident.State.new, .assigned, .inProgress, .onHold] {
            let (parent, child) = pair(.resolved, state)
            let end = try followed(child, parent)
            #expect(end.state == .resolved && end.resolution?.notes == "Restored with INC0000001: Restarted.")
        }
    }

    @Test func `reopening takes up only what was resolved with the parent`() throws {
        let (parent, child) = pair(.resolved, .inProgress)
        let reopened = parent.applying(.reopened(reason: "Back."), at: noon)
        #expect(try followed(followed(child, parent), reopened).state == .inProgress)
        #expect(try followed(pair(.inProgress, .resolved).child, reopened).state == .resolved)
    }

    @Test func `a parent on hold for its caller holds no child, any other hold does until it is resumed`() throws {
        let (parent, child) = pair(.onHold, .inProgress)
        let held = try followed(child, parent)
        #expect(held.state == .onHold && held.hold?.reason == .supplier)
        #expect(try followed(held, parent.applying(.resumed, at: noon)).state == .inProgress)
        let asking = anIncident(.inProgress).applying(
            .held(hold: .init(reason: .caller, note: "Which?", until: nil)), at: noon)
        let other = anIncident(.inProgress).applying(
            .joinedParent(parent: .init(id: asking.id, number: asking.number)), at: noon)
        #expect(try followed(other, asking).state == .inProgress)
    }

    @Test func `closing closes no child and is no standing of its own, and a cancelled parent lets its children go`()
        throws
    {
        let (resolved, late) = pair(.resolved, .inProgress)
        let closed = resolved.applying(.closed, at: noon)
        #expect(closed.standing == resolved.standing)
        #expect(try followed(late, closed).state == .resolved)
        let (parent, child) = pair(.cancelled, .assigned)
        #expect(try followed(child, parent).parent == nil)
    }

    @Test func `a family has two levels, so nothing follows itself`() throws {
        let (parent, child) = pair(.inProgress, .inProgress)
        let other = anIncident(.new)
        #expect(throws: Rejection.self) { try parent.joining(parent, hasChildren: false) }
        #expect(throws: Rejection.self) { try other.joining(child, hasChildren: false) }
        #expect(throws: Rejection.self) { try parent.joining(other, hasChildren: true) }
        #expect(throws: Rejection.self) { try other.joining(anIncident(.closed), hasChildren: false) }
        #expect(try other.joining(parent, hasChildren: false) == .join(.init(id: parent.id, number: parent.number)))
    }
}

@Suite struct LikenessTests {
    private func features(
        _ text: String, _ cause: UUID? = nil, _ services: Set<UUID> = [], _ category: [String] = []
    )
        -> Likeness.Features
    {
        Likeness.Features(words: Set(text.searchWords), services: services, cause: cause, category: category)
    }

    @Test func `what is the same in everything is wholly alike, and what shares nothing is not at all`() {
        let one = features("Shop cannot pay", UUID(), [UUID()], ["Software", "Shop", "Payment"])
        #expect(abs(Likeness(one, one).score - 1) < 1e-9)
        let other = Likeness(one, features("printer jammed", UUID(), [UUID()], ["Hardware"]))
        #expect(other.score == 0 && other.because == [])
    }

    @Test func `reports that tell nothing but their words are compared by these`() {
        let likeness = Likeness(features("Canteen till is dead"), features("Canteen till is dead again"))
        #expect(likeness.score > Likeness.suspicious && likeness.score < 1)
    }

    @Test func `it says in what, and it is the same from both sides`() {
        let service = UUID()
        let (one, other) = (features("Shop is slow", nil, [service]), features("The shop: slow again", nil, [service]))
        let likeness = Likeness(one, other)
        #expect(likeness.because == ["the words shop, slow", "a common service"])
        #expect(likeness == Likeness(other, one))
    }
}

@Suite struct HandOverTests {
    private func trail(_ teams: [UUID?]) -> HandOvers {
        HandOvers(teams.enumerated().map { ServiceLevelMoment(at: $0 * 1_000, .handed(team: $1)) }, end: nil)
    }

    @Test func `back and forth twice is ping-pong, once is not`() {
        let (one, other, third) = (UUID(), UUID(), UUID())
        #expect(trail([one]).hops == 0)
        #expect(trail([one, one, nil]).stints.count == 1)
        #expect(trail([one, other, one]).hops == 2 && !trail([one, other, one]).isPingPong)
        #expect(trail([one, other, one, other]).isPingPong)
        #expect(!trail([one, other, third]).isPingPong)
    }
}
