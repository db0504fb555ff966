import Chassis
import Foundation
import Messaging
import Synchronization

/// One browser's stream: hints wait here until it takes them, several about one record as one.
final class LiveStream: EventSource {
    struct Pace: Sendable {
        /// The shortest time between two writings.
        var rest = Duration.milliseconds(250)
        /// The same after a reset: the page reads everything again.
        var restAfterReset = Duration.seconds(2)
        /// A comment is sent after so long a silence, so that nobody takes the stream for dead.
        var silence = Duration.seconds(15)
        /// Records that can wait; one more, and the page is told to read everything again.
        var capacity = 500
    }

    let session: UUID
    let person: UUID
    /// Whether only records that concern the person are followed, as by requesters.
    let followsOwn: Bool
    private let pace: Pace
    private let onEnd: @Sendable (LiveStream) -> Void
    private let state: Mutex<State>

    fileprivate struct Record: Hashable {
        let topic: String
        let id: UUID
    }

    fileprivate struct State {
        var waiting: [Record: (event: Int, sequence: Int)] = [:]
        /// The event that says: read everything again.
        var reset: Int?
        /// Sent as it is: the beginning, heartbeats.
        var words: String
        var isEnded = false
        var sleeper: CheckedContinuation<Void, Never>?
        var nextWriting = ContinuousClock.now
        var lastWriting = ContinuousClock.now

        var isDue: Bool { isEnded || reset != nil || !words.isEmpty || !waiting.isEmpty }
    }

    init(
        session: UUID, person: UUID, followsOwn: Bool = false, pace: Pace = Pace(),
        onEnd: @escaping @Sendable (LiveStream) -> Void
    ) {
        self.session = session
        self.person = person
        self.followsOwn = followsOwn
        self.pace = pace
        self.onEnd = onEnd
        state = Mutex(State(words: "retry: 1000\n\n"))
    }

    /// Takes hints whose events are numbered from `first` on.
    func add(_ hints: [Hint], from first: Int) {
        change { state in
            guard state.reset == nil else { return }
            for (offset, hint) in hints.enumerated() {
                let record = Record(topic: hint.topic, id: hint.record)
                let known = state.waiting[record]?.sequence ?? 0
                state.waiting[record] = (first + offset, max(known, hint.sequence))
            }
            if state.waiting.count > pace.capacity { state.startAnew(first + hints.count - 1) }
        }
    }

    /// Something may have been missed: the page shall read everything again.
    func reset(_ event: Int) { change { $0.startAnew(event) } }

    /// Says that the stream lives, if it has been silent for long.
    func beat() {
        change { state in
            guard ContinuousClock.now - state.lastWriting >= pace.silence, !state.isDue else { return }
            state.words = ": still here\n\n"
        }
    }

    /// Whether something waits to be written.
    var isWaiting: Bool { state.withLock { $0.isDue } }

    func end() {
        change { $0.isEnded = true }
        onEnd(self)
    }

    func next() async -> String? {
        while true {
            await somethingDue()
            let rest = state.withLock { $0.isEnded ? .zero : $0.nextWriting - .now }
            guard rest > .zero else { break }
            // Cancelled, the stream has ended, and the next look sees it.
            do { try await Task.sleep(for: rest) } catch { return nil }
        }
        return state.withLock { state in state.isEnded ? nil : state.take(pace) }
    }

    private func somethingDue() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    if !state.isDue { state.sleeper = continuation }
                    return state.isDue
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            end()
        }
    }

    private func change(_ change: (inout State) -> Void) {
        let sleeper = state.withLock { state in
            if !state.isEnded { change(&state) }
            guard state.isDue else { return nil as CheckedContinuation<Void, Never>? }
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }
}

extension LiveStream.State {
    fileprivate mutating func startAnew(_ event: Int) {
        waiting = [:]
        reset = event
    }

    /// Everything that waits, as text for the wire.
    fileprivate mutating func take(_ pace: LiveStream.Pace) -> String {
        var text = words
        if let reset { text += "event: reset\nid: \(reset)\ndata: {}\n\n" }
        for (record, hint) in waiting.sorted(by: { $0.value.event < $1.value.event }) {
            // The id is written as in the bodies of the API, so that a page can compare the two.
            text += "id: \(hint.event)\n"
            text += #"data: {"topic":"\#(record.topic)","id":"\#(record.id)","version":\#(hint.sequence)}"# + "\n\n"
        }
        lastWriting = .now
        nextWriting = lastWriting + (reset == nil ? pace.rest : pace.restAfterReset)
        (words, reset, waiting) = ("", nil, [:])
        return text
    }
}
