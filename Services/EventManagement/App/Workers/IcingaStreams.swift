import Contracts
import EventDomain
import Foundation
import Logging
import Postgres

/// Holds the event streams of all integrations that name one: each by one copy at a time.
struct IcingaStreams: Sendable {
    let database: Database
    let accept: AcceptDelivery
    /// Where the passwords lie, a file each.
    let secrets: URL
    let logger: Logger
    private let holder = UUID()

    init(database: Database, accept: AcceptDelivery, secrets: String, logger: Logger) {
        self.database = database
        self.accept = accept
        self.secrets = URL(filePath: secrets, directoryHint: .isDirectory)
        self.logger = logger
    }

    private struct Held {
        let stream: EventStream
        let task: Task<Void, Never>
    }

    /// Runs until the task is cancelled; then the streams are another copy's at once.
    func run() async {
        var held: [UUID: Held] = [:]
        var renewed = ContinuousClock.now
        while !Task.isCancelled {
            do {
                let wanted = try await wanted()
                renewed = .now
                keep(wanted, among: &held)
            } catch {
                logger.warning("Event streams wait for the database", metadata: ["error": "\(error)"])
                // By now another copy may hold them.
                if renewed.duration(to: .now) > .seconds(StreamLeases.lifetime - 5) { keep([:], among: &held) }
            }
            try? await Task.sleep(for: .seconds(5))
        }
        keep([:], among: &held)
        let (database, holder) = (database, holder)
        await Task {
            // Without it the lease ends by itself.
            try? await database.transaction { tx in try StreamLeases().giveBack(holder, in: tx) }
        }.value
    }

    /// The streams that this copy is to hold, its leases renewed.
    private func wanted() async throws -> [UUID: EventStream] {
        let holder = holder
        return try await database.transaction { tx in
            var wanted: [UUID: EventStream] = [:]
            for integration in try IntegrationStore().streaming(in: tx) {
                guard let stream = integration.profile?.stream, integration.pausedAt == nil,
                    try StreamLeases().take(integration.id, for: holder, in: tx)
                else { continue }
                wanted[integration.id] = stream
            }
            return wanted
        }
    }

    private func keep(_ wanted: [UUID: EventStream], among held: inout [UUID: Held]) {
        for (id, one) in held where wanted[id] != one.stream {
            one.task.cancel()
            held[id] = nil
        }
        for (id, stream) in wanted where held[id] == nil {
            let reader = IcingaStream(
                integration: id, stream: stream, secret: secrets.appending(path: stream.secret), database: database,
                accept: accept, logger: logger)
            held[id] = Held(stream: stream, task: Task { await reader.run() })
        }
    }
}
