import Foundation
import IncidentDomain
import Records
import TestSupport
import Testing

@Suite struct MajorIncidentLifecycleTests {
    @Test func `every state answers every command as the README's table says`() throws {
        let table = try LifecycleTable(readme: "Services/Incident/README.md", under: "Major incidents")
        for state in MajorIncident.State.allCases {
            for command in commands {
                let major = aMajorIncident(state)
                let expected = table.next[.init(state: state.rawValue, command: command.name)]
                let facts = try? major.deciding(command, at: noon)
                let reached = facts.map { $0.reduce(major) { $0.applying($1, at: noon) }.state.rawValue }
                #expect(reached == expected, "\(state) × \(command.name)")
            }
        }
    }

    @Test func `a rejected candidate comes back only for something worse`() throws {
        let rejected = aMajorIncident(.rejected)
        #expect(try rejected.deciding(.propose(rejected.grounds), at: noon) == [])
        let more = grounds(priority: 1, affected: 120)
        #expect(try rejected.deciding(.propose(more), at: noon) == [.proposedAgain(grounds: more)])
    }

    @Test func `nobody leads without a commander, who hands over and never just leaves`() throws {
        let nobody = MajorIncident.Acceptance(holders: [], plan: aPlan, why: nil)
        #expect(throws: Rejection.self) { try aMajorIncident(.proposed).deciding(.accept(nobody), at: noon) }
        let led = aMajorIncident(.accepted)
        let (first, second) = (try #require(led.holder(of: .commander)), UUID())
        #expect(throws: Rejection.self) { try led.deciding(.release(.commander, from: first, note: nil), at: noon) }
        let facts = try led.deciding(.assign(.commander, to: second, from: first, note: "End of shift"), at: noon)
        #expect(facts == [.roleTaken(role: .commander, person: second, from: first, note: "End of shift")])
        let handed = facts.reduce(led) { $0.applying($1, at: noon) }
        #expect(handed.holders.filter { $0.role == .commander }.map(\.person) == [second])
        #expect(throws: Rejection.self) {
            try handed.deciding(.assign(.commander, to: UUID(), from: first, note: nil), at: noon)
        }
    }

    @Test func `several people lead resolving teams, one keeps notes`() throws {
        var led = aMajorIncident(.accepted)
        for role in [MajorIncidentRole.resolverLead, .resolverLead, .scribe, .scribe] {
            let facts = try led.deciding(.assign(role, to: UUID(), from: nil, note: nil), at: noon)
            led = facts.reduce(led) { $0.applying($1, at: noon) }
        }
        #expect(led.holders.count { $0.role == .resolverLead } == 2)
        #expect(led.holders.count { $0.role == .scribe } == 1)
    }

    @Test func `an update that does not come is noticed once, and the next one counts from its own time`() throws {
        let led = aMajorIncident(.accepted)
        let due = noon + 15 * 60
        #expect(led.nextUpdateCheck == due)
        #expect(try led.deciding(.checkUpdates, at: due - 1) == [])
        let missed = try led.deciding(.checkUpdates, at: due)
        #expect(missed.count == Audience.allCases.count)
        let noticed = missed.reduce(led) { $0.applying($1, at: due) }
        #expect(try noticed.deciding(.checkUpdates, at: due + 60) == [])
        #expect(noticed.nextUpdateCheck == nil)
        let update = anUpdate(.users, at: due + 120)
        let told = noticed.applying(.updatePublished(update: update), at: due + 120)
        #expect(told.updateDue(to: .users) == due + 120 + 15 * 60)
        #expect(told.nextUpdateCheck == due + 120 + 15 * 60)
    }

    @Test func `nothing is due once service is back`() {
        #expect(aMajorIncident(.restored).nextUpdateCheck == nil)
        #expect(aMajorIncident(.proposed).nextUpdateCheck == nil)
    }

    @Test func `closing needs a whole review`() throws {
        let half = MajorIncidentReview(
            report: "The disk was full.", findings: ["No alarm on space"], lessons: [],
            actions: [.init(id: UUID(), text: "Watch free space", owner: nil, due: nil)], problem: nil, change: nil)
        let reviewing = aMajorIncident(.restored).applying(.reviewed(review: half), at: noon)
        #expect(throws: Rejection.self) { try reviewing.deciding(.close, at: noon) }
        let closed = try aMajorIncident(.reviewing).deciding(.close, at: noon)
        #expect(closed == [.closed])
        #expect(throws: Rejection.self) { try aMajorIncident(.restored).deciding(.close, at: noon) }
    }

    @Test func `identifying takes from the first sign to the candidate`() {
        #expect(aMajorIncident(.proposed).timeToIdentify == 600)
    }

    private let commands: [MajorIncident.Command] = [
        .propose(grounds(priority: 1, affected: 500)), .accept(anAcceptance), .reject(reason: "Planned work."),
        .lapse(reason: "It is over."), .assign(.scribe, to: UUID(), from: nil, note: nil),
        .release(.scribe, from: UUID(), note: nil), .changePlan(.init(cadence: 30, bridge: "+49 30 1")),
        .publish([anUpdate(.users, at: noon)]), .checkUpdates,
        .annotate(.init(id: UUID(), at: noon, text: "Called the supplier.")), .restore, .reopen, .review(aReview),
        .close, .demote(reason: "One office only."),
    ]
}

