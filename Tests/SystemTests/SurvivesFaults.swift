import Chassis
import Foundation
import Synchronization
import TestSupport
import Testing

extension Stories {
    /// Whatever is killed at whatever moment: nothing accepted is lost, no effect happens twice.
    @Test(arguments: [1, 2])
    func `two thousand alerts survive the killing of everything`(copies: Int) async throws {
        try await SuiteUnderTest.run(copies: copies) { suite in
            try await suite.fortyItems()
            let accepted = Mutex(0)
            let load = Task { try await suite.post(2000, over: 40) { accepted.withLock { $0 += 1 } } }
            let killings = try await suite.killAtRandom(every: .milliseconds(600), while: load) {
                accepted.withLock(\.self)
            }
            try await load.value
            #expect(killings.count >= 5)
            try await eventually("Not every item has its incident.", within: .seconds(120)) {
                await suite.itemsIfAnswered("incidents?limit=200")?.count ?? 0 >= 40
            }
            let books = try await suite.verify()
            #expect(books.status == 0, "\(books.text)\nkilled: \(killings)")
            #expect(books.text.contains("2000 alert"), "\(books.text)")
            let incidents = try await suite.items("incidents?limit=200")
            #expect(incidents.count == 40)
            #expect(Set(incidents.compactMap { $0["cause"]?["name"]?.word }).count == 40)
        }
    }
}

extension SuiteUnderTest {
    /// Forty items that do not depend on each other, all under one service.
    fileprivate func fortyItems() async throws {
        try await ask("POST", "services", ["name": "Web shop", "criticality": 2, "valuePerHour": 1000])
        let model =
            "items:\n"
            + (0..<40).map { "  - {name: ci\($0), class: server, supports: [Web shop]}" }.joined(separator: "\n")
        try await eventually("Change never heard of the service.") {
            let path = access.gateway + "/api/v1/configuration-items/import"
            return try await HTTP.ask("POST", path, ["model": .text(model)], token: signedIn).status == 200
        }
        try await eventually("Event management never heard of the model.") {
            try await items("service-health").contains { $0["service"]?.word == "Web shop" }
        }
    }

    /// Posts each alert until it is accepted, as monitoring does that resends.
    fileprivate func post(
        _ count: Int, over items: Int, accepted: @escaping @Sendable () -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<8 {
                group.addTask {
                    for number in stride(from: lane, to: count, by: 8) {
                        try await eventually("An alert was never accepted.", within: .seconds(120)) {
                            (try? await alert("Check\(number / items)", on: "ci\(number % items)")) == 200
                        }
                        accepted()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Kills one process after the other with SIGKILL while the work goes on, each time once something was done again: a slow
    /// machine would otherwise start nothing in time. Answers whom.
    fileprivate func killAtRandom(
        every pause: Duration, while work: Task<Void, any Error>, done: @escaping @Sendable () -> Int
    ) async throws -> [String] {
        let isDone = Mutex(false)
        let watching = Task {
            _ = await work.result
            isDone.withLock { $0 = true }
        }
        var killed: [String] = []
        let spared: Set<String> = ["dienst", "gateway", "epmd"]
        while !isDone.withLock({ $0 }) || killed.count < 5 {
            try await Task.sleep(for: pause)
            let victims = try processes().filter { !spared.contains($0.key) }
            guard let victim = victims.randomElement() else { continue }
            kill(victim.value, SIGKILL)
            killed.append(victim.key)
            let before = done()
            try await eventually("Nothing is accepted any more.", within: .seconds(120)) {
                isDone.withLock { $0 } || done() > before
            }
        }
        await watching.value
        return killed
    }
}
