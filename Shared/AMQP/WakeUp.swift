import CSys
import Glibc

/// Lets any thread wake the one that waits for its connection.
final class WakeUp: Sendable {
    let descriptor: Int32

    init() {
        descriptor = csys_eventfd()
        precondition(descriptor >= 0, "No file descriptor left to wake a connection's thread.")
    }

    deinit { close(descriptor) }

    func signal() { csys_eventfd_signal(descriptor) }

    func drain() { csys_eventfd_drain(descriptor) }

    /// Blocks until signalled or the time is over.
    func wait(atMost limit: Duration) {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&watched, 1, limit.milliseconds) > 0 { drain() }
    }
}

extension Duration {
    /// Whole milliseconds for poll(), rounded up, never negative.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        let whole = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: max(0, whole))
    }
}
