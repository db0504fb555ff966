import AMQP
import Foundation
import Synchronization
import Testing

/// What a handler saw.
final class Log: Sendable {
    private let chunks = Mutex<[[Delivery]]>([])

    func note(_ chunk: [Delivery]) { chunks.withLock { $0.append(chunk) } }

    var chunkSizes: [Int] { chunks.withLock { $0.map(\.count) } }
    var deliveries: [Delivery] { chunks.withLock { $0.flatMap { $0 } } }
    var ids: [String] { deliveries.compactMap(\.message.messageID) }
    /// Each message once, in the order of its first arrival.
    var distinctIDs: [String] {
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted }
    }
}

/// Holds a handler until it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

func aMessage(_ id: String, body: String = "{}") -> Message { Message(messageID: id, body: Data(body.utf8)) }

/// Publications to a queue by its name, with ids `<prefix>0`, `<prefix>1` …
func publications(_ count: Int, to queue: String, _ prefix: String = "m", mandatory: Bool = true) -> [Publication] {
    (0..<count).map {
        Publication(exchange: "", routingKey: queue, mandatory: mandatory, message: aMessage("\(prefix)\($0)"))
    }
}

func acceptAll(_ chunk: [Delivery]) -> [Settlement] { chunk.map { _ in .accept } }

/// Set and read from anywhere.
final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .sequentiallyConsistent) }
    func set(_ new: Bool = true) { value.store(new, ordering: .sequentiallyConsistent) }
}
