import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Wishes that nobody offers are recorded, explained and decided about; a change or an improvement may come of one.
struct DecideWishes: Sendable {
    private let ledger = Ledger(UnsupportedRequestStore())

    func record(
        _ body: NewUnsupportedRequest, as reader: Principal, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<UnsupportedRequest> {
        if let service = body.service { try InUse.service(service, field: "service", in: tx) }
        let organisation = try PersonStore().read(reader.id, in: tx)?.record.details.organisation
        let wish = try UnsupportedRequest.Wish(
            number: try Numbers.next(.unsupportedRequest, in: tx), wish: body.wish, details: body.details,
            service: body.service, requester: reader.id, organisation: organisation)
        return try ledger.open(
            UUID.v7(at: try tx.now), with: [.recorded(wish: wish, topic: try Demand.topic(body.topic))], by: provenance,
            in: tx)
    }

    /// Throws `NotFound` for one the reader may not see: requesters see their own.
    static func read(_ id: UUID, for reader: Principal, in tx: Transaction) throws -> Kept<UnsupportedRequest> {
        guard let kept = try UnsupportedRequestStore().read(id, in: tx),
            reader.reach(of: .requestsWork) == .all || kept.record.wish.requester == reader.id
        else { throw NotFound(UnsupportedRequest.kind, id.uuidString.lowercased()) }
        return kept
    }

    func perform(
        _ command: UnsupportedRequest.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<UnsupportedRequest> {
        switch command {
        case .assign(let owner): try InUse.people([owner], field: "owner", in: tx)
        case .addService(let item):
            guard try RequestItemStore().read(item, in: tx)?.record.state == .published else {
                throw InUse.unknown("item", item, field: "item")
            }
        default: break
        }
        let before = try UnsupportedRequestStore().find(id, in: tx)?.version
        let kept = try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
        if case .addService(let item) = command, kept.version != before {
            try TellAskers().appeared(item, for: kept.record, in: tx)
        }
        return kept
    }

    /// The change service is asked for a draft, once however often this is said.
    func referToChange(
        _ id: UUID, summary: String?, note: String?, as reader: Principal, expecting version: Int?,
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<UnsupportedRequest> {
        let title = try summary.map { try Wording.line($0, field: "summary") }
        let change = UUID.named("change", in: id)
        let (kept, isNew) = try refer(.referToChange(change, note: note), id, version, provenance, in: tx)
        guard isNew else { return kept }
        let wish = kept.record.wish
        try Outbox.instruct(
            ProposeChange(
                record: change, summary: title ?? String(wish.wish.prefix(200)), description: Self.text(kept.record),
                proposedBy: reader.id, requester: wish.requester, source: RecordSource(kept.record),
                proposedAt: try tx.now), by: provenance, in: tx)
        return kept
    }

    /// The improvement register is asked to take it up, once however often this is said.
    func referToImprovement(
        _ id: UUID, _ referral: ImprovementReferral, as reader: Principal, expecting version: Int?,
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<UnsupportedRequest> {
        let title = try referral.title.map { try Wording.line($0, field: "title") }
        let note = try Wording.paragraphs(referral.note, field: "note", atMost: 4_000)
        let improvement = UUID.named("improvement", in: id)
        let (kept, isNew) = try refer(.referToImprovement(improvement, note: note), id, version, provenance, in: tx)
        guard isNew else { return kept }
        try Outbox.instruct(
            RegisterImprovement(
                record: improvement, title: title ?? String(kept.record.wish.wish.prefix(200)),
                description: Self.text(kept.record), horizon: referral.horizon.rawValue, registeredBy: reader.id,
                owner: kept.record.owner, source: RecordSource(kept.record), registeredAt: try tx.now),
            by: provenance, in: tx)
        return kept
    }

    private func refer(
        _ command: UnsupportedRequest.Command, _ id: UUID, _ version: Int?, _ provenance: Provenance,
        in tx: Transaction
    ) throws -> (Kept<UnsupportedRequest>, isNew: Bool) {
        let before = try UnsupportedRequestStore().find(id, in: tx)?.version
        let kept = try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
        return (kept, kept.version != before)
    }

    private static func text(_ request: UnsupportedRequest) -> String {
        [request.wish.wish, request.wish.details, request.reason, request.note].compactMap(\.self)
            .joined(separator: "\n\n")
    }
}

extension RecordSource {
    init(_ request: UnsupportedRequest) {
        self.init(kind: UnsupportedRequest.kind, record: request.id, number: request.wish.number)
    }
}
