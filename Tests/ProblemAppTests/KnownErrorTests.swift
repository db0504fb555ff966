import Chassis
import Contracts
import Foundation
import ProblemDomain
import Records
import Testing

@testable import ProblemApp

@Suite struct KnownErrorTests {
    private let cause = UUID()

    @Test func `a published workaround is announced with the cause and the linked incidents`() async throws {
        try await ProblemUnderTest.run { service in
            let problem = try await acceptedProblem(on: service)
            let draft = try await drafted(#""workaround":"Restart the pool.""#, on: service)
            #expect(draft.state == .draft)
            #expect(draft.summary == problem.summary)
            let _: KnownErrorView = try await service.post("known-errors/\(draft.number)/publish")
            let announced = try #require(try await service.announced(KnownErrorAnnounced.self).last)
            #expect(announced.state == "published")
            #expect(announced.workaround == "Restart the pool.")
            #expect(announced.problemNumber == problem.number)
            #expect(announced.causeItem == cause)
            #expect(announced.incidents.count == 3)
            #expect(announced.edition == 1)
            let known: ProblemView = try await service.get("problems/\(problem.number)")
            #expect(known.knownError?.number == draft.number)
        }
    }

    @Test func `an incident linked later is announced with the known error, an unlinked one no longer`() async throws {
        try await ProblemUnderTest.run { service in
            let problem = try await acceptedProblem(on: service)
            let draft = try await drafted(#""workaround":"Restart the pool.""#, on: service)
            let _: KnownErrorView = try await service.post("known-errors/\(draft.number)/publish")
            let elsewhere = anIncident(9, cause: nil)
            try await service.hear(elsewhere)
            let link = #"{"incident":"INC0000009"}"#
            let _: ProblemView = try await service.post("problems/\(problem.number)/link-incident", link)
            #expect(try await service.announced(KnownErrorAnnounced.self).last?.incidents.first == elsewhere.record)
            let _: ProblemView = try await service.post("problems/\(problem.number)/unlink-incident", link)
            let last = try #require(try await service.announced(KnownErrorAnnounced.self).last)
            #expect(!last.incidents.contains(elsewhere.record))
            #expect(last.state == "published")
        }
    }

    @Test func `a revision is a new edition, or says that there is none`() async throws {
        try await ProblemUnderTest.run { service in
            _ = try await acceptedProblem(on: service)
            let draft = try await drafted(#""workaround":"Restart the pool.""#, on: service)
            let path = "known-errors/\(draft.number)"
            let revised: KnownErrorView = try await service.post("\(path)/revise", #"{"workaround":"Fail over."}"#)
            #expect(revised.edition == 2)
            let same: KnownErrorView = try await service.post("\(path)/revise", #"{"workaround":"Fail over."}"#)
            #expect(same.version == revised.version)
            let none: KnownErrorView = try await service.post("\(path)/revise", #"{"noWorkaround":true}"#)
            #expect(none.workaround == nil)
            #expect(none.edition == 3)
            let both = try await service.refusal("\(path)/revise", #"{"workaround":"Wait.","noWorkaround":true}"#)
            #expect(both.field == "workaround")
        }
    }

    @Test func `before the analysis a known error needs a workaround, and there is one at a time`() async throws {
        try await ProblemUnderTest.run { service in
            _ = try await acceptedProblem(on: service)
            let bare = try await service.refusal("known-errors", #"{"problem":"PRB0000001","noWorkaround":true}"#)
            #expect(bare.code == "workaround_missing")
            let first = try await drafted(#""workaround":"Restart the pool.""#, on: service)
            let second = try await service.refusal("known-errors", #"{"problem":"PRB0000001","workaround":"Wait."}"#)
            #expect(second.code == "known_error_exists")
            let retired: KnownErrorView = try await service.post(
                "known-errors/\(first.number)/retire", #"{"reason":"It does not help."}"#)
            #expect(retired.state == .retired)
            #expect(try await drafted(#""workaround":"Wait.""#, on: service).state == .draft)
        }
    }

    @Test func `when its problem ends, a known error is retired`() async throws {
        try await ProblemUnderTest.run { service in
            let problem = try await acceptedProblem(on: service)
            let draft = try await drafted(#""workaround":"Restart the pool.""#, on: service)
            let _: KnownErrorView = try await service.post("known-errors/\(draft.number)/publish")
            let ended: ProblemView = try await service.post(
                "problems/\(problem.number)/cancel", #"{"reason":"Replaced."}"#)
            #expect(ended.knownError == nil)
            let known: KnownErrorView = try await service.get("known-errors/\(draft.number)")
            #expect(known.state == .retired)
            #expect(known.retirement == "\(problem.number) is cancelled.")
            let journal: JournalAnswer = try await service.get("known-errors/\(draft.number)/journal")
            #expect(journal.items.map(\.fact) == ["drafted", "published", "retired"])
        }
    }

    @Test func `a cause found elsewhere moves the reach`() async throws {
        try await ProblemUnderTest.run { service in
            let problem = try await acceptedProblem(on: service)
            let draft = try await drafted(#""workaround":"Restart the pool.""#, on: service)
            let network = UUID()
            try await service.keepItem(network, "switch-1")
            let _: ProblemView = try await service.post("problems/\(problem.number)/assess")
            let _: ProblemView = try await service.post("problems/\(problem.number)/analyse", "{}")
            let _: ProblemView = try await service.post(
                "problems/\(problem.number)/confirm-cause",
                "{\"text\":\"A switch.\",\"confidence\":\"confirmed\",\"causeItem\":\"\(network)\"}")
            let known: KnownErrorView = try await service.get("known-errors/\(draft.number)")
            #expect(known.causeItem?.name == "switch-1")
            let page: Page<KnownErrorLine> = try await service.get("known-errors?causeItem=\(network)")
            #expect(page.items.map(\.number) == [draft.number])
        }
    }

    private func acceptedProblem(on service: ProblemUnderTest) async throws -> ProblemView {
        for number in 1...3 { try await service.hear(anIncident(number, cause: cause)) }
        return try await service.post("problem-candidates/CAN0000001/accept", "{}")
    }

    private func drafted(_ workaround: String, on service: ProblemUnderTest) async throws -> KnownErrorView {
        try await service.post("known-errors", "{\"problem\":\"PRB0000001\",\(workaround)}")
    }
}
