import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What one call says: to a machine as JSON, to a person as a mail in their language.
struct PageMessage: Sendable {
    /// Posted to webhooks, and read by apps.
    struct Call: Codable, Sendable {
        let page: UUID
        let incident: UUID
        let number: String
        let summary: String
        let priority: Int
        /// What is wanted.
        let purpose: OnCallPage.Purpose
        /// Why it calls.
        let reason: String
        /// The number of the major incident whose update is wanted; nil for any other purpose.
        let majorIncident: String?
        /// Who is called; nil for a webhook of the policy.
        let person: UUID?
        /// From 1.
        let step: Int
        /// How often it has begun again.
        let round: Int
        let calledAt: Date
        /// Where to read it.
        let address: String?
        /// A POST there says that this person has it, without signing in.
        let acknowledge: String?
    }

    let call: Call
    let words: PageWords

    init(_ taken: PageQueue.Taken, publicAddress: String?, in tx: Transaction) throws {
        let page = try PageStore().read(taken.page, in: tx).record
        call = try Call(
            page, person: taken.person, step: taken.step, round: taken.round, publicAddress: publicAddress, in: tx)
        let person = try taken.person.flatMap { try Projection<PersonAnnounced>().find($0, in: tx) }
        words = PageWords(person?.language)
    }

    var subject: String {
        "[P\(call.priority)] " + (call.purpose == .takeUp ? "\(call.number): \(call.summary)" : lead)
    }

    private var lead: String {
        switch call.purpose {
        case .takeUp: words.needsSomebody(call.number, call.summary)
        case .authority: words.isEscalated(call.number, call.summary)
        case .update: words.needsUpdate(call.majorIncident ?? call.number, call.summary)
        }
    }

    var text: String {
        let lines = [
            lead, call.purpose == .authority ? call.reason : nil, call.address,
            call.acknowledge.map { "\(words.acknowledge)\n\($0)" }, words.orElse(call.step),
        ]
        return lines.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }
}

extension PageMessage.Call {
    init(
        _ page: OnCallPage, person: UUID?, step: Int, round: Int, publicAddress: String?, in tx: Transaction
    ) throws {
        guard let incident = try IncidentStore().read(page.calling.incident, in: tx)?.record else {
            throw NotFound(Incident.kind, page.calling.incident.uuidString.lowercased())
        }
        let link = try person.map {
            "/api/v1/page-links/\(try SignedLink(purpose: .page, subject: page.id, person: $0).token(in: tx))"
        }
        let major = page.purpose == .update ? try MajorIncidentStore().number(of: incident.id, in: tx) : nil
        let place = major.map { "/operations/major-incidents/\($0)" } ?? "/work/incidents/\(incident.number)"
        self.init(
            page: page.id, incident: incident.id, number: incident.number, summary: incident.summary,
            priority: incident.priority.rawValue, purpose: page.purpose, reason: page.calling.why.because,
            majorIncident: major, person: person, step: step + 1, round: round, calledAt: page.calledAt,
            address: publicAddress.map { $0 + place },
            acknowledge: link.flatMap { link in publicAddress.map { $0 + link } })
    }
}
