import Contracts
import Foundation
import HTTPTypes
import Logging
import Messaging
import Postgres
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct SigningKeyTests {
    @Test func `copies that start together make one key and each account once`() async throws {
        try await TestDatabase.run(DeskApp.migrationsInOrder) { database in
            let settings = try testSettings()
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 1...4 {
                    group.addTask {
                        let kit = Kit(settings: settings, database: database, logger: .silent)
                        try await DeskApp.assemble(kit).prepare()
                    }
                }
            }
            let counts = try await database.transaction { tx in
                try tx.first(
                    """
                    SELECT (SELECT count(*) FROM signing_key) AS keys, (SELECT count(*) FROM person) AS people,
                        (SELECT count(*) FROM outbox WHERE subject = \(SigningKeysAnnounced.subject)) AS told
                    """
                ) { [try $0.value("keys") as Int, try $0.value("people"), try $0.value("told")] }
            }
            #expect(counts == [1, 2, 1])
        }
    }

    @Test func `a second start leaves the first accounts as they are`() async throws {
        try await withDesk { desk in
            let other = try testSettings(["DIENST_ADMINISTRATOR_PASSWORD": "another password for Ada"])
            try await DeskApp.assemble(Kit(settings: other, database: desk.database, logger: .silent)).prepare()
            #expect(try await desk.signIn("Ada Admin", "another password for Ada").status == 401)
            #expect(try await desk.signIn("Ada Admin", TestDesk.administrator.password).status == 200)
        }
    }

    @Test func `after a rotation old tokens stay good until the longest has ended`() async throws {
        try await withDesk { desk in
            let old = try await desk.administratorToken()
            #expect(try await desk.ask(.post, "/api/v1/keys/rotate", as: old).status == 200)
            #expect(try await keyID(desk) == Self.keyID(of: old))
            try await desk.pass(60)
            #expect(try await keyID(desk) != Self.keyID(of: old))
            let new = try await desk.administratorToken()
            // Unknown keys are looked up once a second.
            for token in [old, new] {
                try await eventually("the token is good") {
                    try await desk.ask(.get, "/api/v1/teams", as: token).status == 200
                }
            }
            #expect(try await keys(desk) == 2)
            #expect(try await desk.sent(SigningKeysAnnounced.self).map(\.keys.count) == [1, 2])

            try await desk.pass(900)
            #expect(try await keys(desk) == 2)
            try await desk.pass(121)
            let runner = TimerRunner(database: desk.database, handlers: desk.assembly.timers, logger: .silent)
            #expect(try await runner.fireOne())
            #expect(try await keys(desk) == 1)
            #expect(try await desk.sent(SigningKeysAnnounced.self).map(\.keys.count) == [1, 2, 1])
        }
    }

    @Test func `only administrators rotate keys, and everybody may read them`() async throws {
        try await withDesk { desk in
            #expect(try await desk.ask(.post, "/api/v1/keys/rotate", as: desk.agentToken()).status == 403)
            let reply = try await desk.ask(.get, "/api/v1/keys")
            #expect(reply.status == 200)
            #expect(!"\(reply.json)".contains("PRIVATE"))
        }
    }

    /// The key that signs now.
    private func keyID(_ desk: TestDesk) async throws -> String? { Self.keyID(of: try await desk.agentToken()) }

    private static func keyID(of token: String) -> String? {
        let header = token.prefix { $0 != "." }
        let data = Data(base64Encoded: String(header) + String(repeating: "=", count: (4 - header.count % 4) % 4))
        return data.flatMap { try? JSONDecoder().decode([String: String].self, from: $0) }?["kid"]
    }

    private func keys(_ desk: TestDesk) async throws -> Int {
        guard case .list(let keys)? = try await desk.ask(.get, "/api/v1/keys").json["keys"] else { return 0 }
        return keys.count
    }
}
