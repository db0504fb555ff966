import DeskDomain
import Foundation
import Messaging
import Postgres

/// One mail a day, at eight in the person's zone, with what can wait until then.
struct DigestNotices: Sendable {
    static let timer = "notice-digest"

    /// The mail for this person is made next morning, unless that is arranged already.
    func arm(for person: Person, in tx: Transaction) throws {
        let morning = MorningOfDay.next(after: try tx.now, in: person.readingZone)
        try Timers.armIfUnset(Self.timer, for: person.id, at: morning, in: tx)
    }

    /// Makes the mail of what waits for a person, when the timer says so.
    func send(to id: UUID, in tx: Transaction) throws {
        let (store, waiting) = (DigestStore(), try DigestStore().waiting(for: id, in: tx))
        guard !waiting.isEmpty, let person = try PersonStore().read(id, in: tx)?.record else { return }
        let ids = waiting.map(\.id)
        guard person.state == .active else {
            return try store.suppress(ids, because: "inactive", in: tx)
        }
        guard let address = person.details.mail else {
            return try store.suppress(ids, because: "no_address", in: tx)
        }
        let told = waiting.prefix(DigestContent.most).map(\.notice)
        try store.add(
            DigestContent(notices: told, more: waiting.count - told.count), to: id, language: person.readingLanguage,
            address: address, telling: waiting, in: tx)
        tx.afterCommit { Notices.queued.raise() }
    }
}
