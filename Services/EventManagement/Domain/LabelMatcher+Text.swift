import Foundation
import Records

extension LabelMatcher {
    /// As it is written in filters: `host="db1"`, `alertname=~Disk.*`, the value in quotes or without. Throws `Invalid` in the
    /// words of Alertmanager.
    package init(parsing text: String) throws(Invalid) {
        let operators: [(String, isRegex: Bool, isEqual: Bool)] = [
            ("=~", true, true), ("!~", true, false), ("!=", false, false), ("=", false, true),
        ]
        let bad = Invalid("bad matcher format: \(text.prefix(200))")
        guard let start = text.firstIndex(where: { $0 == "=" || $0 == "!" }),
            let found = operators.first(where: { text[start...].hasPrefix($0.0) })
        else { throw bad }
        let name = text[..<start].trimmingCharacters(in: .whitespacesAndNewlines)
        guard LabelMatcher.isName(name) else { throw bad }
        let given = text[start...].dropFirst(found.0.count).trimmingCharacters(in: .whitespacesAndNewlines)
        let value = try LabelMatcher.unquoted(given)
        self.init(name: name, value: value, isRegex: found.isRegex, isEqual: found.isEqual)
        if isRegex { try LabelMatcher.checkPattern(value) }
    }

    /// Letters, digits, `_` and what newer editions allow beside them; never what would read as an operator.
    package static func isName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, name.utf8.count <= 200 else { return false }
        return !CharacterRange.digit.contains(first.value)
            && name.unicodeScalars.allSatisfy { character in
                CharacterRange.word.contains(character.value) || ":.-/".unicodeScalars.contains(character)
                    || !character.isASCII
            }
    }

    package static func checkPattern(_ value: String) throws(Invalid) {
        do throws(Invalid) {
            _ = try LabelPattern(value)
        } catch {
            throw Invalid("error parsing regexp: \(error.message): `^(?:\(value.prefix(200)))$`", field: "value")
        }
    }

    private static func unquoted(_ given: String) throws(Invalid) -> String {
        let stray = Invalid("matcher value contains unescaped double quote: \(given.prefix(200))")
        let isQuoted = given.hasPrefix("\"")
        var (value, isEscaped, isClosed) = ("", false, false)
        for character in isQuoted ? given.dropFirst() : given[...] {
            guard !isClosed else { throw stray }
            if isEscaped {
                isEscaped = false
                value += character == "n" ? "\n" : "\"\\".contains(character) ? String(character) : "\\\(character)"
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                guard isQuoted else { throw stray }
                isClosed = true
            } else {
                value.append(character)
            }
        }
        guard isQuoted == isClosed else { throw stray }
        return isEscaped ? value + "\\" : value
    }
}
