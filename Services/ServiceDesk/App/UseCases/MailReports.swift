import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Who subscribed to a report gets a mail with its address when its period has ended: once for each period, whichever copy sends it.
///
/// The mail holds no figures: whoever reads it sees what they may see when they open it, and no more.
struct MailReports: Sendable {
    static let timer = "report-subscription"

    /// Sets the next mail of a subscription as it stands now.
    func follow(_ subscription: ReportSubscription, in tx: Transaction) throws {
        guard subscription.state == .active, let zone = ZoneOffsets(subscription.details.zone) else {
            return try Timers.disarm(Self.timer, for: subscription.id, in: tx)
        }
        let next = subscription.details.rhythm.next(after: try tx.now, in: zone)
        try Timers.arm(Self.timer, for: subscription.id, at: next, in: tx)
    }

    /// Tells of the period that ended last. Of those that ended while nothing ran, only that one is told.
    func due(_ id: UUID, in tx: Transaction) throws {
        guard let subscription = try ReportSubscriptionStore().read(id, in: tx)?.record,
            subscription.state == .active, let zone = ZoneOffsets(subscription.details.zone)
        else { return }
        let details = subscription.details
        let period = details.rhythm.ended(at: try tx.now, in: zone)
        let notice = Notice(
            .reportReady, about: RecordReference(kind: .reportSubscription, id: id),
            number: period.text(details.rhythm),
            title: details.name, link: details.page(of: period))
        try Notices.tell(details.person, notice, cause: UUID.named("report of \(period.from)", in: id), in: tx)
        try follow(subscription, in: tx)
    }
}
