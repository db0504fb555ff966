import DeskDomain
import Foundation
import Messaging
import Postgres

/// Tells people what happened: at once or with the day's digest, as they like it, and once per cause.
enum Notices {
    /// Raised when there is mail to send.
    static let queued = Signal()

    /// More mails about one record to one person within an hour wait for the digest: nothing can ring without end.
    static let mostPerHour = 5

    /// Queues a notice; nothing is sent before this transaction is committed. The same cause, told again, changes nothing.
    ///
    /// Somebody unknown is told nothing. Who is inactive, has no address or does not want the mail still finds the notice in
    /// the inbox. Of a mention, a reply and an update with one cause in one transaction the first told is kept: begin with the
    /// most particular.
    ///
    /// - Parameter cause: the id of what happened: a reply's, an approval's, a task's.
    static func tell(_ person: UUID, _ notice: Notice, cause: UUID, in tx: Transaction) throws {
        guard let reader = try PersonStore().read(person, in: tx)?.record else { return }
        let store = NoticeStore()
        if alike.contains(notice.template), try store.tellsNow(person, of: cause, with: alike, in: tx) { return }
        let (state, answer) = try standing(of: notice, for: reader, in: tx)
        let new = NoticeStore.New(
            person: person, cause: cause, language: reader.readingLanguage, notice: notice, state: state,
            address: reader.details.mail, answer: answer)
        guard try store.add(new, in: tx) else { return }
        switch state {
        case .queued: tx.afterCommit { queued.raise() }
        case .digest: try DigestNotices().arm(for: reader, in: tx)
        case .sent, .failed, .suppressed, .digested: break
        }
    }

    /// Tells each of these people once.
    static func tell(_ people: some Sequence<UUID>, _ notice: Notice, cause: UUID, in tx: Transaction) throws {
        for person in Set(people).sorted(by: { $0.uuidString < $1.uuidString }) {
            try tell(person, notice, cause: cause, in: tx)
        }
    }

    private static let alike: [Notice.Template] = [.mention, .reply, .recordUpdate]

    private static func standing(
        of notice: Notice, for reader: Person, in tx: Transaction
    ) throws -> (NoticeState, answer: String?) {
        guard reader.state == .active else { return (.suppressed, "inactive") }
        let choice = try NoticePreferenceStore().read(of: reader.id, in: tx).choice(for: notice.template)
        guard choice != .off else { return (.suppressed, "unwanted") }
        guard reader.details.mail != nil else { return (.suppressed, "no_address") }
        guard choice == .now else { return (.digest, nil) }
        if notice.template.isUrgent { return (.queued, nil) }
        let recent = try NoticeStore().mails(
            to: reader.id, about: notice.record, since: tx.now.addingTimeInterval(-3_600), in: tx)
        return recent < mostPerHour ? (.queued, nil) : (.digest, "throttled")
    }
}

extension Person {
    /// The language a person is written to in.
    var readingLanguage: Language { details.language ?? .english }

    /// The zone in which a person's day begins and times are told.
    var readingZone: TimeZone { details.zone.flatMap { TimeZone(identifier: $0) } ?? .gmt }
}
