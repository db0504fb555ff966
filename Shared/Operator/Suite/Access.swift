import Foundation

/// What a person or a script needs to get in: written when the suite is ready, for its owner's eyes only.
struct Access: Codable {
    struct Account: Codable {
        let name: String
        let password: String
    }

    struct Integration: Codable {
        let key: String
    }

    let gateway: String
    let administrator: Account
    let agent: Account
    let integration: Integration

    init(gateway: String, secrets: Secrets) throws {
        self.gateway = gateway
        administrator = Account(name: AppSettings.administratorName, password: try secrets.read("administrator"))
        agent = Account(name: AppSettings.agentName, password: try secrets.read("agent"))
        integration = Integration(key: try secrets.read("integration-key"))
    }

    init(file: URL) throws {
        self = try JSONDecoder().decode(Access.self, from: Data(contentsOf: file))
    }

    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try PrivateFile(file).write(String(decoding: try encoder.encode(self), as: UTF8.self) + "\n")
    }

    /// What is printed when the suite is ready.
    func greeting(file: URL) -> String {
        """

        Dienst is ready: \(gateway)
          administrator  \(administrator.name) / \(administrator.password)
          agent          \(agent.name) / \(agent.password)
          alerts         \(gateway)/intake/alertmanager/\(integration.key)/api/v2/alerts
        All of this is also in \(file.path).
        """
    }
}
