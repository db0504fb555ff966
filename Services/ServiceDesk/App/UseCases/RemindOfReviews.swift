import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// A month before an agreement is to be looked at again, whoever sees to it is told: once for each date.
struct RemindOfReviews: Sendable {
    static let timer = "agreement-review"
    /// How many days ahead; lists mark agreements as due from then on.
    static let daysAhead = 31
    private static let hour: TimeInterval = 8 * 3_600

    /// Sets the reminder of an agreement as it stands now. A date that is over needs none.
    func follow(_ agreement: Agreement, in tx: Transaction) throws {
        guard agreement.state == .active, let date = agreement.details.reviewAt, try Self.day(of: date) >= tx.now else {
            return try Timers.disarm(Self.timer, for: agreement.id, in: tx)
        }
        let reminder = Self.day(of: date) + Self.hour - Double(Self.daysAhead) * 86_400
        try Timers.arm(Self.timer, for: agreement.id, at: max(reminder, tx.now), in: tx)
    }

    func due(_ id: UUID, in tx: Transaction) throws {
        guard let agreement = try AgreementStore().read(id, in: tx)?.record, agreement.state == .active,
            let date = agreement.details.reviewAt, let reader = try reader(of: agreement, in: tx)
        else { return }
        let notice = Notice(
            .agreementReview, about: RecordReference(kind: .agreement, id: id), number: date.description,
            title: agreement.details.name, link: "/administration/agreements?name=\(id.uuidString.lowercased())",
            due: Self.day(of: date))
        try Notices.tell(reader, notice, cause: UUID.named("review \(date)", in: id), in: tx)
    }

    private static func day(of date: CalendarDay) -> Date { Date(timeIntervalSince1970: Double(date.number) * 86_400) }

    private func reader(of agreement: Agreement, in tx: Transaction) throws -> UUID? {
        if let owner = agreement.details.owner { return owner }
        return try Journal.lines(of: agreement.id, in: tx).last { $0.provenance.actor.kind == .person }
            .flatMap { UUID(uuidString: $0.provenance.actor.id) }
    }
}
