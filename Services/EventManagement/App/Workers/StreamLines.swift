import Foundation
import Synchronization

/// Lines of a stream on their way from the thread that reads to the database.
final class StreamLines: Sendable {
    /// Beyond so many bytes the reading thread waits, and so does the server.
    private static let most = 32 << 20
    /// A longer line ends the stream.
    private static let longest = 4 << 20

    private struct State {
        var lines: [Data] = []
        var rest = Data()
        var bytes = 0
        var isOpen = false
        var hasEnded = false
    }

    private let state = Mutex(State())

    /// Whether the server has ever said yes.
    var wasOpen: Bool { state.withLock(\.isOpen) }

    var hasEnded: Bool { state.withLock(\.hasEnded) }

    func open() { state.withLock { $0.isOpen = true } }

    func end() { state.withLock { $0.hasEnded = true } }

    /// Takes a piece; answers false for what is no stream of lines.
    func take(_ piece: Data) -> Bool {
        while state.withLock({ $0.bytes > Self.most && !$0.hasEnded }) { Thread.sleep(forTimeInterval: 0.05) }
        return state.withLock { state in
            var parts = (state.rest + piece).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            state.rest = Data(parts.popLast() ?? Data())
            for part in parts where !part.isEmpty {
                state.lines.append(Data(part))
                state.bytes += part.count
            }
            return state.rest.count <= Self.longest
        }
    }

    /// Waits until the server says yes; answers false when it ended before.
    func isOpened() async -> Bool {
        while true {
            let (isOpen, hasEnded) = state.withLock { ($0.isOpen, $0.hasEnded) }
            if isOpen || hasEnded || Task.isCancelled { return isOpen }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    /// What has come, collected for a moment; nil once the stream has ended and all is taken.
    func next(_ limit: (lines: Int, bytes: Int)) async -> Data? {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(200))
            let batch = state.withLock { state -> Data? in
                var (count, batch) = (0, Data())
                while count < min(limit.lines, state.lines.count), batch.count < limit.bytes {
                    batch += state.lines[count] + Data("\n".utf8)
                    state.bytes -= state.lines[count].count
                    count += 1
                }
                state.lines.removeFirst(count)
                return count == 0 ? (state.hasEnded ? nil : Data()) : batch
            }
            guard let batch else { return nil }
            if !batch.isEmpty { return batch }
        }
        return nil
    }
}
