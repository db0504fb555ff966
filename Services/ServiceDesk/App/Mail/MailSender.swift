import Chassis
import Delivery
import DeskDomain
import Foundation
import Logging
import Messaging
import Postgres

/// Sends what is queued, one mail after the other in every copy; each mail by one of them.
struct MailSender: Sendable {
    /// What became of one round.
    enum Round: Equatable, Sendable { case nothingDue, settled, unreachable }

    private static let restWhenUnreachable = Duration.seconds(30)

    let database: Database
    let sending: MailSettings.Sending
    let submission: SMTPSubmission
    let logger: Logger

    init(database: Database, sending: MailSettings.Sending, logger: Logger) {
        self.database = database
        self.sending = sending
        self.logger = logger
        submission = SMTPSubmission(sending.server, password: sending.password?.value)
    }

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do {
                switch try await sendOne() {
                case .settled: break
                case .nothingDue: await Notices.queued.wait(atMost: .seconds(5))
                case .unreachable: try await Task.sleep(for: Self.restWhenUnreachable)
                }
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Mail waits for the database", metadata: ["error": "\(error)"])
                await Notices.queued.wait(atMost: .seconds(1))
            }
        }
    }

    /// Sends the mail that has been due longest.
    func sendOne() async throws -> Round {
        guard let taken = try await database.transaction({ try MailQueue().take(in: $0) }) else { return .nothingDue }
        let person = taken.person
        guard person.state == .active else { return try await suppress(taken, because: "inactive") }
        guard let address = person.details.mail, let recipient = MailAddress(address, name: person.details.name) else {
            return try await suppress(taken, because: "no_address")
        }
        let handover = taken.isStale ? Handover.permanent("Waited for too long") : await hand(taken, to: recipient)
        try await database.transaction { try MailQueue().settle(taken, handover, in: $0) }
        return report(taken, handover)
    }

    private func hand(_ taken: MailQueue.Taken, to recipient: MailAddress) async -> Handover {
        do {
            return await submission.send(MIMEMessage(try mail(taken, to: recipient)), to: recipient)
        } catch {
            return .permanent("This notice cannot be read: \(error)")
        }
    }

    private func mail(_ taken: MailQueue.Taken, to recipient: MailAddress) throws -> Mail {
        let reader = NoticeLetter.Reader(
            language: taken.language, zone: taken.person.readingZone, suite: sending.publicAddress)
        let letter =
            if taken.template == DigestContent.template {
                NoticeLetter(try RecordColumn.decode(DigestContent.self, taken.content), for: reader)
            } else {
                NoticeLetter(try RecordColumn.decode(Notice.self, taken.content), for: reader)
            }
        var mail = Mail(
            from: sending.from, to: recipient, subject: letter.subject, text: letter.text,
            html: letter.html,
            messageID: taken.messageID, language: taken.language.rawValue,
            instance: taken.identity.instance,
            date: taken.at)
        mail.preferences = reader.address(of: NoticeLetter.preferences)
        if let record = taken.record {
            let thread = MessageIDs(identity: taken.identity).thread(of: record)
            (mail.inReplyTo, mail.references) = (thread, [thread])
        }
        return mail
    }

    private func suppress(_ taken: MailQueue.Taken, because answer: String) async throws -> Round {
        try await database.transaction { try MailQueue().suppress(taken, because: answer, in: $0) }
        return .settled
    }

    private func report(_ taken: MailQueue.Taken, _ handover: Handover) -> Round {
        let facts: Logger.Metadata = ["notice": "\(taken.id)", "answer": "\(handover.answer)"]
        switch handover {
        case .delivered: logger.debug("A mail was sent", metadata: facts)
        case .permanent: logger.error("A mail was refused for good", metadata: facts)
        case .temporary: logger.notice("A mail was not taken yet", metadata: facts)
        case .unreachable:
            logger.warning("The mail server cannot be reached", metadata: facts)
            return .unreachable
        }
        return .settled
    }
}
