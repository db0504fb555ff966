import CLibPQ
import Foundation

/// Where a database is and how patient we are with it.
package struct DatabaseConfiguration: Sendable {
    package let maximumConnections: Int
    /// How long a transaction may wait for a connection, free or new.
    package let poolWait: Duration
    /// What libpq is given, by keyword; holds the password.
    let parameters: [String: String]

    /// Reads `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=/path`, or a socket's folder as
    /// `?host=/folder`. A password given apart wins over one in the URL.
    package init(
        url: String, password: String? = nil, maximumConnections: Int = 8, poolWait: Duration = .seconds(5),
        statementTimeout: Duration = .seconds(30), lockTimeout: Duration = .seconds(10), applicationName: String
    ) throws(DatabaseConfigurationError) {
        guard maximumConnections > 0 else {
            throw DatabaseConfigurationError(message: "At least one connection to the database is needed.")
        }
        var parameters = try Self.parse(url)
        let ports = parameters["port"]?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        guard ports.allSatisfy({ $0.isEmpty || UInt16($0) != nil }) else {
            throw DatabaseConfigurationError(message: "The port in the database's address is no number up to 65535.")
        }
        if let password { parameters["password"] = password }
        parameters["application_name"] = applicationName
        parameters["client_encoding"] = "UTF8"
        let session = [
            "statement_timeout=\(statementTimeout.wholeMilliseconds)", "lock_timeout=\(lockTimeout.wholeMilliseconds)",
            "idle_in_transaction_session_timeout=30000", "timezone=UTC", "client_min_messages=warning",
        ]
        let given = parameters["options"].map { "\($0) " } ?? ""
        parameters["options"] = given + session.map { "-c \($0)" }.joined(separator: " ")
        self.parameters = parameters.merging(Self.deadPeerDetection) { given, _ in given }
        self.maximumConnections = maximumConnections
        self.poolWait = poolWait
    }

    /// A host that vanished is noticed within about half a minute; what the URL says wins.
    private static let deadPeerDetection = [
        "connect_timeout": "5", "keepalives_idle": "15", "keepalives_interval": "5", "keepalives_count": "3",
        "tcp_user_timeout": "30000",
    ]

    private static func parse(_ url: String) throws(DatabaseConfigurationError) -> [String: String] {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            throw DatabaseConfigurationError(message: "The database's address must begin with postgres://.")
        }
        var complaint: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &complaint) else {
            defer { PQfreemem(complaint) }
            // libpq quotes the address, which may hold the password.
            let reason = complaint.map { String(cString: $0) }?.prefix { $0 != "\"" && $0 != "\n" } ?? ""
            throw DatabaseConfigurationError(message: "The database's address cannot be read: \(reason)…")
        }
        defer { PQconninfoFree(options) }
        var parameters: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return parameters
    }
}

/// Says in words what is wrong with a database's address, without quoting it.
package struct DatabaseConfigurationError: Error, Sendable, CustomStringConvertible {
    package let message: String
    package var description: String { message }
}

extension DatabaseConfiguration: CustomStringConvertible, CustomReflectable {
    /// Where it leads, without the password.
    package var description: String {
        let place = parameters["host"] ?? parameters["hostaddr"] ?? "localhost"
        return "\(parameters["user"] ?? "?")@\(place):\(parameters["port"] ?? "5432")/\(parameters["dbname"] ?? "?")"
    }

    package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
