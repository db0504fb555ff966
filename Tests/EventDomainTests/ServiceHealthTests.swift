import EventDomain
import Foundation
import Records
import Testing

@Suite struct ServiceHealthTests {
    private func finding(_ severity: Severity, isMuted: Bool = false) -> HealthEvidence.Finding {
        .init(severity: severity, item: db1, itemName: "db1", isMuted: isMuted)
    }

    private func health(_ findings: [HealthEvidence.Finding], isMonitored: Bool = true) -> Health {
        HealthEvidence(findings: findings, isMonitored: isMonitored).assess().health
    }

    @Test func `the worst alert that is not muted decides`() {
        #expect(health([finding(.warning), finding(.critical)]) == .down)
        #expect(health([finding(.minor), finding(.critical, isMuted: true)]) == .degraded)
        #expect(health([finding(.info)]) == .ok)
    }

    @Test func `declared maintenance is not an outage`() {
        #expect(health([finding(.critical, isMuted: true)]) == .maintenance)
    }

    @Test func `what nobody watches is unknown, not green`() {
        #expect(health([], isMonitored: false) == .unknown)
        #expect(health([]) == .ok)
    }

    @Test func `it names where it comes from`() throws {
        let assessment = HealthEvidence(findings: [finding(.critical)], isMonitored: true).assess()
        #expect(assessment.causes == [db1])
        #expect(assessment.why.because == "db1 is critical")
    }
}
