import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What the calls about an incident tell the timeline: who was called, who answered, and that nobody did.
struct PageTimeline: Sendable {
    /// Calls that are told of at most.
    private static let most = 20

    func lines(of incident: UUID, in tx: Transaction) throws -> [TimelineLine] {
        let pages: [UUID] = try tx.query(
            "SELECT id FROM page WHERE incident = \(incident) ORDER BY called_at, id LIMIT \(Self.most)"
        ) { try $0.value("id") }
        let told = try pages.flatMap { try Journal.lines(of: $0, in: tx) }.map { line in
            (at: line.at, fact: try line.fact(of: OnCallPage.self))
        }
        let names = try People.names(told.flatMap { Self.people(in: $0.fact) }, in: tx)
        return told.compactMap { line(at: $0.at, $0.fact, names) }
    }

    private static func people(in fact: OnCallPage.Fact) -> [UUID] {
        switch fact {
        case .rang(_, _, let callees): callees.compactMap(\.person)
        case .acknowledged(let person): [person]
        default: []
        }
    }

    private func line(at instant: Date, _ fact: OnCallPage.Fact, _ names: [UUID: String]) -> TimelineLine? {
        switch fact {
        case .rang(let step, _, let callees):
            let called = callees.compactMap { $0.person.flatMap { names[$0] } }.joined(separator: ", ")
            return TimelineLine(
                "page.rang", at: instant, from: .page,
                ["step": String(step + 1), "to": called.isEmpty ? "–" : called])
        case .acknowledged(let person):
            return TimelineLine("page.acknowledged", at: instant, from: .page, ["by": names[person] ?? ""])
        case .wentUnanswered: return TimelineLine("page.unanswered", at: instant, from: .page)
        default: return nil
        }
    }
}
