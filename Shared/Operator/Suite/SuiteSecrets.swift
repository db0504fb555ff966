import Messaging

/// Which secrets a whole suite has.
extension Secrets {
    /// Makes what is missing; the names are those of the files.
    func ensureAll() throws {
        for service in Topology.services {
            try ensure("postgres-\(service.name)")
            try ensure("broker-\(service.name)")
        }
        try ensure("administrator", length: 20)
        try ensure("agent", length: 20)
        try ensure("integration-key")
        try ensure("desk-key", length: 43)
        try ensure("event-key", length: 43)
    }

    func databasePasswords() throws -> [(database: String, password: String)] {
        try Topology.services.map { ($0.database, try read("postgres-\($0.name)")) }
    }

    func brokerPasswords() throws -> [(user: String, password: String)] {
        try Topology.services.map { ($0.brokerUser, try read("broker-\($0.name)")) }
    }
}
