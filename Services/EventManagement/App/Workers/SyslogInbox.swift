import Contracts
import EventDomain
import Foundation
import Logging
import Messaging
import Metrics
import Postgres
import Records

/// Collects lines of syslog from all senders for a moment, so that many are kept at once, as requests are.
actor SyslogInbox {
    struct Line: Codable, Equatable, Sendable {
        let line: String
        let from: String?
    }

    /// Beyond so many lines, or bytes, that wait, TCP senders wait too, and datagrams are lost.
    static let mostLines = 20_000, mostBytes = 32 << 20
    private static let longest = 16_384
    private static let batch = (lines: 5000, bytes: 4 << 20)

    private let integration: String
    private let database: Database
    private let accept: AcceptDelivery
    private let logger: Logger
    private let lostLines = Counter(label: "dienst_syslog_lost_total")
    private var lines: [Line] = []
    private var bytes = 0
    private(set) var lost = 0
    private var source: Source?

    /// - Parameter integration: the name of the one that everything heard belongs to.
    init(of integration: String, database: Database, accept: AcceptDelivery, logger: Logger) {
        self.integration = integration
        self.database = database
        self.accept = accept
        self.logger = logger
    }

    private var isFull: Bool { lines.count >= Self.mostLines || bytes >= Self.mostBytes }

    /// Takes a datagram; it is lost, and counted, when too much waits.
    func take(_ text: String, from: String?) {
        guard !isFull else {
            lost += 1
            return lostLines.increment()
        }
        add(text, from: from)
    }

    /// Takes a line of a sender who can wait, as soon as there is room. Throws when the task is cancelled.
    func takeInTurn(_ text: String, from: String?) async throws {
        while isFull { try await Task.sleep(for: .milliseconds(50)) }
        add(text, from: from)
    }

    private func add(_ text: String, from: String?) {
        let line = Line(line: String(decoding: text.utf8.prefix(Self.longest), as: UTF8.self), from: from)
        lines.append(line)
        bytes += line.line.utf8.count
    }

    /// Keeps what has come, five times a second, until the task is cancelled; then what is left.
    func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(200))
            await deliverOrWait()
            tellLoss()
        }
        // A task of its own, since this one is cancelled.
        await Task { await deliverOrWait() }.value
    }

    private func deliverOrWait() async {
        do {
            try await deliver()
        } catch {
            logger.warning("Lines of syslog wait for the database", metadata: ["error": "\(error)"])
        }
    }

    private func tellLoss() {
        guard lost > 0 else { return }
        logger.warning(
            "Datagrams of syslog were lost: more came than could be kept", metadata: ["lines": "\(lost)"])
        lost = 0
    }

    /// Keeps what has come. It is only let go of once it is in the database.
    func deliver() async throws {
        while !lines.isEmpty {
            let source = try await found()
            var size = 0
            let batch = lines.prefix(Self.batch.lines).prefix { line in
                size += line.line.utf8.count
                return size <= Self.batch.bytes
            }
            let delivery = Delivery(
                integration: source.id, headers: ["content-type": "application/json"],
                body: try WireJSON.encoder.encode(Array(batch)), receivedAt: Date(), profile: source.profile)
            _ = try await accept.keep(delivery, SyslogFormat.self)
            bytes -= batch.reduce(0) { $0 + $1.line.utf8.count }
            lines.removeFirst(batch.count)
        }
    }

    /// The integration with its profile as it is now; made when there is none of this name.
    private func found() async throws -> Source {
        let name = integration
        return try await database.transaction { tx in
            try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('event:syslog-integration', 0))")
            if let found = try IntegrationStore().active(named: name, in: tx) { return Source(found) }
            let by = Provenance(
                actor: .service("event"), command: "listen", correlation: UUID.v7().uuidString.lowercased())
            let made = try KeepIntegrations().create(
                named: name, profile: SourceProfile(kind: .syslog), by: by, in: tx)
            return Source(made.kept.record)
        }
    }
}
