import AMQP
import Logging
import Postgres

/// The settings all services share.
struct CommonSettings: Sendable {
    let databaseURL: String
    let databasePassword: Secret?
    let databaseConnections: Int
    let brokerURL: String
    let brokerPassword: Secret?
    let listen: String
    let logLevel: Logger.Level
    let archiveRetention: Duration

    init(_ reader: inout SettingsReader, port: Int) {
        databaseURL = reader.text("DIENST_DATABASE_URL", "the service's own database, as postgres://user@host/name")
        databasePassword = reader.optionalSecret("DIENST_DATABASE_PASSWORD", "the password of the database user")
        databaseConnections = reader.integer(
            "DIENST_DATABASE_CONNECTIONS", default: 8, in: 2...100,
            "connections to the database at most, beside the relay's own")
        brokerURL = reader.text("DIENST_BROKER_URL", "the broker, as amqp://user@host/dienst")
        brokerPassword = reader.optionalSecret("DIENST_BROKER_PASSWORD", "the password of the broker user")
        listen = reader.text("DIENST_LISTEN", default: "127.0.0.1:\(port)", "address and port of its HTTP")
        archiveRetention = reader.duration(
            "DIENST_ARCHIVE_RETENTION", default: .seconds(90 * 86_400), "how long sent messages are kept for replays")
        logLevel = reader.choice("DIENST_LOG_LEVEL", default: .info, "how much is logged")
    }

    func database(for purpose: String, connections: Int) throws -> DatabaseConfiguration {
        try DatabaseConfiguration(
            url: databaseURL, password: databasePassword?.value, maximumConnections: connections,
            applicationName: "dienst-\(purpose)")
    }

    func broker(for purpose: String) throws -> BrokerConfiguration {
        try BrokerConfiguration(
            url: brokerURL, password: brokerPassword?.value, connectionName: "dienst-\(purpose)", heartbeat: 10)
    }

    /// Host and port of `listen`.
    func address() throws(SettingsMistakes) -> (host: String, port: Int) {
        guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
            (0...65535).contains(port)
        else {
            throw SettingsMistakes(mistakes: [
                SettingsMistake(
                    name: "DIENST_LISTEN", wrong: "cannot be “\(listen.prefix(60))”",
                    expected: "host:port, such as 127.0.0.1:8082")
            ])
        }
        return (String(listen[..<colon]), port)
    }
}
