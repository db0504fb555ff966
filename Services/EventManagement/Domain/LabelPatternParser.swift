import Foundation
import Records

/// The parts of a regular expression.
indirect enum PatternPart {
    case nothing
    case one(CharacterRange)
    case row([PatternPart])
    case either([PatternPart])
    case times(PatternPart, least: Int, most: Int?)
    case check(LabelPattern.Place)
}

/// Reads RE2's syntax, as far as labels need it: no named Unicode classes, and nothing that looks back.
struct LabelPatternParser {
    private struct Flags { var ignoresCase = false, dotTakesLines = false, isMultiline = false }

    private let characters: [Unicode.Scalar]
    private var at = 0
    private var depth = 0
    private var flags = Flags()

    init(_ text: String) { characters = Array(text.unicodeScalars) }

    mutating func pattern() throws(Invalid) -> PatternPart {
        let part = try alternatives()
        guard at == characters.count else { throw Invalid("unexpected )") }
        return part
    }

    private var next: Unicode.Scalar? { at < characters.count ? characters[at] : nil }

    private mutating func take() throws(Invalid) -> Unicode.Scalar {
        guard let next else { throw Invalid("the pattern ends too early") }
        at += 1
        return next
    }

    private mutating func takes(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard characters[at...].starts(with: wanted) else { return false }
        at += wanted.count
        return true
    }

    private mutating func alternatives() throws(Invalid) -> PatternPart {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 50 else { throw Invalid("it is nested deeper than 50 levels") }
        let outer = flags
        defer { flags = outer }
        var all = [try row()]
        while takes("|") { all.append(try row()) }
        return all.count == 1 ? all[0] : .either(all)
    }

    private mutating func row() throws(Invalid) -> PatternPart {
        var parts: [PatternPart] = []
        while let next, next != "|", next != ")" { parts.append(try repeated(try atom())) }
        return parts.count == 1 ? parts[0] : .row(parts)
    }

    private mutating func repeated(_ part: PatternPart) throws(Invalid) -> PatternPart {
        guard let (least, most) = try counts() else { return part }
        // Lazy or not, the whole text matches the same.
        _ = takes("?")
        if try counts() != nil { throw Invalid("invalid nested repetition operator") }
        return .times(part, least: least, most: most)
    }

