import Chassis
import Contracts
import Foundation
import TestSupport
import Testing

extension Stories {
    /// A real alert becomes a prioritised incident and is resolved, across all five services.
    @Test func `from alert to resolution, change window, problem and workaround`() async throws {
        try await SuiteUnderTest.run { suite in
            try await suite.prepareModel()
            try await suite.alertOpensAndRecoveryResolves()
            try await suite.windowMutesAsFarAsDeclared()
            try await suite.recurrenceRaisesCandidateAndWorkaroundArrives()
            try await suite.phoneReportBecomesIncident()
            let books = try await suite.verify()
            #expect(books.status == 0, "\(books.text)")
        }
    }
}

extension SuiteUnderTest {
    /// A web shop on web1, which needs db1.
    fileprivate func prepareModel() async throws {
        let team = try await ask("POST", "teams", ["name": "Databases"])
        try await ask(
            "POST", "services",
            ["name": "Web shop", "criticality": 1, "valuePerHour": 24000, "team": team["id"] ?? .null])
        let model = """
            items:
              - {name: db1, class: database}
              - {name: web1, class: server, dependsOn: [db1], supports: [Web shop]}
            """
        try await eventually("Change never heard of the service.") {
            let path = access.gateway + "/api/v1/configuration-items/import"
            return try await HTTP.ask("POST", path, ["model": .text(model)], token: signedIn).status == 200
        }
        try await eventually("Event management never heard of the model.") {
            try await items("service-health").contains { $0["service"]?.word == "Web shop" }
        }
    }

    fileprivate func alertOpensAndRecoveryResolves() async throws {
        #expect(try await alert("HostDown", on: "web1") == 200)
        try await eventually { try await items("incidents").count == 1 }
        let incident = try #require(try await items("incidents").first)
        #expect(incident["priority"] == 1)
        #expect(incident["services"]?.list?.first?["name"] == "Web shop")
        #expect(incident["priorityReason"]?.word?.contains("Web shop (criticality 1) is down.") == true)
        #expect(try await alert("DatabaseDown", on: "db1") == 200)
        try await eventually("The cause never moved to db1.") {
            try await items("incidents").map { $0["cause"]?["name"] } == ["db1"]
        }
        for (check, item) in [("HostDown", "web1"), ("DatabaseDown", "db1")] {
            #expect(try await alert(check, on: item, firing: false) == 200)
        }
        try await eventually { try await items("incidents").map { $0["state"] } == ["resolved"] }
    }

    /// Declared `degraded`: a warning is muted, an outage is not, and what still fires at the end is raised then.
    fileprivate func windowMutesAsFarAsDeclared() async throws {
        let change = try await ask(
            "POST", "changes",
            [
                "summary": "Replace a disk", "scope": ["db1"],
                "expectedImpact": [["service": "Web shop", "impact": "degraded"]],
                "window": ["start": .text(WireTime.text(Date() - 5)), "end": .text(WireTime.text(Date() + 3600))],
            ])
        let number = try #require(change["number"]?.word)
        try await ask("POST", "changes/\(number)/schedule")
        try await ask("POST", "changes/\(number)/implement")
        try await eventually { try await items("maintenance-windows?state=open").count == 1 }
        try await eventually("A warning was never muted.") {
            _ = try await alert("DiskSlow", on: "db1", severity: "warning")
            return try await items("alerts?suppressed=true").map { $0["check"] } == ["DiskSlow"]
        }
        #expect(try await items("incidents").count == 1)
        #expect(try await alert("DiskDead", on: "db1") == 200)
        try await eventually("An outage worse than declared opened nothing.") {
            try await items("incidents").count == 2
        }
        #expect(try await alert("DiskDead", on: "db1", firing: false) == 200)
        try await eventually { try await items("incidents?open=true").isEmpty }
        try await ask("POST", "changes/\(number)/close", ["outcome": "successful"])
        try await eventually("What still fired at the end was never raised.") {
            try await items("incidents?open=true").count == 1
        }
        #expect(try await alert("DiskSlow", on: "db1", firing: false, severity: "warning") == 200)
        try await eventually { try await items("incidents?open=true").isEmpty }
    }

    fileprivate func recurrenceRaisesCandidateAndWorkaroundArrives() async throws {
        for check in ["PoolExhausted", "ReplicaLags", "LogFull"] where try await items("problem-candidates").isEmpty {
            #expect(try await alert(check, on: "db1") == 200)
            try await eventually { try await items("incidents?open=true").count == 1 }
            #expect(try await alert(check, on: "db1", firing: false) == 200)
            try await eventually { try await items("incidents?open=true").isEmpty }
        }
        try await eventually("No candidate was raised.") { try await items("problem-candidates").count == 1 }
        let candidate = try #require(try await items("problem-candidates").first?["number"]?.word)
        #expect(try await alert("DiskFull", on: "db1") == 200)
        try await eventually { try await items("incidents?open=true").count == 1 }
        try await ask("POST", "problem-candidates/\(candidate)/accept", ["summary": "db1 keeps failing"])
        let problem = try #require(try await items("problems").first?["number"]?.word)
        let known = try await ask(
            "POST", "known-errors", ["problem": .text(problem), "workaround": "Fail over to db2."])
        try await ask("POST", "known-errors/\(try #require(known["number"]?.word))/publish")
        try await eventually("The workaround never arrived.") {
            try await items("incidents?open=true").first?["workarounds"]?.list?.count == 1
        }
        #expect(try await alert("DiskFull", on: "db1", firing: false) == 200)
        try await eventually { try await items("incidents?open=true").isEmpty }
    }

    fileprivate func phoneReportBecomesIncident() async throws {
        let person = try await ask("POST", "people", ["name": "Ada Lovelace"])
        let service = try #require(try await items("services").first)
        let contact = try await ask(
            "POST", "contacts",
            [
                "channel": "phone", "person": person["id"] ?? .null, "service": service["id"] ?? .null,
                "summary": "Cannot pay",
            ])
        try await eventually("The report never became an incident.") {
            let incidents = try await items("incidents?open=true")
            return incidents.map { $0["summary"] } == ["Cannot pay"]
        }
        let id = try #require(contact["id"]?.word)
        try await eventually("The contact never learned its incident's number.") {
            try await ask("GET", "contacts/\(id)")["incident"]?["number"]?.word?.hasPrefix("INC") == true
        }
    }
}
