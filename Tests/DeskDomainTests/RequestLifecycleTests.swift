import DeskDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct RequestLifecycleTests {
    private let later = noon.addingTimeInterval(15 * 86_400)
    private let team = UUID()

    @Test(arguments: ServiceRequest.State.allCases) func `a request moves as the table says`(
        state: ServiceRequest.State
    ) throws {
        let request = try aRequest(state)
        let again = anApproval(round: 2)
        let commands: [ServiceRequest.Command] = [
            .revise(["a": .text("b")], approvals: [again], promisedAt: noon),
            .resubmit(["a": .text("b")], approvals: [again], promisedAt: noon),
            .decide(approval: someApproval, .approve, by: someApprover, comment: nil),
            .decide(approval: someApproval, .reject, by: someApprover, comment: "Too dear"), .expire, .begin,
            .hold(reason: "Out of stock", until: nil), .resume, .fulfil(note: nil), .confirm, .closeUnanswered,
            .reopen(reason: "Wrong colour", task: UUID()), .cancel(reason: "Not needed"),
            .askCancellation(reason: "Not needed"), .declineCancellation(reason: "It is there"), .merge(into: survivor),
            .absorb(.init(id: UUID(), number: "REQ0000009")), .changeLane(.change, reason: "It takes a change"),
        ]
        try compare(request, commands)
    }

    @Test(arguments: ServiceRequest.State.allCases) func `a request moves with its last task as the table says`(
        state: ServiceRequest.State
    ) throws {
        let task = FulfilmentTask(id: UUID(), key: "order", title: "Order it", team: team)
        let commands: [ServiceRequest.TaskCommand] = [
            .start(by: someApprover), .finish(note: nil), .fail(reason: "No stock"), .assign(team: nil, assignee: nil),
        ]
        try compare(aRequest(state, tasks: [task]), commands.map { .work($0, on: task.id) })
    }

    private func compare(_ request: ServiceRequest, _ commands: [ServiceRequest.Command]) throws {
        let table = try LifecycleTable(readme: "Services/ServiceDesk/README.md", under: "Request")
        for command in commands {
            let reached = facts(request, command).map { facts in
                facts.reduce(request) { $0.applying($1, at: later) }.state.rawValue
            }
            let key = LifecycleTable.Key(state: request.state.rawValue, command: command.name)
            #expect(reached == table.next[key], "\(request.state) × \(command.name)")
        }
    }

    private func facts(_ request: ServiceRequest, _ command: ServiceRequest.Command) -> [ServiceRequest.Fact]? {
        do { return try request.deciding(command, at: later) } catch { return nil }
    }

    @Test func `tasks open when those before them are over, and the last mandatory one fulfils the request`() throws {
        let (order, card, party) = (UUID(), UUID(), UUID())
        var request = try aRequest(
            .inFulfilment,
            tasks: [
                FulfilmentTask(id: order, key: "order", title: "Order", team: team),
                FulfilmentTask(id: card, key: "card", title: "Card", team: team, after: ["order"]),
                FulfilmentTask(id: party, key: "party", title: "Party", team: team, after: ["order"], mandatory: false),
            ])
        #expect(request.tasks.map(\.state) == [.open, .blocked, .blocked])
        #expect(throws: Rejection.self) { try request.deciding(.work(.finish(note: nil), on: card), at: noon) }
        #expect(throws: Rejection.self) { try request.deciding(.work(.skip(reason: "x"), on: order), at: noon) }
        #expect(throws: Rejection.self) { try request.deciding(.fulfil(note: nil), at: noon) }
        request = try after(.work(.finish(note: nil), on: order), request)
        #expect(request.tasks.map(\.state) == [.done, .open, .open])
        request = try after(.work(.finish(note: nil), on: card), request)
        #expect(request.state == .inFulfilment)
        request = try after(.work(.skip(reason: "No time"), on: party), request)
        #expect(request.state == .fulfilled)
        request = try after(.reopen(reason: "Wrong card", task: UUID()), request)
        #expect(request.state == .inFulfilment && request.tasks.last?.title == "Put right: Wrong card")
        #expect(request.tasks.last?.state == .open && request.tasks.last?.team == team)
    }

    @Test func `a failed mandatory task keeps the request open until it is tried again`() throws {
        let task = FulfilmentTask(id: UUID(), key: "order", title: "Order", team: team)
        var request = try after(.work(.fail(reason: "Sold out"), on: task.id), aRequest(.submitted, tasks: [task]))
        #expect(request.state == .inFulfilment)
        #expect(throws: Rejection.self) { try request.deciding(.fulfil(note: nil), at: noon) }
        request = try after(.work(.retry, on: task.id), request)
        request = try after(.work(.finish(note: "There"), on: task.id), request)
        #expect(request.state == .fulfilled)
    }

    @Test func `stages are asked one after the other; any is one, all is everybody`() throws {
        let first = [anApproval(rule: .any), anApproval(rule: .any)]
        let second = [anApproval(stage: 1), anApproval(stage: 1)]
        var request = try aRequest(.submitted, approvals: first + second)
        #expect(request.approvals.map(\.state) == [.requested, .requested, .waiting, .waiting])
        request = try after(.decide(approval: first[0].id, .approve, by: UUID(), comment: nil), request)
        #expect(request.approvals.map(\.state) == [.approved, .notRequired, .requested, .requested])
        request = try after(.decide(approval: second[0].id, .approve, by: UUID(), comment: nil), request)
        #expect(request.state == .waitingApproval)
        #expect(throws: Rejection.self) {
            try request.deciding(.decide(approval: second[0].id, .approve, by: UUID(), comment: nil), at: noon)
        }
        request = try after(.decide(approval: second[1].id, .approve, by: UUID(), comment: nil), request)
        #expect(request.state == .approved)
    }

    @Test func `nobody approves their own request, and a rejection says why`() throws {
        let request = try aRequest(.waitingApproval)
        for person in [request.order.requester, request.order.requestedFor] {
            #expect(throws: Rejection.self) {
                try request.deciding(.decide(approval: someApproval, .approve, by: person, comment: nil), at: noon)
            }
        }
        #expect(throws: Rejection.self) {
            try request.deciding(.decide(approval: someApproval, .reject, by: UUID(), comment: nil), at: noon)
        }
    }

    @Test func `other answers make earlier approvals void`() throws {
        let task = FulfilmentTask(id: UUID(), key: "order", title: "Order", team: team)
        let approved = try aRequest(.approved, tasks: [task])
        #expect(approved.tasks[0].state == .open)
        let request = try after(
            .revise(["a": .number(2)], approvals: [anApproval(round: 2)], promisedAt: noon), approved)
        #expect(request.approvals.map(\.state) == [.void, .requested])
        #expect(request.state == .waitingApproval && request.tasks[0].state == .blocked)
    }

    @Test func `what is cancelled leaves no task and no approval behind`() throws {
        let task = FulfilmentTask(id: UUID(), key: "order", title: "Order", team: team)
        let request = try after(.cancel(reason: "Not needed"), aRequest(.waitingApproval, tasks: [task]))
        #expect(request.tasks.map(\.state) == [.skipped])
        #expect(request.approvals.map(\.state) == [.notRequired])
    }

    @Test func `what is stored is read back the same`() throws {
        let request = try aRequest(
            .waitingApproval, tasks: [FulfilmentTask(id: UUID(), key: "a", title: "A", team: nil)])
        #expect(try JSONDecoder().decode(ServiceRequest.self, from: JSONEncoder().encode(request)) == request)
        #expect(ServiceRequest.beginning(UUID(), with: .begun, at: noon) == nil)
    }

    private func after(_ command: ServiceRequest.Command, _ request: ServiceRequest) throws -> ServiceRequest {
        try request.deciding(command, at: noon).reduce(request) { $0.applying($1, at: noon) }
    }
}
