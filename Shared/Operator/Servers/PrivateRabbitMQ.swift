import Foundation
import Subprocess

/// A RabbitMQ node of our own, on loopback, with its own port mapper, in the foreground under the supervisor.
struct PrivateRabbitMQ: Sendable {
    static let name = "rabbitmq"
    static let portMapper = "epmd"
    private static let administrator = "administrator"
    /// Before 3.13 the management sleeps five seconds at the end of every stop, when all data is safe already.
    private static let patience = Duration.milliseconds(2_500)

    let broker: Broker
    private let data: URL
    private let user: SystemUser?
    private let settings: String
    private let distributionPort: Int
    private let mapperPort: Int

    init(_ installation: Installation, files: DeploymentFiles, secrets: Secrets, ports: inout Ports) async throws {
        user = try SystemUser.unlessOurselves("rabbitmq")
        data = try await installation.dataFolder(Self.name, for: user)
        settings = try files.text("rabbitmq/rabbitmq.conf")
        distributionPort = try ports.port("rabbitmq.distribution")
        mapperPort = try ports.port("rabbitmq.epmd")
        broker = Broker(
            host: "127.0.0.1", port: try ports.port(Self.name), managementPort: try ports.port("rabbitmq.management"),
            user: Self.administrator, password: try secrets.ensure("broker-administrator"))
    }

    /// Starts the node and waits until its management answers, which is after everything else in it.
    func start(under supervisor: Supervisor) async throws {
        try write(configuration, to: "rabbitmq.conf")
        try write("[rabbitmq_management].\n", to: "enabled_plugins")
        await supervisor.start(try mapper())
        await supervisor.start(try node())
        try await wait(atMost: .seconds(90), for: "RabbitMQ") {
            try await supervisor.check(Self.name)
            guard Ports.answers(broker.port), Ports.answers(broker.managementPort) else { return false }
            return await broker.answers()
        }
    }

    private var configuration: String {
        settings + """

            listeners.tcp.1 = 127.0.0.1:\(broker.port)
            management.tcp.ip = 127.0.0.1
            management.tcp.port = \(broker.managementPort)
            distribution.listener.interface = 127.0.0.1
            default_user = \(broker.user)
            default_pass = \(broker.password)

            """
    }

    private func mapper() throws -> Child {
        Child(
            name: Self.portMapper, executable: try Program.find("epmd"),
            arguments: ["-address", "127.0.0.1", "-port", "\(mapperPort)"], user: user, workingDirectory: data.path,
            stopSignal: .kill, port: mapperPort)
    }

    private func node() throws -> Child {
        Child(
            name: Self.name, executable: try Program.find("rabbitmq-server", in: ["/usr/lib/rabbitmq/bin"]),
            environment: [
                // Makes the script become the Erlang machine, so that our signals reach it.
                "RUNNING_UNDER_SYSTEMD": "true",
                "HOME": data.path, "LC_ALL": "C.UTF-8", "RABBITMQ_BASE": data.path,
                "RABBITMQ_NODENAME": "dienst@localhost", "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
                "RABBITMQ_NODE_PORT": "\(broker.port)", "RABBITMQ_DIST_PORT": "\(distributionPort)",
                "ERL_EPMD_PORT": "\(mapperPort)", "ERL_EPMD_ADDRESS": "127.0.0.1",
                "RABBITMQ_MNESIA_BASE": data.appending(path: "db").path, "RABBITMQ_LOG_BASE": data.path,
                "RABBITMQ_LOGS": "-", "RABBITMQ_CONF_ENV_FILE": "/dev/null",
                "RABBITMQ_CONFIG_FILE": data.appending(path: "rabbitmq.conf").path,
                "RABBITMQ_ENABLED_PLUGINS_FILE": data.appending(path: "enabled_plugins").path,
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
            ], user: user, workingDirectory: data.path, patience: Self.patience, port: broker.port)
    }

    private func write(_ text: String, to name: String) throws {
        try PrivateFile(data.appending(path: name)).write(text, for: user)
    }
}
