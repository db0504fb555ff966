import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import TestSupport
import Testing

@testable import IncidentApp

@Suite struct FamilyFlowTests {
    @Test func `children are resolved with their parent and reopened with it, each once`() async throws {
        try await IncidentUnderTest.run { service in
            let (parent, one, two) = try await service.family()
            try await service.command(parent, "start-work")
            try await service.command(parent, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await service.fire()
            for child in [one, two] {
                let view = try await service.get("/api/v1/incidents/\(child)", as: IncidentView.self)
                #expect(view.state == .resolved && view.resolutionNotes == "Restored with \(parent): Restarted.")
            }
            try await service.command(parent, "reopen", #"{"reason":"It is back."}"#)
            try await service.fire()
            #expect(try await service.states([parent, one, two]) == [.inProgress, .inProgress, .inProgress])
            let resolved = try await service.facts(of: one).filter { $0 == "resolved" }
            #expect(resolved.count == 1)
        }
    }

    @Test func `copies that fire at once move each child once`() async throws {
        try await IncidentUnderTest.run { service in
            let (parent, one, two) = try await service.family()
            try await service.command(parent, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await withThrowingTaskGroup(of: Void.self) { copies in
                for _ in 0..<4 { copies.addTask { try await service.fire() } }
                try await copies.waitForAll()
            }
            try await service.fire()
            for child in [one, two] {
                #expect(try await service.facts(of: child).filter { $0 == "resolved" }.count == 1)
            }
        }
    }

    @Test func `a child that leaves, or was resolved by itself, is left alone`() async throws {
        try await IncidentUnderTest.run { service in
            let (parent, one, two) = try await service.family()
            try await service.command(one, "leave", #"{"reason":"It is another printer."}"#)
            try await service.command(two, "resolve", #"{"code":"by_caller","notes":"Never mind."}"#)
            try await service.command(parent, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await service.command(parent, "reopen", #"{"reason":"It is back."}"#)
            try await service.fire()
            #expect(try await service.states([one, two]) == [.new, .resolved])
        }
    }

    @Test func `a child that is reopened by itself stays open, until its parent moves again`() async throws {
        try await IncidentUnderTest.run { service in
            let (parent, one, two) = try await service.family()
            try await service.command(parent, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await service.fire()
            try await service.command(one, "reopen", #"{"reason":"Mine is still broken."}"#)
            try await service.command(parent, "notes", #"{"text":"Restarted again."}"#)
            try await service.fire()
            #expect(try await service.states([one, two]) == [.inProgress, .resolved])
        }
    }

    @Test func `a child that was late is resolved although its parent is closed, and one that was reopened stays open`()
        async throws
    {
        try await IncidentUnderTest.run { service in
            let (parent, one, two) = try await service.family()
            try await service.command(parent, "resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await service.command(parent, "close")
            try await service.fire()
            #expect(try await service.states([parent, one, two]) == [.closed, .resolved, .resolved])
            try await service.command(one, "reopen", #"{"reason":"Mine is still broken."}"#)
            try await service.command(parent, "notes", #"{"text":"For the record."}"#)
            try await service.fire()
            #expect(try await service.states([one, two]) == [.inProgress, .resolved])
        }
    }

    @Test func `nobody becomes their own ancestor`() async throws {
        try await IncidentUnderTest.run { service in
            let (parent, one, two) = try await service.family()
            for (child, to) in [(parent, parent), (parent, one), (one, two), (two, one)] {
                let answer = try await service.ask(.post, "/api/v1/incidents/\(child)/join", #"{"parent":"\#(to)"}"#)
                #expect(answer.status == 409, "\(child) below \(to)")
            }
            let unknown = try await service.ask(.post, "/api/v1/incidents/\(one)/join", #"{"parent":"INC0000099"}"#)
            #expect(unknown.status == 422)
        }
    }

    @Test func `similar ones come with what fixed them, open ones as suspects`() async throws {
        try await IncidentUnderTest.run { service in
            let (first, second, third) = (
                try await service.report(), try await service.report(), try await service.report()
            )
            try await service.command(second.number, "resolve", #"{"code":"workaround","notes":"Use the other door."}"#)
            let answer = try await service.get("/api/v1/incidents/\(first.number)/similar", as: SimilarAnswer.self)
            #expect(answer.past.map(\.incident.number) == [second.number])
            #expect(answer.past.first?.resolutionNotes == "Use the other door.")
            #expect(answer.open.map(\.incident.number) == [third.number])
            #expect(answer.past.allSatisfy { !$0.because.isEmpty })
        }
    }
}

extension IncidentUnderTest {
    /// Three reported incidents, the first the parent of the others.
    func family() async throws -> (parent: String, one: String, two: String) {
        let (parent, one, two) = (try await report().number, try await report().number, try await report().number)
        for child in [one, two] { try await command(child, "join", #"{"parent":"\#(parent)"}"#) }
        try await fire()
        let family = try await get("/api/v1/incidents/\(parent)/family", as: FamilyAnswer.self)
        #expect(Set(family.children.map(\.number)) == [one, two])
        return (parent, one, two)
    }

    func command(_ number: String, _ name: String, _ body: String? = nil) async throws {
        let answer = try await ask(.post, "/api/v1/incidents/\(number)/\(name)", body)
        #expect(answer.status == 200, "\(name): \(String(decoding: answer.body, as: UTF8.self))")
    }

    func states(_ numbers: [String]) async throws -> [Incident.State] {
        var states: [Incident.State] = []
        for number in numbers {
            states.append(try await get("/api/v1/incidents/\(number)", as: IncidentView.self).state)
        }
        return states
    }

    /// The names of its facts, oldest first.
    func facts(of number: String) async throws -> [String] {
        let id = try await get("/api/v1/incidents/\(number)", as: IncidentView.self).id
        return try await database.transaction { tx in try Journal.lines(of: id, in: tx).map(\.name) }
    }
}
