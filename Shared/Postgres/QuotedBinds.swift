extension SQL {
    /// Whether a value was interpolated inside quotes or a comment, where PostgreSQL would silently read `$1` as text.
    var hasQuotedBind: Bool {
        var place = Place.code
        for fragment in fragments.dropLast() {
            for character in fragment.unicodeScalars { place.read(character) }
            switch place {
            case .code, .dash: place = .code
            case .quote, .comment: return true
            }
        }
        return false
    }

    private enum Place {
        case code, dash, quote, comment

        mutating func read(_ character: Unicode.Scalar) {
            switch (self, character) {
            case (.code, "'"), (.dash, "'"): self = .quote
            case (.quote, "'"), (.comment, "\n"): self = .code
            case (.code, "-"): self = .dash
            case (.dash, "-"): self = .comment
            case (.dash, _): self = .code
            default: break
            }
        }
    }
}
