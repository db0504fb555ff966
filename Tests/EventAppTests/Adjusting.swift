import Contracts
import Delivery
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import TestSupport

@testable import EventApp

/// Event management beside a server that its runbooks may call.
struct Adjusting: Sendable {
    static let json: HTTPFields = [.authorization: "Bearer x", .contentType: "application/json"]

    let event: EventUnderTest
    let sink: WebhookSink
    let works: RunbookWorks
    let runner: AdjustmentRunner

    static func run(
        networks: [String] = ["127.0.0.1"], _ test: @escaping @Sendable (Adjusting) async throws -> Void
    ) async throws {
        try await WebhookSink.run { sink in
            let places = [sink.address, "ops.example.org"].compactMap { RunbookReach.Place($0) }
            let reach = RunbookReach(places: places, networks: networks.compactMap { Network($0) })
            try await EventUnderTest.run(reach: reach) { event in try await test(Adjusting(event, sink)) }
        }
    }

    init(_ event: EventUnderTest, _ sink: WebhookSink) {
        self.event = event
        self.sink = sink
        works = event.works
        runner = AdjustmentRunner(database: event.database, works: works, logger: .silent)
    }

    /// Another copy of the service, on the same database.
    func copy() -> AdjustmentRunner {
        AdjustmentRunner(database: event.database, works: works, logger: .silent)
    }

    /// The parts in JSON; each may be added to.
    func body(
        path: String = "/do", webhook: String = "", action: String = "", rollback: String? = nil,
        limits: String = #"{"coolDown":600,"perHour":3,"items":5,"services":5}"#, host: String? = nil,
        purpose: String = "Restart what is slow", more: String = ""
    ) -> String {
        func part(_ path: String, _ webhook: String, _ action: String) -> String {
            let fields = [#""url":"\#(host ?? sink.address)\#(path)""#, webhook].filter { !$0.isEmpty }
            let parts = [#""webhook":{\#(fields.joined(separator: ","))}"#, action].filter { !$0.isEmpty }
            return "{\(parts.joined(separator: ","))}"
        }
        let undo = rollback.map { #","rollback":\#(part($0, "", ""))"# } ?? ""
        let terms =
            more.contains("rehearses")
            ? more : [#""rehearses":false"#, more].filter { !$0.isEmpty }.joined(separator: ",")
        return """
            {"name":"restart","purpose":"\(purpose)","action":\(part(path, webhook, action))\(undo),
             "guards":{"classes":["server"]},"limits":\(limits),"settle":60,\(terms)}
            """
    }

    func runbookReply(_ body: String) async throws -> (status: Int, reply: String) {
        try await event.call(.post, "/api/v1/runbooks", body: body, headers: Self.json)
    }

    func amend(_ id: String, _ body: String) async throws -> (status: Int, reply: String) {
        try await event.call(.post, "/api/v1/runbooks/\(id)/amend", body: body, headers: Self.json)
    }

    /// Makes a runbook, and a rule that asks for it when something is slow; answers its id.
    @discardableResult
    func runbook(
        path: String = "/do", webhook: String = "", action: String = "", rollback: String? = nil,
        limits: String = #"{"coolDown":600,"perHour":3,"items":5,"services":5}"#, rule: Bool = true, more: String = ""
    ) async throws -> String {
        let made = try await runbookReply(
            body(path: path, webhook: webhook, action: action, rollback: rollback, limits: limits, more: more))
        guard made.status == 201 else { throw UnexpectedReply(text: made.reply) }
        if rule { try await ruleThatAsks() }
        return try WireJSON.decoder.decode(RunbookView.self, from: Data(made.reply.utf8)).id.uuidString.lowercased()
    }

    func ruleThatAsks() async throws {
        let rule =
            #"{"name":"Slow","order":1,"conditions":[{"name":"event.check","value":"Slow"}],"effects":{"adjustment":"Restart"}}"#
        let made = try await event.call(.post, "/api/v1/alert-rules", body: rule, headers: Self.json)
        guard made.status == 201 else { throw UnexpectedReply(text: made.reply) }
    }

    /// Hears an alert, and does what follows.
    func hear(
        _ check: String, on item: String, severity: String = "warning", ends: Bool = false, drains: Bool = true
    ) async throws {
        let end = ends ? try await event.now : nil
        try await event.hear(alert(check, on: item, severity: severity, ends: end))
        try await event.fireTimers()
        if drains { return try await drain() }
        try await event.database.transaction { tx in while try works.orders.considerSome(in: tx) > 0 {} }
    }

    func drain() async throws {
        try await runner.drain()
        try await event.folder.drain()
    }

    /// Moves the clock, and does what is due by then.
    func pass(_ seconds: Int) async throws {
        try await event.wait(seconds)
        try await event.fireTimers()
        try await drain()
    }

    func run(_ number: String) async throws -> AdjustmentView {
        let answer = try await event.call(.get, "/api/v1/adjustments/\(number)")
        guard answer.status == 200 else { throw UnexpectedReply(text: answer.reply) }
        return try WireJSON.decoder.decode(AdjustmentView.self, from: Data(answer.reply.utf8))
    }

    func runs(_ query: String = "") async throws -> [AdjustmentView] {
        struct Listed: Decodable { let items: [AdjustmentView] }
        let answer = try await event.call(.get, "/api/v1/adjustments\(query)")
        guard answer.status == 200 else { throw UnexpectedReply(text: answer.reply) }
        return try WireJSON.decoder.decode(Listed.self, from: Data(answer.reply.utf8)).items
    }

    /// Change tells of a change that is being implemented.
    func announce(change: UUID, number: String, scope: [UUID] = []) async throws {
        let now = try await event.now
        let message = ChangeAnnounced(
            record: change, facts: ["started"], number: number, state: "implementing", summary: "Work", scope: scope,
            expectedImpact: [], plannedStart: now, plannedEnd: now + 60, startedAt: now, endedAt: nil, outcome: nil)
        try await event.database.transaction { tx in
            try OpenChangeStore().follow(message, in: tx)
            try works.runs.named(message, in: tx)
        }
    }
}

extension WebhookSink.Heard {
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}
