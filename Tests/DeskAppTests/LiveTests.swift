import Contracts
import Foundation
import FoundationNetworking
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Messaging
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct LiveStreamTests {
    private func stream(_ pace: LiveStream.Pace = LiveStream.Pace()) -> LiveStream {
        LiveStream(session: UUID(), person: UUID(), pace: pace) { _ in }
    }

    @Test func `what happens to one record between two writings is told once, at its newest`() async throws {
        let stream = stream()
        let (first, second) = (UUID(), UUID())
        stream.add([hint(first, 1), hint(second, 4), hint(first, 3), hint(first, 2)], from: 7)
        let text = try #require(await stream.next())
        #expect(
            text == """
                retry: 1000

                id: 8
                data: {"topic":"incident","id":"\(second)","version":4}

                id: 10
                data: {"topic":"incident","id":"\(first)","version":3}


                """)
    }

    @Test func `there are at most four writings a second`() async throws {
        let stream = stream()
        let begin = ContinuousClock.now
        for event in 1...5 {
            stream.add([hint(UUID(), 1)], from: event)
            _ = await stream.next()
        }
        #expect(ContinuousClock.now - begin >= .seconds(1))
    }

    @Test func `a reader who is too slow is told to read everything again`() async throws {
        let stream = stream(LiveStream.Pace(rest: .zero, restAfterReset: .zero, capacity: 10))
        stream.add((1...11).map { hint(UUID(), $0) }, from: 1)
        stream.add([hint(UUID(), 1)], from: 12)
        #expect(await stream.next() == "retry: 1000\n\nevent: reset\nid: 11\ndata: {}\n\n")
        stream.add([hint(UUID(), 1)], from: 13)
        #expect(await stream.next()?.hasPrefix("id: 13\n") == true)
    }

    @Test func `silence is broken by a comment`() async throws {
        let stream = stream(LiveStream.Pace(rest: .zero, silence: .zero))
        _ = await stream.next()
        stream.beat()
        #expect(await stream.next()?.hasPrefix(": ") == true)
    }

    @Test func `one who waits is let go at the end`() async throws {
        let stream = stream()
        _ = await stream.next()
        async let waiting = stream.next()
        stream.end()
        #expect(await waiting == nil)
    }
}

@Suite struct LiveTests {
    @Test func `hints reach the browser until it signs out`() async throws {
        try await withLiveDesk { desk, hub in
            let begun = try await desk.begin()
            async let stream = desk.client.execute(uri: "/api/v1/live", method: .get, headers: [.cookie: begun.cookie])
            try await eventually { hub.count == 1 }
            let record = UUID()
            hub.heard([hint(record, 5)])
            try await eventually { hub.isTold }
            _ = try await desk.browse(.delete, "/api/v1/sessions/current", begun.cookie)
            let answer = try await stream
            #expect(answer.status == .ok && answer.headers[.contentType] == "text/event-stream")
            let text = String(buffer: answer.body)
            #expect(text.contains(#""id":"\#(record)","version":5"#))
            #expect(hub.count == 0)
        }
    }

    @Test func `a browser that comes again is told that it may have missed something`() async throws {
        try await withLiveDesk { desk, hub in
            let begun = try await desk.begin()
            let headers = HTTPFields(["Cookie": begun.cookie, "Last-Event-ID": "17"])
            async let stream = desk.client.execute(uri: "/api/v1/live", method: .get, headers: headers)
            try await eventually { hub.count == 1 && hub.isTold }
            _ = try await desk.browse(.delete, "/api/v1/sessions/current", begun.cookie)
            #expect(String(buffer: try await stream.body).hasPrefix("retry: 1000\n\nevent: reset\n"))
        }
    }

    @Test func `without a session there is nothing to follow`() async throws {
        try await withLiveDesk { desk, _ in
            let refused = try await desk.browse(.get, "/api/v1/live", "dienst_session=nothing")
            #expect(refused.status == 401)
        }
    }

    @Test func `a requester is told of what concerns them, and of nothing else`() async throws {
        try await withLiveDesk { desk, hub in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let (hers, foreign, unknown) = (UUID.v7(), UUID.v7(), UUID.v7())
            try await desk.receive(Announced.incident(hers, .new, requester: UUID(uuidString: rita.id)), sequence: 2)
            try await desk.receive(Announced.incident(foreign, .new, requester: UUID()), sequence: 2)
            try await desk.receive(Announced.problem(unknown), sequence: 2)
            let begun = try await desk.begin("Rita", password: "a password of Rita!")
            async let stream = desk.client.execute(uri: "/api/v1/live", method: .get, headers: [.cookie: begun.cookie])
            try await eventually { hub.count == 1 }
            let sorter = LiveSorter(hub: hub, database: desk.database, logger: .silent)
            hub.heard([hint(foreign, 2), hint(hers, 3), hint(unknown, 2), hint(UUID(), 1)])
            await sorter.sort()
            // Of the third change nothing is known here yet: the page would read the second.
            #expect(hub.takeUnsorted().count == 2)
            hub.heard([hint(foreign, 2), hint(hers, 2)])
            await sorter.sort()
            try await eventually { hub.isTold }
            _ = try await desk.browse(.delete, "/api/v1/sessions/current", begun.cookie)
            let text = String(buffer: try await stream.body)
            #expect(text.contains("\(hers)") && !text.contains("\(foreign)") && !text.contains("\(unknown)"))
        }
    }

