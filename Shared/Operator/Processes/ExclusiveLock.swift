import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Held while a supervisor works in a folder; the system lets go of it however the process ends.
final class ExclusiveLock: Sendable {
    private let descriptor: Int32

    /// Throws when another process holds it.
    init(_ file: URL) throws {
        descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw OperatorError("Cannot open \(file.path): \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw OperatorError(
                "Dienst already runs in \(file.deletingLastPathComponent().deletingLastPathComponent().path).")
        }
    }

    deinit {
        close(descriptor)
    }
}
