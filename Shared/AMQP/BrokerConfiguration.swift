import Foundation

/// Why an address cannot be used, in words for the person who set it; never contains the password.
package struct BrokerConfigurationError: Error, Equatable, CustomStringConvertible {
    package let reason: String
    package var description: String { reason }
}

/// Where the broker is and who we are to it.
package struct BrokerConfiguration: Sendable, CustomStringConvertible, CustomReflectable {
    /// How the broker is verified when the connection is encrypted.
    package struct Encryption: Sendable, Equatable {
        package let authorities: String?
        package let verifiesPeer: Bool
    }

    package let host: String
    package let port: Int
    package let virtualHost: String
    package let user: String
    package let connectionName: String
    /// Seconds between heartbeats; a silent broker is given up after two of them.
    package let heartbeat: Int
    package let encryption: Encryption?
    let password: String

    /// Reads `amqp://user:password@host:port/vhost` or `amqps://…?cacertfile=/path&verify=peer` (or `verify=none`).
    /// A separate `password` wins over the one in the address; `heartbeat` is in seconds.
    package init(
        url: String, password: String? = nil, connectionName: String, heartbeat: Int = 10
    )
        throws(BrokerConfigurationError)
    {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, let host = parts.host, !host.isEmpty
        else { throw .init(reason: "The broker address is not of the form amqp://user@host:port/vhost.") }
        guard ["amqp", "amqps"].contains(scheme) else {
            throw .init(reason: "The broker address starts with \(scheme)://, expected amqp:// or amqps://.")
        }
        guard (1...600).contains(heartbeat) else {
            throw .init(reason: "The heartbeat is \(heartbeat) seconds, expected 1 to 600.")
        }
        self.host = host.trimmingCharacters(in: ["[", "]"])
        self.port = parts.port ?? (scheme == "amqps" ? 5671 : 5672)
        let path = parts.percentEncodedPath.dropFirst()
        self.virtualHost = path.isEmpty ? "/" : String(path).removingPercentEncoding ?? String(path)
        self.user = parts.user ?? "guest"
        self.password = password ?? parts.password ?? "guest"
        self.connectionName = connectionName
        self.heartbeat = heartbeat
        self.encryption = scheme == "amqps" ? try Self.encryption(parts.queryItems ?? []) : nil
    }

    private static func encryption(_ query: [URLQueryItem]) throws(BrokerConfigurationError) -> Encryption {
        var authorities: String?
        var verifiesPeer = true
        for item in query {
            switch (item.name, item.value) {
            case ("cacertfile", let path?): authorities = path
            case ("verify", "peer"), ("verify", "verify_peer"): verifiesPeer = true
            case ("verify", "none"), ("verify", "verify_none"): verifiesPeer = false
            default:
                throw .init(
                    reason: "The broker address has “\(item.name)”; expected cacertfile=PATH and verify=peer or none.")
            }
        }
        return Encryption(authorities: authorities, verifiesPeer: verifiesPeer)
    }

    /// The address without the password.
    package var description: String {
        "\(encryption == nil ? "amqp" : "amqps")://\(user)@\(host):\(port)/\(virtualHost == "/" ? "" : virtualHost)"
    }

    package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
