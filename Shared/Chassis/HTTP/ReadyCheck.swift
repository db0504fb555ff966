/// Something a service cannot work without, asked for by `/health/ready`.
package struct ReadyCheck: Sendable {
    package let name: String
    let isReady: @Sendable () async -> Bool

    package init(_ name: String, _ isReady: @escaping @Sendable () async -> Bool) {
        self.name = name
        self.isReady = isReady
    }
}

/// What `/health/live` and `/health/ready` say.
struct Health: Codable, Sendable {
    let status: String
    /// By name, whether each thing needed is there.
    let checks: [String: Bool]
}
