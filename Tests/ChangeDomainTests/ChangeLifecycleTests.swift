import ChangeDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct ChangeLifecycleTests {
    static let commands: [String: Change.Command] = [
        "revise": .revise(aPlan(scope: [server, UUID()])),
        "move": .move(aPeriod(2, 4)),
        "schedule": .schedule(reachesShop),
        "implement": .implement,
        "extend": .extend(to: hours(5)),
        "close": .close(.successful, notes: nil),
        "cancel": .cancel(reason: "not needed"),
    ]

    @Test func `every state answers every command as the README's table says`() throws {
        let table = try LifecycleTable(readme: "Services/Change/README.md", under: "States of a change")
        for state in Change.State.allCases {
            for (name, command) in Self.commands {
                let record = aChange(state)
                let facts = try? record.deciding(command, at: noon)
                let reached = facts.map { $0.reduce(record) { $0.applying($1, at: noon) }.state.rawValue }
                #expect(reached == table.next[.init(state: state.rawValue, command: name)], "\(state) × \(name)")
            }
        }
    }

    @Test func `scheduling names every service whose impact is not declared`() {
        let reach = ScopeReach(services: [
            AffectedService(shop, name: "Shop", through: "app-1"),
            AffectedService(payroll, name: "Payroll", through: "db-1"),
            AffectedService(UUID(), name: "Mail", through: "db-1"),
        ])
        let rejection = rejection { try aChange().deciding(.schedule(reach), at: noon) }
        #expect(rejection?.code == "impact_undeclared")
        #expect(rejection?.message.contains("Mail (through db-1) and Payroll (through db-1)") == true)
        #expect(rejection?.message.contains("Shop") == false)
    }

    @Test func `a declared none is a declaration`() throws {
        let change = aChange(plan: aPlan(impact: [ExpectedImpact(shop, .none)]))
        #expect(try change.deciding(.schedule(reachesShop), at: noon) == [.scheduled(affected: reachesShop.services)])
    }

    @Test func `all that is missing is said at once`() {
        let change = aChange(plan: aPlan(scope: [], impact: [], window: nil))
        let rejection = rejection { try change.deciding(.schedule(reachesShop), at: noon) }
        #expect(rejection?.code == "scope_empty")
        for part in ["no configuration item", "no planned window", "Shop"] {
            #expect(rejection?.message.contains(part) == true)
        }
    }

    @Test func `a retired item in the scope stops scheduling`() {
        let reach = ScopeReach(services: [], retired: ["db-9"])
        #expect(rejection { try aChange().deciding(.schedule(reach), at: noon) }?.message.contains("db-9") == true)
    }

    @Test func `a window that is over can be neither scheduled nor implemented nor moved to`() {
        #expect(rejection { try aChange().deciding(.schedule(reachesShop), at: hours(3)) }?.code == "window_over")
        #expect(rejection { try aChange(.scheduled).deciding(.implement, at: hours(3)) }?.code == "window_over")
        let past = aPeriod(-3, -1)
        #expect(rejection { try aChange(.scheduled).deciding(.move(past), at: noon) }?.code == "window_over")
    }

    @Test func `an extension must be later than the present end`() {
        let change = aChange(.implementing)
        #expect(rejection { try change.deciding(.extend(to: hours(2)), at: noon) }?.code == "end_not_later")
        #expect(rejection { try change.deciding(.extend(to: hours(4)), at: hours(5)) }?.code == "end_not_later")
    }

    @Test(arguments: Change.Outcome.allCases.filter { $0 != .successful })
    func `anything but success is explained`(_ outcome: Change.Outcome) throws {
        let change = aChange(.implementing)
        #expect(rejection { try change.deciding(.close(outcome, notes: nil), at: noon) }?.code == "notes_missing")
        #expect(try change.deciding(.close(outcome, notes: "disk broke"), at: noon).count == 1)
    }

    @Test func `a closed change keeps its outcome`() {
        #expect(rejection { try aChange(.closed).deciding(.close(.failed, notes: "no"), at: noon) } != nil)
    }

    @Test func `every refusal says what to do instead`() throws {
        let table = try LifecycleTable(readme: "Services/Change/README.md", under: "States of a change")
        for state in Change.State.allCases {
            for (name, command) in Self.commands where table.next[.init(state: state.rawValue, command: name)] == nil {
                let message = try #require(rejection { try aChange(state).deciding(command, at: noon) }).message
                #expect(!message.contains("not possible now"), "\(state) × \(name)")
            }
        }
    }

    @Test func `a change survives its journal`() throws {
        let change = aChange(.closed)
        let copy = try JSONDecoder().decode(Change.self, from: JSONEncoder().encode(change))
        #expect(copy == change)
    }

    @Test func `a period ends after it starts and in our century`() {
        #expect(throws: Invalid.self) { try Period(start: noon, end: noon) }
        #expect(throws: Invalid.self) { try Period(start: Date(timeIntervalSince1970: -62_135_596_800), end: noon) }
        #expect(throws: Never.self) { try Period(start: noon, end: hours(1)) }
    }
}

func rejection(_ decide: () throws -> some Any) -> Rejection? {
    do {
        _ = try decide()
        return nil
    } catch {
        return error as? Rejection
    }
}
