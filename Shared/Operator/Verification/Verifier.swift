import Foundation
import Messaging

/// Runs the services' own verification.
struct Verifier: Sendable {
    let binaries: URL
    let settings: AppSettings

    func verify() async throws -> Verification {
        var reports: [ServiceReport] = []
        for service in Topology.services { reports.append(try await report(of: service)) }
        return Verification(reports: reports)
    }

    /// A service that finds something wrong says so in its report and in its exit status; the report is what counts.
    private func report(of service: Topology.Service) async throws -> ServiceReport {
        let outcome = try await Program.outcome(
            AppProcess.executable(of: service, in: binaries), ["verify"],
            environment: settings.environment(of: service, listen: "127.0.0.1:0"))
        guard !outcome.output.isEmpty else {
            throw OperatorError("dienst-\(service.name) verify failed (\(outcome.status)): \(outcome.complaint)")
        }
        return try ServiceReport(printed: outcome.output, by: service.name)
    }
}

extension Verification {
    /// The counts as a person reads them.
    var text: String {
        var lines = reports.map { report in
            let records = report.records.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            return "\(report.service): \(records.isEmpty ? "no records" : records.joined(separator: ", ")); "
                + "outbox \(report.outbox), parked \(report.parked)"
        }
        lines += deliveries.map { delivery in
            "\(delivery.isWhole ? " " : "!") \(delivery.subject) → \(delivery.reader): "
                + "announced \(delivery.announced), applied \(delivery.applied)"
        }
        lines += differences.isEmpty ? ["All is well."] : ["\(differences.count) differences:"] + differences
        return lines.joined(separator: "\n")
    }
}
