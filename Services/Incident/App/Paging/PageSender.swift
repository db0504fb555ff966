import Chassis
import Contracts
import Delivery
import Foundation
import IncidentDomain
import Logging
import Messaging
import Postgres
import Records

/// Makes the calls that are due, in every copy; each try by one of them. Nothing here needs the desk.
struct PageSender: Sendable {
    let database: Database
    let settings: PagerSettings
    let logger: Logger
    private let mail: SMTPSubmission?
    private let web: OutboundHTTP

    init(database: Database, settings: PagerSettings, logger: Logger) {
        self.database = database
        self.settings = settings
        self.logger = logger
        mail = settings.mail.map {
            SMTPSubmission($0.server, password: $0.password?.value, timeout: .seconds(30))
        }
        web = settings.hosts.http
    }

    /// So that one receiver that does not answer keeps nobody else waiting. The first is woken when a call is due; a signal wakes only one.
    func lanes(_ count: Int) -> [@Sendable () async -> Void] {
        (0..<count).map { lane in { await run(isWoken: lane == 0) } }
    }

    private func run(isWoken: Bool) async {
        while !Task.isCancelled {
            do {
                while try await sendOne() {}
                if isWoken {
                    await PageQueue.filled.wait(atMost: .seconds(1))
                } else {
                    try await Task.sleep(for: .seconds(1))
                }
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Calls wait for the database", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))  // cancelled: the loop ends
            }
        }
    }

    /// Makes the call that has been due longest; answers whether there was one.
    func sendOne() async throws -> Bool {
        let found = try await database.transaction { tx -> (PageQueue.Taken, PageMessage)? in
            guard let taken = try PageQueue().take(in: tx) else { return nil }
            return (taken, try PageMessage(taken, publicAddress: settings.publicAddress, in: tx))
        }
        guard let (taken, message) = found else { return false }
        let outcome =
            switch taken.kind {
            case .mail: await send(message, taken)
            case .webhook: await post(message, taken)
            case .app, .none: PageQueue.Outcome.failed("There is nothing to send.")
            }
        try await database.transaction { try PageQueue().settle(taken, outcome, in: $0) }
        logger.info("Somebody was called", metadata: ["page": "\(taken.page)", "outcome": "\(outcome)"])
        return true
    }

    private func send(_ message: PageMessage, _ taken: PageQueue.Taken) async -> PageQueue.Outcome {
        guard let mail, let from = settings.mail?.from else { return .failed("No mail server is set.") }
        guard let recipient = taken.address.flatMap({ MailAddress($0) }) else { return .failed("The address is none.") }
        let text = Mail(
            from: from, to: recipient, subject: message.subject, text: message.text,
            // The same for every try, so that a mail that was taken after all is known again.
            messageID: "<\(taken.id.uuidString.lowercased())@\(from.domain)>", language: message.words.language,
            instance: taken.page, date: Date())
        switch await mail.send(MIMEMessage(text), to: recipient) {
        case .delivered(let answer): return .sent(answer)
        case .permanent(let answer): return .failed(answer)
        case .temporary(let answer), .unreachable(let answer): return .again(answer)
        }
    }

    private func post(_ message: PageMessage, _ taken: PageQueue.Taken) async -> PageQueue.Outcome {
        guard let address = taken.address, settings.hosts.admit(address) else {
            return .failed("The host is not, or no longer, among those that may be called.")
        }
        do {
            var request = OutboundRequest(post: address, body: try WireJSON.encoder.encode(message.call))
            request.headers += [
                ("Content-Type", "application/json"), ("Idempotency-Key", taken.id.uuidString.lowercased()),
            ]
            let reply = try await web.send(request)
            let answer = "\(reply.status) \(String(decoding: reply.body.prefix(300), as: UTF8.self))"
            if (200..<300).contains(reply.status) { return .sent(answer) }
            return reply.status < 500 && reply.status != 429 && reply.status != 408 ? .failed(answer) : .again(answer)
        } catch let error as OutboundHTTP.Failure {
            return .again(error.reason)
        } catch {
            return .failed("\(error)")
        }
    }
}
