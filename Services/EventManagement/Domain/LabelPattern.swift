import Foundation
import Records

/// A regular expression as RE2 writes them, always for a whole text. It takes time in proportion to the text, whoever wrote it.
package struct LabelPattern: Equatable, Sendable {
    package let text: String
    private let program: [Step]

    /// One step of a machine that follows all possibilities at once.
    enum Step: Equatable, Sendable {
        case one(CharacterRange)
        case split(Int, Int)
        case jump(Int)
        case check(Place)
        case accept
    }

    /// What holds between two characters.
    enum Place: Equatable, Sendable { case begin, end, lineBegin, lineEnd, boundary, noBoundary }

    /// Throws `Invalid` saying what cannot be understood.
    package init(_ text: String) throws(Invalid) {
        guard text.utf8.count <= 2000 else { throw Invalid("a pattern has at most 2000 bytes") }
        var parser = LabelPatternParser(text)
        var compiler = LabelPatternCompiler()
        try compiler.add(try parser.pattern())
        program = compiler.steps + [.accept]
        self.text = text
    }

    package static func == (a: LabelPattern, b: LabelPattern) -> Bool { a.text == b.text }

    package func matches(_ text: String) -> Bool {
        let characters = Array(text.unicodeScalars)
        var threads = Threads(steps: program.count)
        follow(0, at: 0, characters, &threads)
        for (index, character) in characters.enumerated() {
            guard !threads.list.isEmpty else { return false }
            var next = Threads(steps: program.count)
            for step in threads.list {
                guard case .one(let range) = program[step], range.contains(character.value) else { continue }
                follow(step + 1, at: index + 1, characters, &next)
            }
            threads = next
        }
        return threads.list.contains { program[$0] == .accept }
    }

    private struct Threads {
        var list: [Int] = []
        private var seen: [Bool]

        init(steps: Int) { seen = Array(repeating: false, count: steps) }

        /// Answers false for a step that was visited already.
        mutating func visit(_ step: Int) -> Bool {
            defer { seen[step] = true }
            return !seen[step]
        }
    }

    private func follow(_ first: Int, at index: Int, _ characters: [Unicode.Scalar], _ threads: inout Threads) {
        var open = [first]
        while let step = open.popLast() {
            guard threads.visit(step) else { continue }
            switch program[step] {
            case .jump(let target): open.append(target)
            case .split(let a, let b): open += [b, a]
            case .check(let place): if Self.holds(place, at: index, characters) { open.append(step + 1) }
            case .one, .accept: threads.list.append(step)
            }
        }
    }

    private static func holds(_ place: Place, at index: Int, _ characters: [Unicode.Scalar]) -> Bool {
        let before = index > 0 ? characters[index - 1] : nil
        let after = index < characters.count ? characters[index] : nil
        let isBoundary = isWord(before) != isWord(after)
        return switch place {
        case .begin: before == nil
        case .end: after == nil
        case .lineBegin: before == nil || before == "\n"
        case .lineEnd: after == nil || after == "\n"
        case .boundary: isBoundary
        case .noBoundary: !isBoundary
        }
    }

    private static func isWord(_ character: Unicode.Scalar?) -> Bool {
        character.map { CharacterRange.word.contains($0.value) } ?? false
    }
}

/// A set of characters.
struct CharacterRange: Equatable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ character: UInt32) -> Bool { ranges.contains { $0.contains(character) } != isNegated }

    init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    init(_ text: String) { self.init(text.unicodeScalars.map { $0.value...$0.value }) }

    static let digit = CharacterRange([0x30...0x39])
    static let word = CharacterRange([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = CharacterRange([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
    static let newline = CharacterRange([0x0A...0x0A])

    static let named: [String: CharacterRange] = [
        "alnum": CharacterRange([0x30...0x39, 0x41...0x5A, 0x61...0x7A]), "digit": digit, "word": word,
        "alpha": CharacterRange([0x41...0x5A, 0x61...0x7A]), "lower": CharacterRange([0x61...0x7A]),
        "upper": CharacterRange([0x41...0x5A]), "space": CharacterRange([0x09...0x0D, 0x20...0x20]),
        "xdigit": CharacterRange([0x30...0x39, 0x41...0x46, 0x61...0x66]), "blank": CharacterRange(" \t"),
        "punct": CharacterRange([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
    ]

    /// The same without this set's own sign, for a set inside a set.
    var plain: [ClosedRange<UInt32>] {
        guard isNegated else { return ranges }
        var gaps: [ClosedRange<UInt32>] = []
        var from: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > from { gaps.append(from...range.lowerBound - 1) }
            from = max(from, range.upperBound + 1)
        }
        return gaps + [from...0x10FFFF]
    }

    /// With the other case of each ASCII letter.
    var ignoringCase: CharacterRange {
        var all = ranges
        for range in ranges {
            for (letters, shift) in [(UInt32(0x41)...0x5A, 32), (UInt32(0x61)...0x7A, -32)]
            where range.overlaps(letters) {
                let both = range.clamped(to: letters)
                all.append(UInt32(Int(both.lowerBound) + shift)...UInt32(Int(both.upperBound) + shift))
            }
        }
        return CharacterRange(all, isNegated: isNegated)
    }
}
