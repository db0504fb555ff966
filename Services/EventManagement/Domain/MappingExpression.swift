import Records

/// What stands at a place in JSON: a path `$.monitor.tags[0]`, a constant, or a text with paths in it, `{{$.a}} on {{$.b}}`.
///
/// `a || b` is b when a is nothing. `$^` begins at the whole body where `$` is one element of a list. Steps are `.name`,
/// `['a name']`, `[0]`, `[*]` for all, joined by commas, and `[?name=env]` for the first element whose `name` is `env`.
/// Pipes change a text: `$.tags | tag env` takes `prod` out of `a:b,env:prod`; `lower`, `upper`, `before /`, `after :`.
package struct MappingExpression: Equatable, Sendable {
    package enum Step: Equatable, Sendable {
        case name(String)
        case index(Int)
        case all
        case element(name: String, value: String)
    }

    package enum Pipe: Equatable, Sendable {
        case lower, upper
        case tag(String)
        case before(String)
        case after(String)
    }

    package struct Path: Equatable, Sendable {
        package var isFromTop: Bool
        package var steps: [Step]
        package var pipes: [Pipe]
    }

    package enum Piece: Equatable, Sendable {
        case text(String)
        case path(Path)
    }

    /// Each is pieces in a row; the first that is something counts.
    package let alternatives: [[Piece]]

    /// Throws `Invalid` telling what cannot be understood.
    package init(_ text: String) throws(Invalid) {
        guard (1...500).contains(text.count) else { throw Invalid("Give 1 to 500 characters.") }
        var alternatives: [[Piece]] = []
        for part in text.split(separator: "||", omittingEmptySubsequences: false) {
            alternatives.append(try MappingExpression.pieces(MappingExpression.bare(part)))
        }
        self.alternatives = alternatives
    }

    private static func bare(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }

    private static func pieces(_ text: Substring) throws(Invalid) -> [Piece] {
        guard !text.isEmpty else { throw Invalid("Something is missing beside ||.") }
        if text.hasPrefix("$") { return [.path(try path(text))] }
        var pieces: [Piece] = []
        var rest = text
        while let open = rest.firstRange(of: "{{") {
            if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                throw Invalid("{{ has no }}.")
            }
            pieces.append(.path(try path(bare(rest[open.upperBound..<close.lowerBound]))))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    private static func path(_ text: Substring) throws(Invalid) -> Path {
        guard text.hasPrefix("$") else { throw Invalid("A path begins with $: “\(text.prefix(60))”.") }
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(bare)
        var rest = parts[0].dropFirst()
        let isFromTop = rest.hasPrefix("^")
        if isFromTop { rest = rest.dropFirst() }
        var steps: [Step] = []
        while let sign = rest.first {
            rest = rest.dropFirst()
            switch sign {
            case ".":
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty else { throw Invalid("A name is missing after a dot.") }
                steps.append(.name(String(name)))
                rest = rest.dropFirst(name.count)
            case "[":
                guard let end = rest.firstIndex(of: "]") else { throw Invalid("[ has no ].") }
                steps.append(try step(rest[..<end]))
                rest = rest[rest.index(after: end)...]
            default: throw Invalid("A dot or [ is needed before “\(sign)\(rest.prefix(20))”.")
            }
        }
        var pipes: [Pipe] = []
        for part in parts.dropFirst() { pipes.append(try pipe(part)) }
        return Path(isFromTop: isFromTop, steps: steps, pipes: pipes)
    }

    private static func step(_ text: Substring) throws(Invalid) -> Step {
        if text == "*" { return .all }
        if let index = Int(text), abs(index) < 100_000 { return .index(index) }
        if text.count > 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote {
            return .name(String(text.dropFirst().dropLast()))
        }
        if text.hasPrefix("?"), let equals = text.firstIndex(of: "=") {
            let name = text[text.index(after: text.startIndex)..<equals]
            guard !name.isEmpty else { throw Invalid("A name is missing in [\(text.prefix(40))].") }
            return .element(name: String(name), value: String(text[text.index(after: equals)...]))
        }
        throw Invalid("[\(text.prefix(40))] is no step: give a number, *, 'a name' or ?name=value.")
    }

    private static func pipe(_ text: Substring) throws(Invalid) -> Pipe {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        switch (words.first, words.dropFirst().first) {
        case ("lower", nil): return .lower
        case ("upper", nil): return .upper
        case ("tag", let name?): return .tag(name)
        case ("before", let mark?): return .before(mark)
        case ("after", let mark?): return .after(mark)
        default: throw Invalid("“\(text.prefix(40))” is no pipe: lower, upper, tag NAME, before TEXT, after TEXT.")
        }
    }
}
