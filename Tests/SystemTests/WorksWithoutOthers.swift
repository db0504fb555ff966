import Chassis
import Foundation
import TestSupport
import Testing

extension Stories {
    /// What the READMEs promise: each service does its own work while the others, or the broker, stand still.
    @Test func `each service works on while all others and the broker stand still`() async throws {
        try await SuiteUnderTest.run { suite in
            try await suite.ask("POST", "services", ["name": "Web shop", "criticality": 2, "valuePerHour": 100])
            #expect(try await suite.alert("HostDown", on: "web1") == 200)
            try await eventually { try await suite.items("incidents").count == 1 }
            for (service, work) in SuiteUnderTest.ownWork {
                try await suite.alone(service) { try await work(suite) }
            }
            try await eventually("What waited was never heard.") { try await suite.items("incidents").count == 2 }
            let books = try await suite.verify()
            #expect(books.status == 0, "\(books.text)")
        }
    }
}

extension SuiteUnderTest {
    fileprivate typealias Work = @Sendable (SuiteUnderTest) async throws -> Void

    fileprivate static let ownWork: [(String, Work)] = [
        ("desk", { suite in try await suite.ask("POST", "people", ["name": "Ada Lovelace"]) }),
        (
            "incident",
            { suite in
                let number = try #require(try await suite.items("incidents").first?["number"]?.word)
                try await suite.ask("POST", "incidents/\(number)/start-work")
                try await suite.ask("POST", "incidents/\(number)/resolve", ["code": "fixed", "notes": "Restarted."])
            }
        ),
        ("problem", { suite in try await suite.ask("POST", "problems", ["summary": "web1 keeps failing"]) }),
        ("change", { suite in try await suite.ask("POST", "changes", ["summary": "Replace a disk"]) }),
        (
            "event",
            { suite in
                #expect(try await suite.alert("DiskFull", on: "db1") == 200)
                try await eventually { try await suite.items("alerts?state=firing").count == 2 }
            }
        ),
    ]

    /// Stops everything but this service, the database and the gateway for as long as the work takes.
    fileprivate func alone(_ service: String, _ work: () async throws -> Void) async throws {
        let others = try processes().filter { name, _ in
            name.hasSuffix(".1") && name != "\(service).1" || name == "rabbitmq"
        }
        for process in others.values { kill(process, SIGSTOP) }
        defer { for process in others.values { kill(process, SIGCONT) } }
        try await work()
    }
}
