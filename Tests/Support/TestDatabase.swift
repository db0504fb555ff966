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
            throw MissingServer(
                description: "Run deploy/test, or set DIENST_TEST_DATABASE to a superuser's postgres:// address.")
        }
        self.server = server
    }

    /// The address of a new database, for a service that is started as a process; dropped afterwards.
    package static func address<R>(_ body: (String) async throws -> R) async throws -> R {
        try await copy(of: "template1", body)
    }

    /// Makes a database with these tables, runs the test with a pool on it, and drops it.
    package static func run<R>(
        _ migrations: [Migration] = [], connections: Int = 4, _ body: (Database) async throws -> R
    ) async throws -> R {
        let template = try await TemplateDatabases.shared.name(with: migrations)
        return try await copy(of: template) { address in
            let database = try pool(address, connections: connections)
            do {
                let result = try await body(database)
                await database.shutdown()
                return result
            } catch {
                await database.shutdown()
                throw error
            }
        }
    }

    /// A database that stays until the server ends, with these tables, for others to be copied from.
    fileprivate static func makeTemplate(with migrations: [Migration]) async throws -> String {
        let test = try TestDatabase()
        try await test.administer("CREATE DATABASE \(test.name)")
        let database = try pool(try test.address(), connections: 1)
        _ = try await Migrator.apply(migrations, to: database)
        await database.shutdown()
        return test.name
    }

    private static func copy<R>(of template: String, _ body: (String) async throws -> R) async throws -> R {
        let test = try TestDatabase()
        try await test.administer("CREATE DATABASE \(test.name) TEMPLATE \(template)")
        do {
            let result = try await body(try test.address())
            try await test.administer("DROP DATABASE \(test.name) WITH (FORCE)")
            return result
        } catch {
            try await test.administer("DROP DATABASE \(test.name) WITH (FORCE)")
            throw error
        }
    }

    private static func pool(_ address: String, connections: Int) throws -> Database {
        Database(
            try DatabaseConfiguration(
                url: address, maximumConnections: connections, poolWait: .seconds(30), applicationName: "dienst-tests"),
            logger: .silent)
    }

    private func address() throws -> String {
        guard var address = URLComponents(string: server) else {
            throw MissingServer(description: "DIENST_TEST_DATABASE is no address.")
        }
        address.path = "/" + name
        return address.string ?? server
    }

    private func administer(_ statement: String) async throws {
        let configuration = try DatabaseConfiguration(
            url: server, maximumConnections: 1, applicationName: "dienst-tests")
        let database = Database(configuration, logger: .silent)
        try await database.executeOutsideTransaction(statement)
        await database.shutdown()
    }
}

/// One migrated database for each list of migrations, made when first asked for.
private actor TemplateDatabases {
    static let shared = TemplateDatabases()
    private var made: [[String]: Task<String, any Error>] = [:]

    func name(with migrations: [Migration]) async throws -> String {
        let key = migrations.flatMap { [$0.name, $0.sql] }
        let making = made[key] ?? Task { try await TestDatabase.makeTemplate(with: migrations) }
        made[key] = making
        return try await making.value
    }
}

extension Logger {
    /// Tests speak through their expectations.
    package static var silent: Logger { Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() } }
}