    private mutating func counts() throws(Invalid) -> (Int, Int?)? {
        if takes("*") { return (0, nil) }
        if takes("+") { return (1, nil) }
        if takes("?") { return (0, 1) }
        guard next == "{" else { return nil }
        let back = at
        at += 1
        guard let least = number() else {
            at = back
            return nil
        }
        var most: Int? = least
        if takes(",") { most = number() }
        guard takes("}") else {
            at = back
            return nil
        }
        guard least <= 1000, (most ?? least) <= 1000, (most ?? least) >= least else {
            throw Invalid("invalid repeat count")
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let next, CharacterRange.digit.contains(next.value), digits.count < 6 {
            digits.unicodeScalars.append(next)
            at += 1
        }
        return Int(digits)
    }

    private mutating func atom() throws(Invalid) -> PatternPart {
        let character = try take()
        switch character {
        case "(": return try group()
        case "[": return .one(cased(try set()))
        case ".": return .one(flags.dotTakesLines ? CharacterRange([0...0x10FFFF]) : negated(.newline))
        case "^": return .check(flags.isMultiline ? .lineBegin : .begin)
        case "$": return .check(flags.isMultiline ? .lineEnd : .end)
        case "*", "+", "?": throw Invalid("missing argument to repetition operator: \(character)")
        case "\\": return try escaped()
        case "{" where isCount: throw Invalid("missing argument to repetition operator: {")
        default: return .one(cased(CharacterRange(String(character))))
        }
    }

    private var isCount: Bool { next.map { CharacterRange.digit.contains($0.value) } ?? false }

    private mutating func group() throws(Invalid) -> PatternPart {
        let outer = flags
        if takes("?") {
            if takes("P<") || takes("<") {
                while try take() != ">" {}
            } else if !(try setFlags()) {
                return .nothing
            }
        }
        let part = try alternatives()
        flags = outer
        guard takes(")") else { throw Invalid("missing closing )") }
        return part
    }

    /// `i`, `s`, `m`, `-i`, then `:` for this group, or `)` for the rest of the one around it: then it answers false.
    private mutating func setFlags() throws(Invalid) -> Bool {
        var isOn = true
        while true {
            switch try take() {
            case ":": return true
            case ")": return false
            case "-": isOn = false
            case "i": flags.ignoresCase = isOn
            case "s": flags.dotTakesLines = isOn
            case "m": flags.isMultiline = isOn
            case "U": break
            default: throw Invalid("invalid or unsupported Perl syntax")
            }
        }
    }

    private func cased(_ range: CharacterRange) -> CharacterRange { flags.ignoresCase ? range.ignoringCase : range }

    private func negated(_ range: CharacterRange) -> CharacterRange {
        CharacterRange(range.ranges, isNegated: !range.isNegated)
    }

    private mutating func escaped() throws(Invalid) -> PatternPart {
        let character = try take()
        switch character {
        case "A": return .check(.begin)
        case "z": return .check(.end)
        case "b": return .check(.boundary)
        case "B": return .check(.noBoundary)
        default: return .one(cased(try escapedSet(character)))
        }
    }

    /// What follows a backslash, as a set.
    private mutating func escapedSet(_ character: Unicode.Scalar) throws(Invalid) -> CharacterRange {
        switch character {
        case "d": return .digit
        case "D": return negated(.digit)
        case "w": return .word
        case "W": return negated(.word)
        case "s": return .space
        case "S": return negated(.space)
        case "n": return .newline
        case "t": return CharacterRange("\t")
        case "r": return CharacterRange("\r")
        case "f": return CharacterRange([0x0C...0x0C])
        case "v": return CharacterRange([0x0B...0x0B])
        case "x": return try hexadecimal()
        default:
            let isPlain = character.isASCII && !CharacterRange.named["alnum", default: .word].contains(character.value)
            guard isPlain else { throw Invalid("invalid escape sequence: \\\(character)") }
            return CharacterRange(String(character))
        }
    }

    private mutating func hexadecimal() throws(Invalid) -> CharacterRange {
        var digits = ""
        if takes("{") {
            while let next, next != "}" {
                digits.unicodeScalars.append(next)
                at += 1
            }
            guard takes("}") else { throw Invalid("invalid escape sequence: \\x{") }
        } else {
            for _ in 0..<2 { digits.unicodeScalars.append(try take()) }
        }
        guard let value = UInt32(digits, radix: 16), value <= 0x10FFFF else {
            throw Invalid("invalid escape sequence: \\x\(digits)")
        }
        return CharacterRange([value...value])
    }

    private mutating func set() throws(Invalid) -> CharacterRange {
        let isNegated = takes("^")
        var ranges: [ClosedRange<UInt32>] = []
        if takes("]") { ranges.append(0x5D...0x5D) }
        while !takes("]") {
            guard next != nil else { throw Invalid("missing closing ]") }
            ranges += try member()
        }
        return CharacterRange(ranges, isNegated: isNegated)
    }

    private mutating func member() throws(Invalid) -> [ClosedRange<UInt32>] {
        if takes("[:") { return try named() }
        let low = try single()
        guard next == "-", at + 1 < characters.count, characters[at + 1] != "]" else { return low.plain }
        at += 1
        let high = try single()
        guard let first = low.ranges.first, let last = high.ranges.first, low.ranges.count == 1,
            first.upperBound <= last.lowerBound
        else { throw Invalid("invalid character class range") }
        return [first.lowerBound...last.upperBound]
    }

    private mutating func single() throws(Invalid) -> CharacterRange {
        let character = try take()
        return character == "\\" ? try escapedSet(try take()) : CharacterRange(String(character))
    }

    private mutating func named() throws(Invalid) -> [ClosedRange<UInt32>] {
        let isNegated = takes("^")
        var name = ""
        while !takes(":]") { name.unicodeScalars.append(try take()) }
        guard let range = CharacterRange.named[name] else { throw Invalid("invalid character class range: \(name)") }
        return isNegated ? negated(range).plain : range.ranges
    }
}
