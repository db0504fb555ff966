import Contracts
import Delivery
import EventDomain
import Foundation
import Logging
import Messaging
import Postgres
import Records

/// One Icinga's event stream: comes back after any loss, and then reads from Icinga's objects what was missed.
struct IcingaStream: Sendable {
    /// Away for longer than this, in seconds, is itself an alert.
    private static let patience: TimeInterval = 120
    private static let types = ["StateChange", "AcknowledgementSet", "AcknowledgementCleared"]
    private static let mostAtOnce = (lines: 2000, bytes: 4 << 20)

    let integration: UUID
    let stream: EventStream
    /// The file with the password.
    let secret: URL
    let database: Database
    let accept: AcceptDelivery
    let logger: Logger

    /// Runs until the task is cancelled.
    func run() async {
        var pause = Duration.seconds(1)
        var (since, isTold) = (Date(), false)
        while !Task.isCancelled {
            let lines = StreamLines()
            let began = ContinuousClock.now
            do {
                try await hold(lines)
            } catch is CancellationError {
                return
            } catch {
                logger.warning(
                    "The event stream is away",
                    metadata: [
                        "integration": "\(integration)", "url": "\(stream.url)", "error": "\(Self.words(error))",
                    ])
            }
            if lines.wasOpen { (since, isTold) = (Date(), false) }
            if !isTold, since.timeIntervalSinceNow < -Self.patience { isTold = await tell(isAway: true) }
            pause =
                lines.wasOpen && began.duration(to: .now) > .seconds(60) ? .seconds(1) : min(pause * 2, .seconds(60))
            try? await Task.sleep(for: pause)
        }
    }

    private static func words(_ error: any Error) -> String {
        (error as? OutboundHTTP.Failure)?.reason ?? (error as? StreamLost)?.reason ?? "\(error)"
    }

    /// Holds the stream until it ends, for whatever reason; throws then.
    private func hold(_ lines: StreamLines) async throws {
        let server = try server()
        let asked: [String: Any] = ["queue": "dienst-\(integration.uuidString.lowercased())", "types": Self.types]
        let body = try JSONSerialization.data(withJSONObject: asked)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { lines.end() }
                try await OutboundStream(server).post(
                    "/v1/events", body, opened: { lines.open() }, take: { lines.take($0) })
                throw StreamLost(reason: "the stream has ended")
            }
            group.addTask {
                guard await lines.isOpened() else { return }
                try await reconcile(server)
                _ = await tell(isAway: false)
                while let batch = await lines.next(Self.mostAtOnce) { try await keep(batch) }
            }
            var fault: any Error = CancellationError()
            while let ended = await group.nextResult() {
                guard case .failure(let error) = ended else { continue }
                if fault is CancellationError { fault = error }
                // What came before the end of the stream is kept first.
                if !lines.hasEnded { group.cancelAll() }
            }
            throw fault
        }
    }

    private func server() throws -> OutboundServer {
        guard let text = try? String(contentsOf: secret, encoding: .utf8) else {
            throw StreamLost(reason: "there is no password in the folder under \(stream.secret)")
        }
        let address = stream.url.hasSuffix("/") ? String(stream.url.dropLast()) : stream.url
        return OutboundServer(
            address: address, user: stream.user, password: text.trimmingCharacters(in: .whitespacesAndNewlines),
            pin: stream.pin)
    }

    private func keep(_ lines: Data) async throws {
        let source = try await source()
        let delivery = Delivery(
            integration: integration, headers: [:], body: lines, receivedAt: Date(), profile: source.profile)
        _ = try await accept.keep(delivery, IcingaFormat.self)
    }

    private func source() async throws -> Source {
        let integration = integration
        return try await database.transaction { tx in Source(try IntegrationStore().read(integration, in: tx).record) }
    }

    /// What is wrong now by Icinga's objects, and how those are that we take for wrong.
    private func reconcile(_ server: OutboundServer) async throws {
        let integration = integration
        let firing = try await database.transaction { tx in
            try AlertStore().firing(of: integration, labelled: IcingaFormat.objectLabel, in: tx)
        }
        let objects = IcingaObjects(server: server)
        let found = try await objects.states(of: firing)
        var batch = Data()
        for line in found {
            if batch.count + line.count > Self.mostAtOnce.bytes {
                try await keep(batch)
                batch.removeAll()
            }
            batch += line + Data("\n".utf8)
        }
        if !batch.isEmpty { try await keep(batch) }
    }

    /// Whether it was told.
    private func tell(isAway: Bool) async -> Bool {
        let (integration, stream, folding) = (integration, stream, accept.folding)
        do {
            try await database.transaction { tx in
                let event = OwnEvent(
                    fingerprint: "stream", check: "Event stream",
                    title: isAway ? "The event stream of \(stream.url) is away" : "The event stream is there",
                    state: isAway ? "firing" : "resolved", severity: .major, time: try tx.now, link: stream.url)
                try OwnEvent.keep([event], of: integration, folding: folding, in: tx)
            }
            return true
        } catch {
            logger.warning("Telling of the event stream waits for the database", metadata: ["error": "\(error)"])
            return false
        }
    }
}

/// A stream has ended, or cannot begin.
struct StreamLost: Error, Equatable { let reason: String }
