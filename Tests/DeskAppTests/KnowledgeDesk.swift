import Contracts
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

/// Words and deeds that tests of knowledge share.
struct KnowledgeDesk: Sendable {
    let desk: TestDesk
    let administrator: String
    let agent: String

    init(_ desk: TestDesk) async throws {
        self.desk = desk
        administrator = try await desk.administratorToken()
        agent = try await desk.agentToken()
    }

    /// An article as the API answers it, and its address.
    struct Made: Sendable {
        let path: String
        let id: String
        let version: Int
    }

    /// A new article; published when it has an audience.
    func article(
        _ title: String, _ body: String = "Do this.", language: String = "en", audience: String? = nil,
        keywords: [String] = [], symptoms: String? = nil, services: [String] = [], translations: [String: String] = [:]
    ) async throws -> Made {
        var fields: [String: JSONValue] = [
            "language": .text(language), "title": .text(title), "body": .text(body),
            "keywords": .list(keywords.map { .text($0) }), "services": .list(services.map { .text($0) }),
        ]
        if let audience { fields["audience"] = ["kind": .text(audience)] }
        if let symptoms { fields["symptoms"] = .text(symptoms) }
        let reply = try await desk.ask(.post, "/api/v1/articles", as: agent, Self.text(.object(fields)))
        #expect(reply.status == 201, "\(reply.json)")
        let id = try #require(reply["id"])
        let path = "/api/v1/articles/\(id)"
        var version = 1
        for (language, title) in translations.sorted(by: { $0.key < $1.key }) {
            version = try await write(path, language, title, body, version)
        }
        if audience != nil {
            let published = try await desk.ask(.post, path + "/publish", as: agent, "{}")
            #expect(published.status == 200, "\(published.json)")
            version += 1
        }
        return Made(path: path, id: id, version: version)
    }

    /// Answers the article's new version.
    func write(_ path: String, _ language: String, _ title: String, _ body: String, _ version: Int) async throws -> Int
    {
        let reply = try await desk.ask(
            .put, "\(path)/texts/\(language)", as: agent, Self.text(["title": .text(title), "body": .text(body)]),
            headers: [.ifMatch: "\"\(version)\""])
        #expect(reply.status == 200, "\(reply.json)")
        guard case .number(let newest)? = reply.json["version"] else { return version }
        return Int(newest)
    }

    func search(
        _ query: String, _ language: String = "en", more: String = "", as token: String? = nil
    ) async throws
        -> [String]
    {
        let words = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let reply = try await desk.ask(
            .get, "/api/v1/knowledge/search?q=\(words)&language=\(language)\(more)", as: token ?? agent)
        #expect(reply.status == 200, "\(reply.json)")
        return Self.titles(reply.items)
    }

    static func titles(_ items: [JSONValue]) -> [String] {
        items.compactMap { if case .text(let title)? = $0["title"] { title } else { nil } }
    }

    static func text(_ json: JSONValue) throws -> String {
        String(decoding: try JSONEncoder().encode(json), as: UTF8.self)
    }

    /// The incident as its service announces it.
    func announce(_ incident: UUID, sequence: Int, reopened: Int = 0, resolvedAt: Date? = nil) async throws {
        try await desk.receive(
            IncidentAnnounced(
                record: incident, facts: [], number: "INC0000042", state: resolvedAt == nil ? .inProgress : .resolved,
                summary: "Printer on floor three prints blank pages", priority: 3, impact: 2, urgency: 2, services: [],
                causeItem: nil, situation: nil, problem: nil, team: nil, assignee: nil, requester: nil,
                openedAt: Date(), resolvedAt: resolvedAt, closedAt: nil, reopenCount: reopened), sequence: sequence)
    }

    /// Lets every timer fire that is due.
    func fire() async throws {
        let runner = TimerRunner(
            database: desk.database, handlers: desk.assembly.timers, logger: .silent)
        while try await runner.fireOne() {}
    }
}

func withKnowledge(_ test: @Sendable @escaping (KnowledgeDesk) async throws -> Void) async throws {
    try await withDesk { try await test(try await KnowledgeDesk($0)) }
}
