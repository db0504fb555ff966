import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct CountTests {
    @Test func `every list has a counter that equals it, for whoever asks`() async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let rita = try await desk.requester("Rita", as: administrator)
            _ = try await desk.ask(.post, "/api/v1/teams", as: administrator, #"{"name":"Network"}"#)
            _ = try await desk.ask(
                .post, "/api/v1/contacts", as: desk.agentToken(),
                #"{"channel":"phone","person":"\#(rita.id)","summary":"It is slow"}"#)
            let counters = desk.assembly.api.endpoints.map(\.path).filter {
                $0.hasSuffix("/count") && !$0.contains("{")
            }
            #expect(counters.count >= 5)
            for counter in counters {
                for token in [administrator, rita.token] {
                    let list = try await desk.ask(.get, String(counter.dropLast(6)), as: token)
                    let count = try await desk.ask(.get, counter, as: token)
                    #expect(list.status == count.status, "\(counter)")
                    guard count.status == 200 else { continue }
                    #expect(count.json["count"] == .number(list.items.count), "\(counter)")
                    #expect(count.json["more"] == .boolean(false))
                }
            }
        }
    }

    @Test func `a counter takes the filters of its list and nothing else`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            #expect(try await desk.ask(.get, "/api/v1/people/count?agent=true", as: token).json["count"] == 2)
            #expect(try await desk.ask(.get, "/api/v1/people/count?q=axel", as: token).json["count"] == 1)
            #expect(try await desk.ask(.get, "/api/v1/people/count?limit=1", as: token)["field"] == "limit")
        }
    }
}
