import Foundation

/// Asks again and again until the answer is yes; throws what the operator should read when it takes too long.
func wait(
    atMost limit: Duration, for what: String, every pause: Duration = .milliseconds(50),
    until isReady: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !isReady() {
        guard ContinuousClock.now < deadline else {
            throw OperatorError("\(what) is not ready after \(limit.components.seconds) s.")
        }
        try await Task.sleep(for: pause)
    }
}
