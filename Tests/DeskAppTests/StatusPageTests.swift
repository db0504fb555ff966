import Contracts
import Foundation
import HTTPTypes
import Postgres
import Testing

@testable import Chassis
@testable import DeskApp
@testable import DeskDomain
@testable import Messaging

@Suite struct StatusPageTests {
    private static let secret = "db-1 HighErrorRate"

    @Test func `each audience reads what is for it, users only of services that are theirs`() async throws {
        try await withDesk { desk in
            let (shop, administrator) = (try await service(desk, "Shop"), try await desk.administratorToken())
            try await desk.receive(major(hurting: [shop, UUID()], told: "users", "staff", "management"), sequence: 1)
            try await desk.receive(major(hurting: [UUID()], told: "users"), sequence: 1)
            let rita = try await desk.requester("Rita", as: administrator)
            let users = try await desk.ask(.get, "/api/v1/status-page", as: rita.token)
            #expect(users.items.count == 1)
            #expect(!"\(users.json)".contains("HighErrorRate") && !"\(users.json)".contains("staff words"))
            #expect("\(users.json)".contains("users words"))
            for audience in ["staff", "management"] {
                let refused = try await desk.ask(.get, "/api/v1/status-page?audience=\(audience)", as: rita.token)
                #expect(refused.status == 404)
            }
            let staff = try await desk.ask(.get, "/api/v1/status-page?audience=staff", as: desk.agentToken())
            #expect(staff.items.count == 2 && "\(staff.json)".contains("staff words"))
            let boss = try await desk.ask(.get, "/api/v1/status-page?audience=management", as: administrator)
            #expect("\(boss.json)".contains("management words"))
        }
    }

    @Test func `what was published stays as it was`() async throws {
        try await withDesk { desk in
            try await desk.receive(major(hurting: [], told: "users"), sequence: 1)
            await #expect(throws: (any Error).self) {
                try await desk.database.transaction { _ = try $0.execute("UPDATE status_update SET text = 'other'") }
            }
        }
    }

    @Test func `management is informed by itself, and each delivery can be shown`() async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let person = try await desk.ask(
                .post, "/api/v1/people", as: administrator,
                #"{"name":"Berta Boss","mail":"boss@example.org","roles":["manager"]}"#)
            let boss: String = try #require(person["id"])
            let accepted = major(hurting: [], facts: ["accepted"])
            try await desk.receive(
                Announced.incident(accepted.incident, .new, summary: Self.secret, situation: UUID()), sequence: 1)
            try await desk.receive(accepted, sequence: 1)
            let mail = try await desk.database.transaction { tx in
                try tx.first("SELECT content ->> 'outcome' AS turn FROM notice WHERE template = 'major_incident'") {
                    try $0.value("turn") as String
                }
            }
            #expect(mail == "began")
            let told = try await desk.ask(
                .get, "/api/v1/status-page/\(accepted.record)/deliveries", as: administrator)
            #expect(told.items.contains { $0["person"] == .text(boss) && $0["state"] == "queued" })
            #expect(
                try await desk.ask(.get, "/api/v1/status-page/\(UUID())/deliveries", as: administrator).status == 404)
        }
    }

    @Test func `an update that is missed reaches whoever should have written it`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let writer = try #require(UUID(uuidString: rita.id))
            try await desk.receive(major(hurting: [], facts: ["updateMissed"], writer: writer), sequence: 1)
            let notices = try await desk.ask(.get, "/api/v1/notices", as: rita.token)
            #expect(notices.items.map { $0["template"] } == ["update_overdue"])
        }
    }

    @Test func `a snapshot informs nobody`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let writer = try #require(UUID(uuidString: rita.id))
            try await desk.receive(
                major(hurting: [], facts: ["updateMissed"], writer: writer, at: nil), sequence: 1)
            #expect(try await desk.ask(.get, "/api/v1/notices", as: rita.token).items.isEmpty)
        }
    }

    private func service(_ desk: TestDesk, _ name: String) async throws -> UUID {
        let made = try await desk.ask(
            .post, "/api/v1/services", as: desk.administratorToken(),
            #"{"name":"\#(name)","criticality":1,"valuePerHour":1}"#)
        return try #require(made["id"].flatMap { UUID(uuidString: $0) })
    }

    private func major(
        hurting services: [UUID], told audiences: String..., facts: [String] = ["updatePublished"],
        writer: UUID? = nil, at now: Date? = Date()
    ) -> MajorIncidentAnnounced {
        MajorIncidentAnnounced(
            record: .v7(), facts: facts, number: "MIM0000001", state: .accepted, incident: .v7(),
            incidentNumber: "INC0000001", summary: Self.secret, priority: 1, services: services, commander: nil,
            communications: writer, management: [], cadence: 15, nextUpdateAt: Date() + 900,
            updates: audiences.map {
                AnnouncedStatusUpdate(
                    id: .v7(), audience: $0, progress: "identified", text: "\($0) words", author: .v7(), at: Date())
            }, updateCount: audiences.count, proposedAt: Date(), acceptedAt: Date(), restoredAt: nil, closedAt: nil,
            updatedAt: now)
    }
}
