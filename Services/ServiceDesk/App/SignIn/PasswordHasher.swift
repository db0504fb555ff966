import CArgon2
import Foundation

/// Hashes passwords with argon2id at OWASP's parameters, two at a time and away from the threads that serve requests.
final class PasswordHasher: Sendable {
    private static let memoryKiB: UInt32 = 19_456
    private static let passes: UInt32 = 2
    private static let lanes: UInt32 = 1
    private static let saltBytes = 16
    private static let hashBytes = 32
    /// At about a tenth of a second each, the last in line waits some five seconds.
    private static let longestLine = 100

    private static var prefix: String { "$argon2id$v=19$m=\(memoryKiB),t=\(passes),p=\(lanes)$" }

    /// Fits no password; checking it takes as long as checking a real one.
    static let nobody = prefix + String(repeating: "A", count: 22) + "$" + String(repeating: "A", count: 43)

    /// Too many passwords are waiting: the caller may try again shortly.
    struct Busy: Error {}

    /// The library refused to work, for want of memory.
    struct HashingFailed: Error { let reason: String }

    private let queue: OperationQueue

    init(atOnce: Int = 2) {
        queue = OperationQueue()
        queue.name = "passwords"
        queue.maxConcurrentOperationCount = atOnce
    }

    /// The password's hash with a new salt, as a PHC string that names its parameters. Throws `Busy` or `HashingFailed`.
    func hash(_ password: String) async throws -> String {
        try await queued { try Self.hash(Self.bytes(password)) }
    }

    /// Whether the password made this hash. Throws `Busy` or `HashingFailed`.
    func matches(_ password: String, _ hash: String) async throws -> Bool {
        try await queued { try Self.matches(Self.bytes(password), hash) }
    }

    /// Whether a hash was made with other parameters than today's.
    static func isOutdated(_ hash: String) -> Bool { !hash.hasPrefix(prefix) }

    private func queued<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard queue.operationCount < Self.longestLine else { throw Busy() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result(catching: work)) }
        }
    }

    /// One form for all ways to type the same characters (RFC 8265, OpaqueString).
    private static func bytes(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCanonicalMapping.utf8)
    }

    private static func hash(_ password: [UInt8]) throws -> String {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let length = argon2_encodedlen(passes, memoryKiB, lanes, UInt32(saltBytes), UInt32(hashBytes), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let status = argon2id_hash_encoded(
            passes, memoryKiB, lanes, password, password.count, salt, salt.count, hashBytes, &encoded, length)
        guard status == ARGON2_OK.rawValue else { throw failure(status) }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func matches(_ password: [UInt8], _ hash: String) throws -> Bool {
        let status = argon2id_verify(hash, password, password.count)
        if status == ARGON2_OK.rawValue { return true }
        guard status == ARGON2_VERIFY_MISMATCH.rawValue else { throw failure(status) }
        return false
    }

    private static func failure(_ status: Int32) -> HashingFailed {
        HashingFailed(reason: argon2_error_message(status).map { String(cString: $0) } ?? "argon2 error \(status)")
    }
}
