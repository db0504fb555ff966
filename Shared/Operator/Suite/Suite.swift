import Foundation
import Messaging

/// Everything that runs on this machine, and the order in which it starts and stops.
struct Suite: Sendable {
    let plan: SuitePlan
    let installation: Installation
    private let files: DeploymentFiles
    private let lock: ExclusiveLock
    private let secrets: Secrets
    private let supervisor: Supervisor

    /// Takes possession of the folder; throws when a suite runs there already.
    init(_ plan: SuitePlan) async throws {
        self.plan = plan
        files = try DeploymentFiles(given: plan.deployment)
        installation = Installation(directory: plan.directory)
        try installation.prepare()
        lock = try ExclusiveLock(installation.run.appending(path: "lock"))
        try await Leftovers(folder: installation.run).end()
        try ProcessRecord(name: "dienst", pid: ProcessInfo.processInfo.processIdentifier, port: nil)?
            .write(in: installation.run)
        secrets = Secrets(directory: installation.secrets)
        supervisor = Supervisor(installation)
    }

    /// Starts everything and comes back when the suite can be used; the start ends with `announce`.
    func start() async throws -> Access {
        try plan.checkBinaries()
        try ReadyMark(installation).remove()
        try secrets.ensureAll()
        var ports = try Ports(rememberedIn: installation.portsFile)
        let port = plan.port == 0 ? try ports.port(Gateway.name) : plan.port
        guard Ports.isFree(port) else {
            throw OperatorError("Port \(port) is taken by another program: choose one with --port.")
        }
        ports.remember(Gateway.name, port)
        let gateway = try await Gateway(installation, files: files, address: plan.address, port: port)
        let (database, broker) = try await startServers(&ports)
        let apps = try plan.apps(&ports)
        try ports.save()

        let settings = AppSettings(
            database: database, broker: broker, secrets: secrets, logLevel: plan.logLevel, web: files.web,
            own: plan.settings)
        for app in apps { await supervisor.start(app.child(binaries: plan.binaries, settings: settings)) }
        try await gateway.start(in: apps, under: supervisor)
        try await waitUntilReady(apps)

        return try Access(gateway: gateway.url, secrets: secrets)
    }

    /// Tells programs that wait for it how to get in, and that everything is there.
    func announce(_ access: Access) throws {
        try access.write(to: installation.accessFile)
        try ReadyMark(installation).set()
    }

    /// Apps first, so that they finish what they do; then what they stand on. Under ten seconds altogether.
    func stop() async {
        try? ReadyMark(installation).remove()
        let servers = [Gateway.name, PrivateRabbitMQ.name, PrivateRabbitMQ.portMapper, PrivatePostgres.name]
        await supervisor.stop(supervisor.running.filter { !servers.contains($0) })
        await supervisor.stop([Gateway.name])
        await supervisor.stop([PrivateRabbitMQ.name, PrivatePostgres.name])
        await supervisor.stopAll()
        try? FileManager.default.removeItem(at: ProcessRecord.file("dienst", in: installation.run))
    }

    /// Database and broker, ours or the ones given, with everything in them that the services need.
    private func startServers(_ ports: inout Ports) async throws -> (DatabaseServer, Broker) {
        var postgres: PrivatePostgres?
        if plan.servers.database == nil {
            postgres = try await PrivatePostgres(
                installation, files: files, secrets: secrets, port: try ports.port(PrivatePostgres.name))
        }
        var rabbit: PrivateRabbitMQ?
        if plan.servers.broker == nil {
            rabbit = try await PrivateRabbitMQ(installation, files: files, secrets: secrets, ports: &ports)
        }
        async let database = prepareDatabase(postgres)
        async let broker = prepareBroker(rabbit)
        return try await (database, broker)
    }

    private func prepareDatabase(_ postgres: PrivatePostgres?) async throws -> DatabaseServer {
        try await postgres?.start(under: supervisor)
        let server = try postgres?.server ?? plan.servers.givenDatabase()
        try await server.ensureDatabases(secrets.databasePasswords())
        notice("Database on port \(server.port)")
        return server
    }

    private func prepareBroker(_ rabbit: PrivateRabbitMQ?) async throws -> Broker {
        try await rabbit?.start(under: supervisor)
        let broker = try rabbit?.broker ?? plan.servers.givenBroker()
        try await broker.importDefinitions(secrets.brokerPasswords())
        notice("Broker on port \(broker.port)")
        return broker
    }

    private func waitUntilReady(_ apps: [AppProcess]) async throws {
        for app in apps {
            try await wait(atMost: .seconds(60), for: "\(app.name) (log: \(installation.log(of: app.name).path))") {
                try await supervisor.check(app.name)
                return await HTTP.status(port: app.port, path: "/health/ready") == 200
            }
            notice("\(app.name) on port \(app.port)")
        }
    }
}
