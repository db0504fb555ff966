/// Words from outside as a pattern for ILIKE, in which they stand for themselves.
enum Search {
    static func pattern(_ words: String) -> String {
        let literal = words.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        return "%\(literal)%"
    }
}