    @Test func `a browser that goes is noticed at once`() async throws {
        try await withLiveDesk { desk, hub in
            let cookie = try await desk.begin().cookie
            let port = try #require(desk.client.port)
            var request = URLRequest(url: try #require(URL(string: "http://localhost:\(port)/api/v1/live")))
            request.setValue(cookie, forHTTPHeaderField: "Cookie")
            let session = URLSession(configuration: .ephemeral)
            session.dataTask(with: request).resume()
            try await eventually { hub.count == 1 }
            session.invalidateAndCancel()
            try await eventually("The stream outlived its reader.", within: .seconds(10)) { hub.count == 0 }
        }
    }

    @Test func `one who takes nothing is given up`() async throws {
        let source = EndlessWords()
        var api = API(service: "desk", title: "", version: "1")
        api.raw(.get, "/live", "Follow", for: .anyone, answers: "text/event-stream") { call in
            call.events(patience: .seconds(1)) { source }
        }
        let router = try api.router(authenticator: TokenVerifier())
        try await Application(router: router, logger: .silent).test(.ahc(.http)) { client in
            let socket = try StuckReader(port: try #require(client.port), asking: "/live")
            try await eventually("The stream outlived its reader's silence.") { source.isEnded }
            socket.close()
        }
    }

    @Test func `sessions that ended elsewhere end their streams`() async throws {
        try await withLiveDesk { desk, hub in
            let begun = try await desk.begin()
            async let stream = desk.client.execute(uri: "/api/v1/live", method: .get, headers: [.cookie: begun.cookie])
            try await eventually { hub.count == 1 }
            let kept = try sessions(in: desk.database)
            let keeper = Task { await hub.guardSessions(kept, every: .milliseconds(20), logger: .silent) }
            _ = try await desk.database.transaction { try $0.execute("UPDATE person SET state = 'inactive'") }
            #expect(try await stream.status == .ok)
            keeper.cancel()
        }
    }

    @Test func `a copy that stops ends its streams`() async throws {
        let streams = try await withLiveDesk { desk, hub in
            let cookie = try await desk.begin().cookie
            let client = desk.client
            let stream = Task {
                try await client.execute(uri: "/api/v1/live", method: .get, headers: [.cookie: cookie])
            }
            try await eventually { hub.count == 1 }
            return stream
        }
        _ = await streams.result
    }
}

/// A client that asks and then reads nothing.
private struct StuckReader {
    private let descriptor: Int32

    init(port: Int, asking path: String) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        try #require(write(descriptor, request, request.count) == request.count)
    }

    func close() { _ = Glibc.close(descriptor) }
}

private func hint(_ record: UUID, _ sequence: Int) -> Hint {
    Hint(topic: "incident", record: record, sequence: sequence)
}

private func sessions(in database: Database) throws -> KeepSessions {
    let settings = try testSettings()
    return KeepSessions(
        database: database,
        signIn: SignIn(
            database: database, settings: settings.signIn, hasher: PasswordHasher(),
            secondFactors: SecondFactors(key: SealingKeys(nil), demand: .none), logger: .silent),
        settings: settings.sessions)
}

/// A desk behind a real server, with its hub at hand.
private func withLiveDesk<R: Sendable>(
    _ test: @Sendable @escaping (TestDesk, LiveHub) async throws -> R
) async throws -> R {
    try await TestDatabase.run(DeskApp.migrationsInOrder) { database in
        let kit = Kit(settings: try testSettings(), database: database, logger: .silent)
        var assembly = try await DeskApp.assemble(kit)
        try await assembly.prepare()
        let hub = LiveHub()
        var api = API(service: "desk", title: "", version: "1")
        let kept = try sessions(in: database)
        SessionRoutes(sessions: kept, hub: hub).add(to: &api)
        LiveRoutes(sessions: kept, hub: hub).add(to: &api)
        let signIn = kept.signIn
        SignInRoutes(database: database, signIn: signIn, keys: SigningKeys(settings: signIn.settings)).add(to: &api)
        PeopleRoutes(
            database: database, passwords: SetPassword(database: database, hasher: signIn.hasher)
        ).add(to: &api)
        assembly.api = api
        let router = try api.router(authenticator: KeyRing(database: database, keys: assembly.keys))
        let ready = assembly
        return try await Application(router: router, logger: .silent).test(.ahc(.http)) { client in
            try await test(TestDesk(database: database, assembly: ready, client: client), hub)
        }
    }
}

/// Always has more to say than any socket buffer takes.
private final class EndlessWords: EventSource {
    private let ended = Mutex(false)
    private let words = String(repeating: "data: word\n\n", count: 100_000)

    var isEnded: Bool { ended.withLock { $0 } }

    func next() async -> String? { isEnded ? nil : words }
    func end() { ended.withLock { $0 = true } }
}
