import Foundation
import Logging
import Messaging
import Postgres
import Synchronization

/// The streams that this copy serves; every hint goes to each of them.
final class LiveHub: Sendable {
    private struct State {
        var streams: [ObjectIdentifier: LiveStream] = [:]
        /// What those who follow only their own are told once it is known whom it concerns.
        var unsorted: [LiveSorter.Hinted] = []
        /// The number of the last event; counts up as long as this copy runs.
        var event = 0
    }

    private let state = Mutex(State())
    private let pace: LiveStream.Pace

    init(pace: LiveStream.Pace = LiveStream.Pace()) {
        self.pace = pace
    }

    /// - Parameter again: the browser had a stream before, and may have missed something in between.
    /// - Parameter followsOwn: only records that concern the person, not everything.
    func open(session: UUID, person: UUID, followsOwn: Bool = false, again: Bool) -> LiveStream {
        let stream = LiveStream(session: session, person: person, followsOwn: followsOwn, pace: pace) {
            [weak self] stream in
            self?.state.withLock { $0.streams[ObjectIdentifier(stream)] = nil }
        }
        let event = state.withLock { state in
            state.streams[ObjectIdentifier(stream)] = stream
            state.event += again ? 1 : 0
            return state.event
        }
        if again { stream.reset(event) }
        return stream
    }

    func streams(of person: UUID) -> Int { streams(where: { $0.person == person }).count }

    var count: Int { state.withLock { $0.streams.count } }

    /// Whether no stream holds anything that its browser has not been given.
    var isTold: Bool { streams(where: { $0.isWaiting }).isEmpty }

    func heard(_ hints: [Hint]) {
        guard !hints.isEmpty else { return }
        let (first, streams) = state.withLock { state in
            defer { state.event += hints.count }
            return (state.event + 1, Array(state.streams.values))
        }
        for stream in streams where !stream.followsOwn { stream.add(hints, from: first) }
        guard streams.contains(where: \.followsOwn) else { return }
        let isTooMuch = state.withLock { state in
            state.unsorted += hints.map { LiveSorter.Hinted(hint: $0) }
            guard state.unsorted.count > LiveSorter.most else { return false }
            state.unsorted = []
            return true
        }
        if isTooMuch { for stream in streams where stream.followsOwn { stream.reset(first + hints.count - 1) } }
    }

    /// What is to be sorted by whom it concerns.
    func takeUnsorted() -> [LiveSorter.Hinted] {
        state.withLock { state in
            defer { state.unsorted = [] }
            return state.unsorted
        }
    }

    /// Tells those whom it concerns, and sorts the others again later.
    func told(_ sorted: [(hint: Hint, people: Set<UUID>)], later: [LiveSorter.Hinted]) {
        let (event, streams) = state.withLock { state in
            state.unsorted = later + state.unsorted
            state.event += sorted.count
            return (state.event - sorted.count, state.streams.values.filter(\.followsOwn))
        }
        for (offset, line) in sorted.enumerated() {
            for stream in streams where line.people.contains(stream.person) {
                stream.add([line.hint], from: event + offset + 1)
            }
        }
    }

    /// Tells these people alone.
    func tell(_ hint: Hint, to people: Set<UUID>) {
        let (event, streams) = state.withLock { state in
            state.event += 1
            return (state.event, state.streams.values.filter { people.contains($0.person) })
        }
        for stream in streams { stream.add([hint], from: event) }
    }

    /// Hints may have been lost on the way to this copy.
    func missed() {
        let (event, streams) = state.withLock { state in
            state.event += 1
            return (state.event, Array(state.streams.values))
        }
        for stream in streams { stream.reset(event) }
    }

    func end(session: UUID) {
        for stream in streams(where: { $0.session == session }) { stream.end() }
    }

    /// Sends heartbeats until cancelled.
    func beat() async {
        while !Task.isCancelled {
            for stream in streams(where: { _ in true }) { stream.beat() }
            do { try await Task.sleep(for: .seconds(1)) } catch { return }
        }
    }

    /// Ends streams whose session has ended elsewhere, or whose person may not follow any more, until cancelled.
    func guardSessions(_ sessions: KeepSessions, every pause: Duration = .seconds(5), logger: Logger) async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: pause)
                for own in [false, true] {
                    let open = Set(streams(where: { $0.followsOwn == own }).map(\.session))
                    guard !open.isEmpty else { continue }
                    let good = try await sessions.following(Array(open), everything: !own)
                    for session in open.subtracting(good) { end(session: session) }
                }
            } catch is CancellationError {
                return
            } catch {
                logger.debug("Streams could not be checked", metadata: ["error": "\(error)"])
            }
        }
    }

    private func streams(where matches: (LiveStream) -> Bool) -> [LiveStream] {
        state.withLock { $0.streams.values.filter(matches) }
    }
}
