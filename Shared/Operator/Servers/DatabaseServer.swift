import Foundation

/// A PostgreSQL server and somebody who may make databases there.
struct DatabaseServer: Sendable {
    let host: String
    let port: Int
    let user: String
    let password: String

    init(host: String, port: Int, user: String, password: String) {
        (self.host, self.port, self.user, self.password) = (host, port, user, password)
    }

    /// Reads `postgres://user@host:port/…`.
    init(url: String, password: String) throws {
        guard let parts = URLComponents(string: url), let host = parts.host, let user = parts.user else {
            throw OperatorError("\"\(url)\" is not a database address like postgres://user@host:5432/postgres.")
        }
        self.init(host: host, port: parts.port ?? 5_432, user: user, password: password)
    }

    /// The administrator's address with the password in it, for tests.
    var administratorURL: String { "postgres://\(user):\(password)@\(host):\(port)/postgres" }

    func url(of database: String) -> String { "postgres://\(database)@\(host):\(port)/\(database)" }

    func answers() async throws -> Bool {
        guard host != "127.0.0.1" || Ports.answers(port) else { return false }
        do {
            try await execute("SELECT 1")
            return true
        } catch is OperatorError {
            return false
        }
    }

    /// A role and a database for each service, the role owner of its own and a stranger everywhere else.
    ///
    /// Can be repeated: passwords are set anew, what exists stays.
    func ensureDatabases(_ passwords: [(database: String, password: String)]) async throws {
        let statements = passwords.map { database, password in
            """
            SELECT 'CREATE ROLE \(database)' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '\(database)') \\gexec
            ALTER ROLE \(database) LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD \(quoted(password));
            SELECT 'CREATE DATABASE \(database)' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '\(database)') \\gexec
            GRANT \(database) TO CURRENT_USER;
            ALTER DATABASE \(database) OWNER TO \(database);
            REVOKE ALL ON DATABASE \(database) FROM PUBLIC;
            """
        }
        let others = "REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;"
        try await execute((statements + [others]).joined(separator: "\n"))
    }

    private func execute(_ script: String) async throws {
        try await Program.run(
            try Program.find("psql"),
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", host, "-p", "\(port)", "-U", user, "-d", "postgres"],
            environment: ["PGPASSWORD": password, "PGCONNECT_TIMEOUT": "5", "LC_ALL": "C.UTF-8"], input: script)
    }

    private func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }
}
