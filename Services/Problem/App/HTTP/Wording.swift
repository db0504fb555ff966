import Records

extension String {
    /// The text without blanks around it. Throws `Invalid` naming the field when nothing is left or it is too long.
    func worded(_ field: String, atMost limit: Int) throws(Invalid) -> String {
        let text = trimmingPrefix { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        guard !text.isEmpty else { throw Invalid("Write something here.", field: field, code: "text_missing") }
        guard text.count <= limit else { throw Invalid("Write at most \(limit) characters.", field: field, code: "text_too_long") }
        return String(text)
    }
}

/// How long texts may be, in characters.
enum TextLimit {
    static let line = 200
    static let reason = 2_000
    static let text = 20_000
}
