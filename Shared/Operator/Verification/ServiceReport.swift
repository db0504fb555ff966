import Foundation

/// What a service says about its own books: `dienst-incident verify` prints one as JSON.
struct ServiceReport: Codable, Sendable {
    let service: String
    /// Records by kind, each journal folded and compared with its row.
    let records: [String: Int]
    /// Records whose row is not the fold of their journal, in words.
    let mismatches: [String]
    /// Messages published, by subject: its own announcements and the instructions it sent.
    let announced: [String: Int]
    /// Messages of others that took effect, by subject.
    let applied: [String: Int]
    /// Messages put aside because nobody could understand them.
    let parked: Int
    /// Messages not yet handed to the broker.
    let outbox: Int

    /// Finds the report in what a service printed: all of it, or its last line when log lines stand before it.
    init(printed text: String, by service: String) throws {
        let lines = text.split(separator: "\n").map(String.init)
        for candidate in [text] + lines.suffix(1) {
            if let report = try? JSONDecoder().decode(ServiceReport.self, from: Data(candidate.utf8)) {
                self = report
                return
            }
        }
        throw OperatorError("dienst-\(service) verify printed no report: \(lines.suffix(3).joined(separator: "\n"))")
    }

    init(
        service: String, records: [String: Int] = [:], mismatches: [String] = [], announced: [String: Int] = [:],
        applied: [String: Int] = [:], parked: Int = 0, outbox: Int = 0
    ) {
        (self.service, self.records, self.mismatches) = (service, records, mismatches)
        (self.announced, self.applied, self.parked, self.outbox) = (announced, applied, parked, outbox)
    }
}
