/// One setting that cannot be used.
package struct SettingsMistake: Error, Equatable, Sendable {
    package let name: String
    /// What is wrong, never repeating the value of a secret.
    package let wrong: String
    package let expected: String
}

/// Everything that is wrong with the environment, told at once so that one start is enough to mend it.
package struct SettingsMistakes: Error, Equatable, Sendable, CustomStringConvertible {
    package let mistakes: [SettingsMistake]

    package var description: String {
        let lines = mistakes.map { "  \($0.name) \($0.wrong); expected \($0.expected)" }
        return "The settings cannot be used:\n" + lines.joined(separator: "\n")
    }
}

/// One setting as it was understood, for the line a service logs at start.
package struct ReadSetting: Equatable, Sendable {
    package let name: String
    /// Dots for a secret.
    package let value: String
    package let isDefault: Bool
    package let meaning: String
}
