import Messaging
import Testing

@testable import Operator

struct VerificationTests {
    /// A subject of the incident service that the problem service hears, whatever the topology says today.
    private let subject = "incident.incident.changed.v1"

    @Test func `an announcement applied once by every reader is no difference`() {
        let readers = Topology.services.filter { $0.name != "incident" && $0.receives(subject) }
        let reports =
            [ServiceReport(service: "incident", announced: [subject: 3])]
            + readers.map { ServiceReport(service: $0.name, applied: [subject: 3]) }
        #expect(!readers.isEmpty)
        #expect(Verification(reports: reports).differences.isEmpty)
    }

    @Test(arguments: [2, 4])
    func `one time too few or too many is a difference`(applied: Int) {
        let reports = [
            ServiceReport(service: "incident", announced: [subject: 3]),
            ServiceReport(service: "problem", applied: [subject: applied]),
        ]
        #expect(
            Verification(reports: reports).differences
                == ["\(subject): announced 3, applied by problem \(applied)"])
    }

    @Test func `an instruction concerns only the one it was sent to`() {
        let reports = [
            ServiceReport(service: "desk", announced: ["incident.report.v1": 2]),
            ServiceReport(service: "incident", applied: ["incident.report.v1": 2]),
            ServiceReport(service: "problem"),
        ]
        #expect(Verification(reports: reports).deliveries.map(\.reader) == ["incident"])
    }

    @Test func `what waits, is parked or does not add up is named`() {
        let report = ServiceReport(service: "change", mismatches: ["CHG1 differs"], parked: 1, outbox: 2)
        #expect(Verification(reports: [report]).differences.count == 3)
    }

    @Test func `a report is found behind log lines`() throws {
        let json = #"{"service":"desk","records":{},"mismatches":[],"announced":{},"applied":{},"parked":0,"outbox":0}"#
        let report = try ServiceReport(printed: "{\"level\":\"info\"}\n\(json)\n", by: "desk")
        #expect(report.service == "desk")
        #expect(throws: OperatorError.self) { try ServiceReport(printed: "oh no", by: "desk") }
    }
}
