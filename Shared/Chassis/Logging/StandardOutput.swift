import Glibc
import Synchronization

/// Whole lines on standard output, never mixed with one another.
enum StandardOutput {
    private static let lock = Mutex(())

    @Sendable static func write(_ line: String) {
        var line = line
        lock.withLock { _ in
            line.withUTF8 { bytes in
                var rest = UnsafeRawBufferPointer(bytes)
                while !rest.isEmpty {
                    let written = Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
                    if written < 0 && errno != EINTR { return }
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, written)))
                }
            }
        }
    }
}