@Suite struct MajorIncidentPolicyTests {
    @Test func `each rule makes a candidate by itself, and all its conditions must hold`() {
        let policy = MajorIncidentPolicy(
            rules: [
                MajorIncidentRule(name: "Critical and many", criticality: 1, affected: 10),
                MajorIncidentRule(name: "Costly", valuePerHour: 1_000),
            ], cadence: .init(critical: 15, high: 30, other: 60))
        #expect(MajorIncidentGrounds(signs(criticality: 1, affected: 9), by: policy, version: 1) == nil)
        #expect(
            MajorIncidentGrounds(signs(criticality: 1, affected: 10), by: policy, version: 1)?.rules == [
                "Critical and many"
            ])
        #expect(MajorIncidentGrounds(signs(criticality: nil, affected: 99), by: policy, version: 1) == nil)
        #expect(MajorIncidentGrounds(signs(value: 1_000), by: policy, version: 1)?.rules == ["Costly"])
    }

    @Test func `the reason kept with a candidate decides the same again`() throws {
        let seen = signs(priority: 1, criticality: 2, affected: 60, value: 75_000.5, flag: .safety)
        let grounds = try #require(MajorIncidentGrounds(seen, by: .shipped, version: 3))
        let again = try #require(MajorIncidentSigns(inputs: grounds.why.inputs))
        #expect(again == seen)
        #expect(MajorIncidentGrounds(again, by: .shipped, version: grounds.why.version) == grounds)
    }

    @Test func `more of a sign never unmakes a candidate`() {
        for priority in 1...5 {
            for affected in [0, 49, 50, 500] {
                for value in [0.0, 49_999, 50_000, 1e9] where priority > 1 {
                    let here = signs(priority: priority, affected: affected, value: value)
                    let worse = signs(priority: priority - 1, affected: affected + 1, value: value + 1)
                    let now = MajorIncidentGrounds(worse, by: .shipped, version: 1)?.rules ?? []
                    let then = MajorIncidentGrounds(here, by: .shipped, version: 1)?.rules ?? []
                    #expect(Set(then).isSubset(of: now))
                }
            }
        }
    }

    @Test(arguments: [
        MajorIncidentRule(name: ""), MajorIncidentRule(name: "Nothing"), MajorIncidentRule(name: "P0", priority: 0),
        MajorIncidentRule(name: "Free", valuePerHour: -1), MajorIncidentRule(name: "C5", criticality: 5),
        MajorIncidentRule(name: "NaN", valuePerHour: .nan),
    ])
    func `rules that say nothing or nonsense are refused`(rule: MajorIncidentRule) {
        let policy = MajorIncidentPolicy(rules: [rule], cadence: .init(critical: 15, high: 30, other: 60))
        #expect(throws: Invalid.self) { try policy.check() }
    }

    @Test func `what the suite ships with is whole`() throws {
        try MajorIncidentPolicy.shipped.check()
        #expect(MajorIncidentPolicy.shipped.cadence.minutes(for: .critical) == 15)
        #expect(MajorIncidentPolicy.shipped.cadence.minutes(for: .moderate) == 60)
    }
}

private func signs(
    priority: Int = 3, criticality: Int? = nil, affected: Int = 0, value: Double = 0, flag: Incident.Flag? = nil
) -> MajorIncidentSigns {
    MajorIncidentSigns(
        priority: priority, criticality: criticality, affected: affected, children: 0, valuePerHour: value, flag: flag)
}

private func grounds(priority: Int, affected: Int) -> MajorIncidentGrounds {
    guard
        let grounds = MajorIncidentGrounds(
            signs(priority: priority, affected: affected), by: .shipped, version: 1)
    else { preconditionFailure("these signs meet the standard policy") }
    return grounds
}

private let aPlan = CommunicationPlan(cadence: 15, bridge: nil)
private let anAcceptance = MajorIncident.Acceptance(
    holders: [RoleHolder(role: .commander, person: UUID(), since: noon)], plan: aPlan, why: nil)
private let aReview = MajorIncidentReview(
    report: "The disk was full.", findings: ["No alarm on space"], lessons: ["Space is capacity"],
    actions: [.init(id: UUID(), text: "Watch free space", owner: UUID(), due: "2026-12-24")], problem: "PRB0000001",
    change: nil)
private let theWholeReview = MajorIncidentReview(
    report: "The disk was full, for an hour.", findings: ["No alarm on space"], lessons: [], actions: [], problem: nil,
    change: nil)

private func anUpdate(_ audience: Audience, at instant: Date) -> StatusUpdate {
    StatusUpdate(
        id: UUID(), audience: audience, progress: .identified, text: "We know why.", author: UUID(), at: instant)
}

private func aMajorIncident(_ state: MajorIncident.State) -> MajorIncident {
    let proposal = MajorIncident.Proposal(
        number: "MIM0000001", incident: UUID(), incidentNumber: "INC0000001", brokenSince: noon - 600,
        grounds: grounds(priority: 1, affected: 0))
    let accepted = [MajorIncident.Fact.accepted(acceptance: anAcceptance)]
    let path: [MajorIncident.Fact] =
        switch state {
        case .proposed: []
        case .rejected: [.rejected(reason: "Planned work.")]
        case .lapsed: [.lapsed(reason: "It is over.")]
        case .accepted: accepted
        case .restored: accepted + [.restored]
        case .reviewing: accepted + [.restored, .reviewed(review: theWholeReview)]
        case .closed: accepted + [.restored, .reviewed(review: theWholeReview), .closed]
        case .demoted: accepted + [.demoted(reason: "One office only.")]
        }
    let facts = ([.proposed(proposal: proposal)] + path).map { (fact: $0, at: noon) }
    guard let major = MajorIncident.folding(UUID(), facts) else {
        preconditionFailure("a proposal begins a major incident")
    }
    return major
}
