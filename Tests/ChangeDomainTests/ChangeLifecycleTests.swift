import ChangeDomain
import Foundation
import Records
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

    @Test func `every state and command does what the table says`() throws {
        let cells = try ReadmeTable.ofThisService("change").cells
        #expect(cells.count == Change.State.allCases.count * Self.commands.count)
        for cell in cells {
            let state = try #require(Change.State(rawValue: cell.state))
            let command = try #require(Self.commands[cell.command])
            #expect(outcome(of: command, on: aChange(state)) == cell.outcome, "\(cell)")
        }
    }

    private func outcome(of command: Change.Command, on change: Change) -> String {
        do throws(Rejection) {
            let facts = try change.deciding(command, at: noon)
            return facts.isEmpty ? "same" : facts.reduce(change) { $0.applying($1, at: noon) }.state.rawValue
        } catch {
            return "–"
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
        let cells = try ReadmeTable.ofThisService("change").cells.filter { $0.outcome == "–" }
        for cell in cells {
            let change = aChange(try #require(Change.State(rawValue: cell.state)))
            let command = try #require(Self.commands[cell.command])
            let message = try #require(rejection { try change.deciding(command, at: noon) }).message
            #expect(!message.contains("not possible now"), "\(cell): \(message)")
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
