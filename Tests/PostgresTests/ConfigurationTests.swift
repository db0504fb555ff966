import Postgres
import Testing

@Suite struct ConfigurationTests {
    @Test(arguments: [
        "", "mysql://x", "host=localhost", "postgres://u:geheim@h:port:port/x", "postgres://u:geheim@[h/d",
        "postgres://u:geheim@[::1]x/d", "postgres://h/d?geheim=1",
    ])
    func `an address that cannot be read is refused without quoting it`(url: String) {
        let error = #expect(throws: DatabaseConfigurationError.self) {
            try DatabaseConfiguration(url: url, applicationName: "tests")
        }
        #expect(error?.message.contains("geheim") == false)
    }

    @Test func `its description keeps the password to itself`() throws {
        let configuration = try DatabaseConfiguration(
            url: "postgres://ann:geheim@db.example:5433/dienst?sslmode=verify-full", password: "geheim2",
            applicationName: "tests")
        #expect("\(configuration)" == "ann@db.example:5433/dienst")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!dumped.contains("geheim"))
    }

    @Test func `a socket's folder may be the host`() throws {
        let configuration = try DatabaseConfiguration(url: "postgres:///dienst?host=/run/db", applicationName: "tests")
        #expect(configuration.description.hasSuffix("@/run/db:5432/dienst"))
    }

    @Test func `a pool of none is refused`() {
        #expect(throws: DatabaseConfigurationError.self) {
            try DatabaseConfiguration(url: "postgres://h/d", maximumConnections: 0, applicationName: "tests")
        }
    }
}
