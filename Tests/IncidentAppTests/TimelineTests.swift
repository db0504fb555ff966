import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import IncidentApp

@Suite struct TimelineTests {
    @Test func `it is assembled from the incident, its leaders, health and changes, in order`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.accepted()
            try await service.tell(
                ServiceHealthAnnounced(
                    record: shop.record, facts: [], health: "down", since: Date() - 60, causes: []))
            try await service.tell(aChange(started: Date() - 30))
            let path = "/api/v1/major-incidents/\(number)"
            let note = #"{"text":"Called the supplier"}"#
            #expect(try await service.ask(.post, "\(path)/annotations", note).status == 200)
            let lines = try await service.timeline(number)
            #expect(lines.map(\.at) == lines.map(\.at).sorted())
            let kinds = Set(lines.map(\.kind))
            #expect(
                kinds.isSuperset(of: [
                    "incident.opened", "incident.prioritised", "major.proposed", "major.accepted", "major.roleFirst",
                    "event.service-health", "change.change-started", "note",
                ]), "\(kinds.sorted())")
            #expect(lines.first { $0.kind == "event.service-health" }?.text == "Web shop is down")
            #expect(lines.first { $0.kind == "major.roleFirst" }?.text == "commander: Cora Command")
        }
    }

    @Test func `an annotation is put right under its own address, and taken out`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.accepted()
            let path = "/api/v1/major-incidents/\(number)/annotations"
            #expect(try await service.ask(.post, path, #"{"text":"Caled"}"#).status == 200)
            let id = try #require(try await service.timeline(number).compactMap(\.annotation).first)
            #expect(try await service.ask(.post, path, #"{"id":"\#(id)","text":"Called"}"#).status == 200)
            #expect(try await service.timeline(number).filter { $0.kind == "note" }.map(\.text) == ["Called"])
            #expect(try await service.ask(.post, path, #"{"id":"\#(id)"}"#).status == 200)
            #expect(try await service.timeline(number).allSatisfy { $0.kind != "note" })
        }
    }

    @Test func `a file cannot smuggle a formula or break its table`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.accepted()
            let path = "/api/v1/major-incidents/\(number)"
            let note = #"{"text":"=cmd|' /C calc'!A0 \"x\""}"#
            #expect(try await service.ask(.post, "\(path)/annotations", note).status == 200)
            let csv = String(
                decoding: try await service.ask(.get, "\(path)/timeline/file?format=csv").body, as: UTF8.self)
            #expect(csv.contains("\"'=cmd|' /C calc'!A0 \"\"x\"\"\""))
            let markdown = String(
                decoding: try await service.ask(.get, "\(path)/timeline/file?format=markdown").body, as: UTF8.self)
            #expect(markdown.contains("=cmd\\|' /C calc'!A0"))
            #expect(try await service.ask(.get, "\(path)/timeline/file?format=exe").status == 400)
        }
    }

    @Test func `every kind of line has its sentence`() {
        #expect(TimelineWords.sentences.values.allSatisfy { !$0.isEmpty })
        #expect(TimelineWords.sentence("change.change-started", ["number": "CHG1", "summary": "{x}"]).hasSuffix("{x}"))
    }
}

private func aChange(started: Date) -> ChangeAnnounced {
    ChangeAnnounced(
        record: .v7(), facts: ["started"], number: "CHG0000001", state: "implementing", summary: "New driver",
        scope: [database1], expectedImpact: [], plannedStart: nil, plannedEnd: nil, startedAt: started, endedAt: nil,
        outcome: nil)
}

extension IncidentUnderTest {
    fileprivate func timeline(_ number: String) async throws -> [TimelineLine] {
        try await get("/api/v1/major-incidents/\(number)/timeline", as: TimelineAnswer.self).items
    }

    fileprivate func tell(_ health: ServiceHealthAnnounced) async throws {
        try await database.transaction { try MajorIncidentHeard().health(health, received("event", 1), in: $0) }
    }

    fileprivate func tell(_ change: ChangeAnnounced) async throws {
        try await database.transaction { try MajorIncidentHeard().change(change, received("change", 1), in: $0) }
    }
}
