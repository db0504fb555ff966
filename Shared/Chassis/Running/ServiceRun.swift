import AMQP
import Foundation
import Hummingbird
import Logging
import Messaging
import Metrics
import Postgres
import ServiceLifecycle
import UnixSignals

/// One copy of a service, from start to graceful stop.
struct ServiceRun<App: ServiceApp> {
    private let settings: StartSettings<App.Settings>
    private let logger: Logger
    private let database: Database
    private let metrics = PrometheusFactory()

    init(_ settings: StartSettings<App.Settings>) throws {
        self.settings = settings
        JSONLog.bootstrap(service: App.name, level: settings.common.logLevel)
        logger = Logger(label: App.name)
        database = Database(
            try settings.common.database(for: App.name, connections: settings.common.databaseConnections),
            logger: logger)
    }

    /// Waits for the database, migrates, then serves until told to stop.
    func serve() async throws {
        MetricsSystem.bootstrap(metrics)
        try await migratedWhenReachable()
        try await Housekeeping(settings: settings.common, database: database, logger: logger).tidy()
        let assembly = try await assembled()
        try await assembly.prepare()
        let messaging = try MessagingRun(
            App.name, settings: settings.common, database: database, assembly: assembly, logger: logger)
        let server = try server(assembly, messaging)
        logger.info("Started", metadata: ["listen": "\(settings.common.listen)"])
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: messaging), .init(service: server)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }))
        try await group.run()
        await database.shutdown()
        logger.info("Stopped")
    }

    func migrate() async throws {
        let applied = try await Migrator.apply(App.migrationsInOrder, to: database)
        logger.info("Migrated", metadata: ["applied": "\(applied)"])
        await database.shutdown()
    }

    func verify() async throws -> VerificationReport {
        let report = try await assembled().verification.report(of: App.name, in: database)
        await database.shutdown()
        return report
    }

    /// The parts without a database or broker behind them, for documents.
    static func unconnected() async throws -> Assembly {
        var reader = SettingsReader(environment: [:])
        let own = App.settings(&reader)
        let nowhere = try DatabaseConfiguration(url: "postgres://nobody@127.0.0.1:1/nowhere", applicationName: App.name)
        let logger = Logger(label: App.name) { _ in SwiftLogNoOpLogHandler() }
        return try await App.assemble(Kit(settings: own, database: Database(nowhere, logger: logger), logger: logger))
    }

    private func assembled() async throws -> Assembly {
        var assembly = try await App.assemble(Kit(settings: settings.own, database: database, logger: logger))
        assembly.api.addParkedMessages(assembly.incoming, in: database)
        return assembly
    }

    private func migratedWhenReachable() async throws {
        while true {
            do {
                let applied = try await Migrator.apply(App.migrationsInOrder, to: database)
                if !applied.isEmpty { logger.info("Migrated", metadata: ["applied": "\(applied)"]) }
                return
            } catch let error as DatabaseError where error.isTransient {
                logger.warning("Waiting for the database", metadata: ["error": "\(error)"])
                try await Task.sleep(for: .milliseconds(300))
            }
        }
    }

    private func server(_ assembly: Assembly, _ messaging: MessagingRun) throws -> some Service {
        let (host, port) = try settings.common.address()
        let database = database
        let ready = [ReadyCheck("database") { await database.isReachable }] + assembly.ready
        let router = try assembly.api.router(
            authenticator: KeyRing(database: database, keys: assembly.keys), ready: ready, metrics: metrics,
            otherwise: assembly.otherwise)
        return Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            logger: Logger(label: "http") { _ in SwiftLogNoOpLogHandler() })
    }
}
