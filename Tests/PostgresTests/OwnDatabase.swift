import Foundation
import Logging
import Postgres
import Testing

struct MissingServer: Error, CustomStringConvertible {
    let description = "Set DIENST_TEST_DATABASE to the postgres:// address of a superuser's maintenance database."
}

/// Where the tests' server is, and one database of a test's own there.
struct OwnDatabase {
    let name = "dienst_test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    private let server: String

    init() throws {
        guard let server = ProcessInfo.processInfo.environment["DIENST_TEST_DATABASE"] else { throw MissingServer() }
        self.server = server
    }

    func configuration(
        connections: Int = 8, poolWait: Duration = .seconds(30), statementTimeout: Duration = .seconds(30),
        lockTimeout: Duration = .seconds(10)
    ) throws -> DatabaseConfiguration {
        var address = try #require(URLComponents(string: server))
        address.path = "/" + name
        return try DatabaseConfiguration(
            url: try #require(address.string), maximumConnections: connections, poolWait: poolWait,
            statementTimeout: statementTimeout, lockTimeout: lockTimeout, applicationName: "dienst-tests")
    }

    func administer(_ statement: String) async throws {
        let configuration = try DatabaseConfiguration(
            url: server, maximumConnections: 1, applicationName: "dienst-tests")
        let database = Database(configuration, logger: .quiet)
        try await database.executeOutsideTransaction(statement)
        await database.shutdown()
    }
}

/// Creates a database, runs the test with a pool on it, and drops it.
func withDatabase(
    connections: Int = 8, poolWait: Duration = .seconds(30), statementTimeout: Duration = .seconds(30),
    lockTimeout: Duration = .seconds(10), _ body: (Database) async throws -> Void
) async throws {
    try await withTestDatabase { test in
        let configuration = try test.configuration(
            connections: connections, poolWait: poolWait, statementTimeout: statementTimeout, lockTimeout: lockTimeout)
        let database = Database(configuration, logger: .quiet)
        let outcome = await Result { try await body(database) }
        await database.shutdown()
        try outcome.get()
    }
}

func withTestDatabase(_ body: (OwnDatabase) async throws -> Void) async throws {
    let test = try OwnDatabase()
    try await test.administer("CREATE DATABASE \(test.name)")
    let outcome = await Result { try await body(test) }
    try await test.administer("DROP DATABASE \(test.name) WITH (FORCE)")
    try outcome.get()
}

extension Result where Failure == any Error {
    init(_ work: () async throws -> Success) async {
        do { self = .success(try await work()) } catch { self = .failure(error) }
    }
}

extension Logger {
    static var quiet: Logger { Logger(label: "postgres-tests") { _ in SwiftLogNoOpLogHandler() } }
}

/// The `DatabaseError` that the work throws.
func failure(of work: () async throws -> some Any) async throws -> DatabaseError {
    do {
        _ = try await work()
    } catch let error as DatabaseError {
        return error
    }
    throw NoFailure()
}

struct NoFailure: Error {}
