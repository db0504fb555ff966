import AMQP
import Contracts
import Hummingbird
import Logging
import Messaging
import Postgres

/// One of the five executables: what it is called, what it needs, and how its parts are put together.
///
/// `@main struct IncidentApp: ServiceApp` is all an executable is; `main()` reads the command line and the environment.
package protocol ServiceApp {
    associatedtype Settings: Sendable

    /// The service's word in the topology, in addresses and in messages: `incident`.
    static var name: String { get }
    static var title: String { get }
    static var standardPort: Int { get }

    /// The service's own tables; those of Messaging and Chassis come before them.
    static var migrations: [Migration] { get }

    /// The service's own settings.
    static func settings(_ reader: inout SettingsReader) -> Settings

    /// All wiring, on one screen.
    static func assemble(_ kit: Kit<Settings>) async throws -> Assembly
}

/// What every service is given to build on.
package struct Kit<Settings: Sendable>: Sendable {
    package let settings: Settings
    package let database: Database
    package let logger: Logger

    package init(settings: Settings, database: Database, logger: Logger) {
        self.settings = settings
        self.database = database
        self.logger = logger
    }
}

/// A queue that a service reads in its own way.
package struct QueueReader: Sendable {
    let queue: String
    let read: @Sendable ([Delivery], Halt) async -> [Settlement]

    /// - Parameter read: answers one settlement for each delivery, in order, and gives up when told to halt.
    package init(queue: String, read: @escaping @Sendable ([Delivery], Halt) async -> [Settlement]) {
        self.queue = queue
        self.read = read
    }
}

/// What a service consists of.
package struct Assembly: Sendable {
    package var api: API
    package var incoming = Incoming()
    package var timers = TimerHandlers()
    package var verification: Verification
    /// Runs beside the rest until cancelled, each restarted by nobody: handle your errors.
    package var workers: [@Sendable () async -> Void] = []
    /// Once after migration, before anything is served or read.
    package var prepare: @Sendable () async throws -> Void = {}
    /// Where the keys that sign access tokens are found; the desk has its own.
    package var keys: @Sendable (Transaction) throws -> [PublishedKey] = KeyRing.announced
    package var ready: [ReadyCheck] = []
    /// Figures of its own in the metrics, beside those of every service.
    package var gauges: [StandingGauge] = []
    /// Hears of every announcement as it happens, in every copy; needs `hearsLive` in the topology.
    package var live: LiveFeed?
    /// Queues that it reads itself, beside the one for messages of the suite.
    package var readers: [QueueReader] = []
    /// Answers requests that no endpoint does, such as those for files; nil for none of its own.
    package var otherwise: (@Sendable (Request) async throws -> Response?)?

    package init(api: API, verification: Verification) {
        self.api = api
        self.verification = verification
    }
}

extension ServiceApp {
    package static var migrationsInOrder: [Migration] {
        MessagingTables.migrations + [Idempotency.migration] + migrations
    }

    /// `serve` (also without a word), `verify`, `migrate`, `openapi`, `health`.
    package static func main() async {
        await CommandLineOfService<Self>().run()
    }
}
