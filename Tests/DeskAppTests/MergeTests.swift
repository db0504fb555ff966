import Contracts
import Foundation
import HTTPTypes
import Messaging
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct MergeTests {
    /// Two incidents of two people, the second with words of all kinds, a file, time and a link, merged into the first.
    private struct Merged {
        let kept: String
        let merged: String
        let related: String
        let rita: (id: String, token: String)
        let stan: (id: String, token: String)
        let agent: String
        let file: String
        let answer: TestDesk.Reply
    }

    private func merged(_ desk: TestDesk) async throws -> Merged {
        let (kept, rita, agent) = try await anIncident(desk)
        let stan = try await desk.requester("Stan", as: desk.administratorToken())
        let (merged, _, _) = try await anIncident(desk, of: stan)
        let (related, _, _) = try await anIncident(desk, of: rita)
        let file = try #require(
            try await desk.upload(Array("a trace".utf8), as: "trace.txt", to: merged, by: stan.token)["id"])
        let said = #"{"text":"My till is dead","attachments":["\#(file)"]}"#
        #expect(try await desk.ask(.post, "\(merged)/replies", as: stan.token, said).status == 201)
        #expect(try await desk.ask(.post, "\(merged)/notes", as: agent, #"{"text":"Old model"}"#).status == 201)
        _ = try await desk.ask(.post, "\(merged)/time", as: agent, #"{"minutes":25,"activity":"analysis"}"#)
        _ = try await desk.ask(.post, "\(kept)/time", as: agent, #"{"minutes":5,"activity":"repair"}"#)
        _ = try await desk.ask(.post, "\(merged)/links", as: agent, link("related", related))
        #expect(try await desk.ask(.post, "\(merged)/merge", as: stan.token, into(kept)).status == 403)
        return Merged(
            kept: kept, merged: merged, related: related, rita: rita, stan: stan, agent: agent, file: file,
            answer: try await desk.ask(.post, "\(merged)/merge", as: agent, into(kept)))
    }

    @Test func `words, files and time of the merged one are found at the one that stays, by whoever may read them`()
        async throws
    {
        try await withDesk { desk in
            let it = try await merged(desk)
            #expect(it.answer.status == 202, "\(it.answer)")
            let read = try await desk.ask(.get, "\(it.kept)/conversation", as: it.agent).items
            #expect(read.map { $0["kind"] } == ["reply", "note"])
            #expect(read.allSatisfy { $0["from"]?["id"] == .text(id(it.merged)) })
            let file = "attachments/\(it.file)"
            #expect(try await desk.bytes("\(it.kept)/\(file)", as: it.agent).status == 200)
            #expect(try await desk.ask(.get, "\(it.kept)/time", as: it.agent).json["totalMinutes"] == 30)
            let glance = try await desk.ask(.get, "\(it.kept)/conversation/summary", as: it.agent)
            #expect(glance.json["minutesSpent"] == 30 && glance.json["replies"] == 1 && glance.json["notes"] == 1)
            #expect("\(glance.json["merged"] ?? .null)".contains(id(it.merged)))
            let over = try await desk.ask(.get, "\(it.merged)/conversation/summary", as: it.stan.token)
            #expect(over.json["notes"] == nil)

            // Another requester reads nothing of it, not even that it is there.
            #expect(try await desk.ask(.get, "\(it.kept)/conversation", as: it.rita.token).items.isEmpty)
            #expect(try await desk.bytes("\(it.kept)/\(file)", as: it.rita.token).status == 404)
            let hers = try await desk.ask(.get, "\(it.kept)/conversation/summary", as: it.rita.token)
            #expect(hers.json["replies"] == 0 && hers.json["merged"] == .list([]))
        }
    }

    @Test func `people and links go on with the other one, the journals tell, and its owner is told`() async throws {
        try await withDesk { desk in
            let it = try await merged(desk)
            #expect(try await desk.sent(MergeIncident.self).map(\.number) == ["INC0000042"])
            #expect(try await desk.sent(AddAffected.self).map(\.person) == [UUID(uuidString: it.stan.id)])
            let links = try await desk.ask(.get, "\(it.kept)/links", as: it.agent)
            #expect(Set(links.items.map { "\($0["relation"] ?? .null)" }).count == 2)
            let notices = try await desk.ask(.get, "/api/v1/notices", as: it.stan.token)
            #expect(notices.items.map { $0["template"] } == ["record_update"])
            for (record, fact) in [(it.kept, "absorbed"), (it.merged, "mergedInto")] {
                let journal = try await desk.ask(.get, "\(record)/conversation/journal", as: it.agent)
                #expect(journal.items.contains { $0["fact"] == .text(fact) })
            }
            let itself = try await desk.ask(.post, "\(it.kept)/merge", as: it.agent, into(it.kept))
            #expect(itself.status == 422 && itself["code"] == "itself")
            let again = try await desk.ask(.post, "\(it.merged)/merge", as: it.agent, into(it.related))
            #expect(again.status == 409 && again["code"] == "merged_already")
            let report = try await desk.assembly.verification.report(of: "desk", in: desk.database)
            #expect(report.mismatches == [])
        }
    }

    @Test func `what is led as a major incident is not merged`() async throws {
        try await withDesk { desk in
            let (led, rita, agent) = try await anIncident(desk)
            let (kept, _, _) = try await anIncident(desk, of: rita)
            try await desk.receive(
                MajorIncidentAnnounced(
                    record: .v7(), facts: ["accepted"], number: "MIM0000001", state: .accepted,
                    incident: try #require(UUID(uuidString: id(led))), incidentNumber: "INC0000001", summary: "Till",
                    priority: 1, services: [], commander: nil, communications: nil, management: [], cadence: 15,
                    nextUpdateAt: nil, updates: [], updateCount: 0, proposedAt: Date(), acceptedAt: Date(),
                    restoredAt: nil, closedAt: nil, updatedAt: nil), sequence: 1)
            let answer = try await desk.ask(.post, "\(led)/merge", as: agent, into(kept))
            #expect(answer.status == 409 && answer["code"] == "major_incident")
        }
    }

    @Test func `a reply to what was merged is said where it goes on, however often it was merged`() async throws {
        try await withDesk { desk in
            let it = try await merged(desk)
            _ = try await desk.ask(.post, "\(it.kept)/merge", as: it.agent, into(it.related))
            let said = try await desk.ask(.post, "\(it.merged)/notes", as: it.agent, #"{"text":"Seen"}"#)
            #expect(said.status == 201)
            let answer = try await desk.ask(.post, "\(it.merged)/replies", as: it.agent, #"{"text":"On it"}"#)
            #expect(answer.status == 201, "\(answer)")
            let read = try await desk.ask(.get, "\(it.related)/conversation", as: it.agent).items
            #expect(read.map { $0["text"] } == ["My till is dead", "Old model", "Seen", "On it"])
            #expect(read.last?["from"] == nil)
            #expect(try await desk.ask(.get, "\(it.related)/conversation", as: it.rita.token).items.count == 1)
        }
    }

    @Test func `contacts that are merged share what was said, and what they asked for becomes one`() async throws {
        try await withDesk { desk in
            let (agent, rita) = (
                try await desk.agentToken(), try await desk.requester("Rita", as: desk.administratorToken())
            )
            var contacts: [String] = []
            for summary in ["Printer", "Printer again"] {
                let made = try await desk.ask(
                    .post, "/api/v1/contacts", as: agent,
                    #"{"person":"\#(rita.id)","channel":"phone","summary":"\#(summary)"}"#)
                guard case .text(let incident)? = made.json["incident"]?["id"] else {
                    return #expect(Bool(false), "\(made)")
                }
                try await desk.receive(
                    Announced.incident(
                        try #require(UUID(uuidString: incident)), .new, requester: UUID(uuidString: rita.id)),
                    sequence: 1)
                contacts.append("/api/v1/records/contact/\(try #require(made["id"]))")
            }
            _ = try await desk.ask(.post, "\(contacts[1])/notes", as: agent, #"{"text":"She rang twice"}"#)
            let answer = try await desk.ask(.post, "\(contacts[1])/merge", as: agent, into(contacts[0]))
            #expect(answer.status == 202, "\(answer)")
            #expect(try await desk.sent(MergeIncident.self).count == 1)
            let read = try await desk.ask(.get, "\(contacts[0])/conversation", as: agent).items
            #expect(read.map { $0["text"] } == ["She rang twice"])
            let over = try await desk.ask(.get, "\(contacts[1])/conversation/summary", as: agent)
            #expect(over.json["mergedInto"]?["id"] == .text(id(contacts[0])))
            let other = try await desk.ask(
                .post, "/api/v1/records/problem/\(UUID())/merge", as: agent, into(contacts[0]))
            #expect(other.status == 409 && other["code"] == "not_mergeable")
        }
    }

    @Test func `requests that are merged share what was said`() async throws {
        try await RequestDesk.with { it in
            let item = try await it.laptop(approvals: "[]")
            let (first, second) = (try await it.submitted(item), try await it.submitted(item))
            let (kept, merged) = (try #require(first["id"]), try #require(second["id"]))
            _ = try await it.ask(
                .post, "/api/v1/records/request/\(merged)/replies", as: it.rita.token, #"{"text":"Soon?"}"#)
            let done = try await it.ask(
                .post, "/api/v1/requests/\(merged)/merge", as: it.agent, #"{"into":"\#(kept)"}"#)
            #expect(done["state"] == "merged", "\(done)")
            let read = try await it.ask(.get, "/api/v1/records/request/\(kept)/conversation", as: it.rita.token)
            #expect(read.items.map { $0["text"] } == ["Soon?"])
            let later = #"{"text":"Still soon?"}"#
            let reply = try await it.ask(
                .post, "/api/v1/records/request/\(merged)/replies", as: it.rita.token, later)
            #expect(reply.status == 201)
            let all = try await it.ask(.get, "/api/v1/records/request/\(kept)/conversation", as: it.agent)
            #expect(all.items.map { $0["text"] } == ["Soon?", "Still soon?"])
        }
    }
}

private func id(_ address: String) -> String { address.split(separator: "/")[4].uppercased() }
private func into(_ address: String) -> String { #"{"into":"\#(id(address))"}"# }
private func link(_ relation: String, _ address: String) -> String {
    #"{"relation":"\#(relation)","kind":"incident","record":"\#(id(address))"}"#
}
