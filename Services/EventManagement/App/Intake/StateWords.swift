import EventDomain

/// Words that sources say for firing and over.
enum StateWords {
    static let clearing: Set<String> = [
        "resolved", "cleared", "clear", "ok", "recovered", "recovery", "closed", "normal", "inactive", "up", "resolve",
        "passing", "success", "close",
    ]
    static let raising: Set<String> = [
        "firing", "raised", "open", "opened", "alerting", "active", "problem", "triggered", "trigger", "down",
        "critical", "warning", "error", "failed", "degraded", "alarm", "fired", "failing", "failure", "raise",
        "unreachable", "unknown", "created", "activated",
    ]

    /// Nil for a word that is none.
    static func action(_ word: String) -> Event.Action? {
        let word = word.lowercased()
        return clearing.contains(word) ? .clear : raising.contains(word) ? .raise : nil
    }
}
