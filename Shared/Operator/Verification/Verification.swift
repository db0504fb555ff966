import Messaging

/// The five reports held against each other: everything announced took effect once at everybody who listens.
struct Verification: Sendable {
    /// One subject at one reader.
    struct Delivery: Sendable, Equatable {
        let subject: String
        let reader: String
        let announced: Int
        let applied: Int

        var isWhole: Bool { announced == applied }
    }

    let reports: [ServiceReport]

    /// Every subject with every service that hears it, by subject.
    var deliveries: [Delivery] {
        let announced = reports.map(\.announced).reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        let subjects = Set(announced.keys).union(reports.flatMap(\.applied.keys)).subtracting(Topology.fromOutside)
        return subjects.sorted().flatMap { subject in
            readers(of: subject).map { reader in
                Delivery(
                    subject: subject, reader: reader.service, announced: announced[subject] ?? 0,
                    applied: reader.applied[subject] ?? 0)
            }
        }
    }

    /// Everything that is not as it should be, in words; empty when all is well.
    var differences: [String] {
        let lost = deliveries.filter { !$0.isWhole }.map {
            "\($0.subject): announced \($0.announced), applied by \($0.reader) \($0.applied)"
        }
        return lost + reports.flatMap(differences(in:))
    }

    private func differences(in report: ServiceReport) -> [String] {
        var differences = report.mismatches.map { "\(report.service): \($0)" }
        if report.outbox != 0 { differences.append("\(report.service): \(report.outbox) messages wait in the outbox") }
        if report.parked != 0 { differences.append("\(report.service): \(report.parked) messages are parked") }
        return differences
    }

    /// Those bound to the subject, and those who applied it all the same; who announced it does not hear itself.
    private func readers(of subject: String) -> [ServiceReport] {
        reports.filter { report in
            if report.applied[subject] != nil { return true }
            guard let service = Topology.services.first(where: { $0.name == report.service }) else { return false }
            return report.announced[subject] == nil && service.receives(subject)
        }
    }
}
