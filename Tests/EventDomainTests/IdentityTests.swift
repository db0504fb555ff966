import EventDomain
import Foundation
import Testing

@Suite struct IdentityTests {
    @Test(arguments: [
        (["alertname": "A", "host": "h1"], "b940463ef466cbde"), (["alertname": "B"], "d2c2efc389db2050"),
        (
            [
                "alertname": "HighLatency", "cluster": "lab", "host": "web1", "service": "checkout",
                "severity": "critical",
            ],
            "0457a670019b0ddb"
        ),
    ])
    func `the fingerprint is the one Alertmanager's clients know`(labels: [String: String], fingerprint: String) {
        #expect(Fingerprint.of(labels) == fingerprint)
    }

    @Test func `severity and replicas do not make another alert`() {
        let a = Identity(integration: integration, labels: ["alertname": "A", "severity": "warning", "replica": "1"])
        let b = Identity(integration: integration, labels: ["alertname": "A", "severity": "critical", "replica": "2"])
        #expect(a == b)
        #expect(a != Identity(integration: UUID(), labels: ["alertname": "A"]))
    }

    @Test func `no quoting makes two sets of labels one`() {
        let a = Identity(integration: integration, labels: ["a": "1\",\"b\":\"2"])
        let b = Identity(integration: integration, labels: ["a": "1", "b": "2"])
        #expect(a != b)
    }
}
