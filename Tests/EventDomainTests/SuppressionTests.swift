import EventDomain
import Foundation
import Records
import Testing

@Suite struct SuppressionTests {
    private func window(
        on scope: Set<UUID>, declaring declared: [UUID: ServiceImpact], ends: TimeInterval = 600
    ) -> Maintenance {
        Maintenance(
            window: id(800), change: ChangeReference(id: id(801), number: "CHG0000042"), scope: scope,
            declared: declared,
            end: noon + ends)
    }

    private func decide(_ item: String, _ severity: Severity, _ windows: Maintenance...) -> Suppression {
        Suppression.decide(model.bind(["ci": item]), severity, under: windows, in: model, at: noon)
    }

    private func isMuted(_ suppression: Suppression) -> Bool { if case .muted = suppression { true } else { false } }

    @Test func `what was declared is muted, on the item and on what needs it`() {
        let all = window(on: [db1], declaring: [checkout: .down, orders: .down])
        #expect(isMuted(decide("db1", .critical, all)))
        #expect(isMuted(decide("web1", .critical, all)))
    }

    @Test func `what the item itself needs is not muted`() {
        #expect(decide("san1", .warning, window(on: [db1], declaring: [checkout: .down, orders: .down])) == .untouched)
    }

    @Test func `worse than declared is not muted and names the change`() throws {
        guard
            case .exceeded(let change, let why) = decide(
                "web1", .critical, window(on: [web1], declaring: [checkout: .degraded]))
        else { throw TestFailure() }
        #expect(change.number == "CHG0000042")
        #expect(why.because.contains("means down for Checkout"))
    }

    @Test func `a service that is not listed is declared unhurt`() {
        #expect(!isMuted(decide("db1", .warning, window(on: [db1], declaring: [orders: .degraded]))))
        #expect(isMuted(decide("db1", .info, window(on: [db1], declaring: [:]))))
    }

    @Test func `an item that carries no service is muted by any window on it`() {
        #expect(isMuted(decide("lone", .critical, window(on: [lone], declaring: [:]))))
    }

    @Test func `a window is over at its end`() {
        #expect(decide("web1", .info, window(on: [web1], declaring: [:], ends: 0)) == .untouched)
    }

    @Test func `an alert without an item is never muted`() {
        let unbound = model.bind(["service": "checkout"])
        let open = window(on: [web1], declaring: [checkout: .down])
        #expect(Suppression.decide(unbound, .critical, under: [open], in: model, at: noon) == .untouched)
    }
}

struct TestFailure: Error {}
