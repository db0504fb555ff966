import ChangeDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct WindowLifecycleTests {
    static let commands: [String: MaintenanceWindow.Command] = [
        "open": .open(.implementation),
        "move": .move(aPeriod(2, 4)),
        "extend": .extend(to: hours(5)),
        "end": .end(.changeClosed),
        "cancel": .cancel(reason: "not needed"),
    ]

    @Test func `every state answers every command as the README's table says`() throws {
        let table = try LifecycleTable(readme: "Services/Change/README.md", under: "States of a maintenance window")
        for state in MaintenanceWindow.State.allCases {
            for (name, command) in Self.commands {
                let record = aWindow(state)
                let facts = try? record.deciding(command, at: noon)
                let reached = facts.map { $0.reduce(record) { $0.applying($1, at: noon) }.state.rawValue }
                #expect(reached == table.next[.init(state: state.rawValue, command: name)], "\(state) × \(name)")
            }
        }
    }

    @Test func `it opens at its planned start and not before`() throws {
        #expect(rejection { try aWindow().deciding(.open(.plannedStart), at: hours(0.9)) }?.code == "window_time")
        #expect(try aWindow().deciding(.open(.plannedStart), at: hours(1)) == [.opened(by: .plannedStart)])
    }

    @Test func `implementation opens it early`() throws {
        let window = try after(.open(.implementation), aWindow(), at: noon)
        #expect(window.start == noon)
        #expect(window.end == hours(3))
    }

    @Test func `it ends when the work ends, and at the planned end at the latest`() throws {
        #expect(try after(.end(.changeClosed), aWindow(.open), at: hours(2)).end == hours(2))
        #expect(rejection { try aWindow(.open).deciding(.end(.plannedEnd), at: hours(2.9)) }?.code == "window_time")
        #expect(try after(.end(.plannedEnd), aWindow(.open), at: hours(3)).end == hours(3))
    }

    @Test func `a late timer does not stretch it`() throws {
        #expect(try after(.end(.plannedEnd), aWindow(.open), at: hours(9)).end == hours(3))
    }

    @Test func `an extended window ends at its later end`() throws {
        #expect(rejection { try aWindow(.extended).deciding(.end(.plannedEnd), at: hours(3)) } != nil)
        #expect(try after(.end(.plannedEnd), aWindow(.extended), at: hours(4)).state == .ended)
    }

    @Test func `openings and endings say why`() {
        for cause in MaintenanceWindow.Opening.allCases {
            #expect(MaintenanceWindow.explanation(of: .opened(by: cause)) != nil)
        }
        for cause in MaintenanceWindow.Ending.allCases {
            #expect(MaintenanceWindow.explanation(of: .ended(by: cause)) != nil)
        }
    }

    private func after(
        _ command: MaintenanceWindow.Command, _ window: MaintenanceWindow, at now: Date
    ) throws -> MaintenanceWindow {
        try window.deciding(command, at: now).reduce(window) { $0.applying($1, at: now) }
    }
}

@Suite struct WindowKeepingTests {
    @Test func `scheduling plans a window`() {
        let steps = aChange(.scheduled).windowSteps(after: .scheduled(affected: []), window: nil, at: noon)
        #expect(steps == [.plan(aPeriod())])
    }

    @Test func `a window that should have begun opens at once`() {
        let begun = aPeriod(-1, 1)
        let change = aChange(.scheduled, plan: aPlan(window: begun))
        #expect(
            change.windowSteps(after: .scheduled(affected: []), window: nil, at: noon)
                == [.plan(begun), .command(.open(.plannedStart))])
        #expect(
            change.windowSteps(after: .moved(window: begun), window: aWindow(), at: noon)
                == [.command(.move(begun)), .command(.open(.plannedStart))])
    }

    @Test func `a draft has none`() {
        #expect(aChange().windowSteps(after: .moved(window: aPeriod()), window: nil, at: noon).isEmpty)
    }

    @Test func `moving a scheduled change moves its window, or replaces one that is open`() {
        let later = aPeriod(5, 6)
        let change = aChange(.scheduled)
        #expect(
            change.windowSteps(after: .moved(window: later), window: aWindow(), at: noon) == [.command(.move(later))])
        #expect(
            change.windowSteps(after: .moved(window: later), window: aWindow(.open), at: noon)
                == [.command(.end(.moved)), .plan(later)])
        #expect(change.windowSteps(after: .moved(window: later), window: nil, at: noon) == [.plan(later)])
    }

    @Test func `implementing opens it, extending extends it, closing ends it`() {
        let change = aChange(.implementing)
        #expect(
            change.windowSteps(after: .started, window: aWindow(), at: noon) == [.command(.open(.implementation))])
        #expect(
            change.windowSteps(after: .extended(to: hours(5)), window: aWindow(.open), at: noon)
                == [.command(.extend(to: hours(5)))])
        #expect(
            aChange(.closed).windowSteps(
                after: .closed(outcome: .successful, notes: nil), window: aWindow(.open), at: noon)
                == [.command(.end(.changeClosed))])
    }

    @Test func `work that overran gets another window when it is extended`() {
        let steps = aChange(.implementing).windowSteps(after: .extended(to: hours(5)), window: nil, at: hours(4))
        #expect(steps == [.plan(aPeriod(4, 5)), .command(.open(.implementation))])
    }

    @Test func `cancelling cancels a planned window and ends an open one`() {
        let fact = Change.Fact.cancelled(reason: "storm")
        let change = aChange(.cancelled)
        #expect(change.windowSteps(after: fact, window: aWindow(), at: noon) == [.command(.cancel(reason: "storm"))])
        #expect(change.windowSteps(after: fact, window: aWindow(.open), at: noon) == [.command(.end(.changeCancelled))])
        #expect(change.windowSteps(after: fact, window: nil, at: noon).isEmpty)
    }
}
