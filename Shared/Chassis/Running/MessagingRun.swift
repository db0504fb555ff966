import AMQP
import Foundation
import Logging
import Messaging
import Postgres
import Records
import ServiceLifecycle

/// Everything of a copy that moves messages and time: relay, reader, timers, and the service's own workers.
struct MessagingRun: Service {
    private let relay: OutboxRelay
    private let timers: TimerRunner
    private let workers: [@Sendable () async -> Void]
    private let publishers: [Publisher]
    private let consumers: [Consumer]
    private let relayDatabase: Database
    private let halt = Halt()

    init(
        _ name: String, settings: CommonSettings, database: Database, assembly: Assembly, logger: Logger
    ) throws {
        guard let service = Topology.service(name) else { throw Invalid("\(name) is not in the topology") }
        let unheard = assembly.incoming.unheard(by: service)
        guard unheard.isEmpty else { throw Invalid("\(name) is sent messages that it does not take: \(unheard)") }
        relayDatabase = Database(try settings.database(for: "\(name)-relay", connections: 1), logger: logger)
        let outgoing = Publisher(try settings.broker(for: "\(name)-relay"), logger: logger)
        let retries = Publisher(try settings.broker(for: "\(name)-retry"), logger: logger)
        let reader = MessageReader(
            service: service, database: database, incoming: assembly.incoming, retries: retries, logger: logger,
            halt: halt)
        relay = OutboxRelay(service: name, database: relayDatabase, publisher: outgoing, logger: logger)
        timers = TimerRunner(database: database, handlers: assembly.timers, logger: logger)
        let gauges = StandingGauges(gauges: StandingGauges.ofEveryService + assembly.gauges, database: database)
        let housekeeping = Housekeeping(settings: settings, database: database, logger: logger)
        workers = assembly.workers + [{ await gauges.run() }, { await housekeeping.run() }]
        publishers = [outgoing, retries]
        let live = try assembly.live.map { try Self.liveConsumer(service, $0, settings, logger) }
        let own = try assembly.readers.map { [halt] reader in
            Consumer(
                try settings.broker(for: "\(name)-own"), queue: reader.queue, logger: logger,
                handle: { await reader.read($0, halt) })
        }
        consumers =
            [
                Consumer(
                    try settings.broker(for: "\(name)-in"), queue: service.queue, logger: logger,
                    handle: { await reader.read($0) }),
                Consumer(
                    try settings.broker(for: "\(name)-parked"), queue: service.parkedQueue, prefetch: 10,
                    logger: logger,
                    handle: { await reader.readParked($0) }),
            ] + (live.map { [$0] } ?? []) + own
    }

    private static func liveConsumer(
        _ service: Topology.Service, _ feed: LiveFeed, _ settings: CommonSettings, _ logger: Logger
    ) throws -> Consumer {
        guard service.hearsLive else {
            throw Invalid("\(service.name) may not hear \(Topology.Exchange.live.rawValue)")
        }
        return Consumer(
            try settings.broker(for: "\(service.name)-live"), broadcast: Topology.Exchange.live.rawValue,
            logger: logger, began: feed.missed, handle: feed.read)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await relay.run() }
                group.addTask { await timers.run() }
                for worker in workers { group.addTask { await worker() } }
            }
        }
        halt.call()
        await withDiscardingTaskGroup { group in
            for consumer in consumers { group.addTask { await consumer.close() } }
        }
        for publisher in publishers { await publisher.close() }
        await relayDatabase.shutdown()
    }
}
