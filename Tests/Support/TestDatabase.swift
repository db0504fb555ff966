import Foundation
import Logging
import Postgres

/// The tests' servers are started by `deploy/test`, which says where they are.
package struct MissingServer: Error, CustomStringConvertible {
    package let description: String
}

/// A database of a test's own on the tests' PostgreSQL.
package struct TestDatabase: Sendable {
    package let name = "dienst_test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    private let server: String

    private init() throws {
        guard let server = ProcessInfo.processInfo.environment["DIENST_TEST_DATABASE"] else {
            throw MissingServer(description: "Run deploy/test, or set DIENST_TEST_DATABASE to a superuser's postgres:// address.")
        }
        self.server = server
    }

    /// Makes a database with these tables, runs the test with a pool on it, and drops it.
    package static func run<R>(
        _ migrations: [Migration] = [], connections: Int = 4, _ body: (Database) async throws -> R
    ) async throws -> R {
        let test = try TestDatabase()
        try await test.administer("CREATE DATABASE \(test.name)")
        let database = Database(try test.configuration(connections: connections), logger: .silent)
        do {
            _ = try await Migrator.apply(migrations, to: database)
            let result = try await body(database)
            await database.shutdown()
            try await test.administer("DROP DATABASE \(test.name) WITH (FORCE)")
            return result
        } catch {
            await database.shutdown()
            try await test.administer("DROP DATABASE \(test.name) WITH (FORCE)")
            throw error
        }
    }

    private func configuration(connections: Int) throws -> DatabaseConfiguration {
        guard var address = URLComponents(string: server) else {
            throw MissingServer(description: "DIENST_TEST_DATABASE is no address.")
        }
        address.path = "/" + name
        return try DatabaseConfiguration(
            url: address.string ?? server, maximumConnections: connections, poolWait: .seconds(30),
            applicationName: "dienst-tests")
    }

    private func administer(_ statement: String) async throws {
        let configuration = try DatabaseConfiguration(url: server, maximumConnections: 1, applicationName: "dienst-tests")
        let database = Database(configuration, logger: .silent)
        try await database.executeOutsideTransaction(statement)
        await database.shutdown()
    }
}

extension Logger {
    /// Tests speak through their expectations.
    package static var silent: Logger { Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() } }
}
