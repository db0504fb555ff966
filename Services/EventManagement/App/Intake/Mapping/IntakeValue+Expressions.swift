import EventDomain

extension MappingExpression {
    /// The text that stands there; nil when it is nothing. `top` is the whole body, `value` the event's own part of it.
    func text(in value: IntakeValue, top: IntakeValue) -> String? {
        for pieces in alternatives {
            var text = ""
            var isSomething = false
            for piece in pieces {
                switch piece {
                case .text(let constant):
                    text += constant
                    isSomething = isSomething || pieces.count == 1
                case .path(let path):
                    guard let found = path.text(in: value, top: top) else { continue }
                    text += found
                    isSomething = true
                }
            }
            if isSomething, !text.isEmpty { return text }
        }
        return nil
    }

    /// The value that stands there, for lists of events; nil for what is no plain path, or leads nowhere.
    func value(in body: IntakeValue) -> IntakeValue? {
        for pieces in alternatives {
            guard case .path(let path) = pieces.first, pieces.count == 1 else { continue }
            if let found = path.values(in: body).first, path.steps.last != .all { return found }
        }
        return nil
    }
}

extension MappingExpression.Path {
    func text(in value: IntakeValue, top: IntakeValue) -> String? {
        let words = values(in: isFromTop ? top : value).compactMap(\.allWords)
        guard !words.isEmpty else { return nil }
        var text: String? = words.prefix(50).joined(separator: ", ")
        for pipe in pipes { text = text.flatMap(pipe.changing) }
        return text.flatMap { $0.isEmpty ? nil : String($0.prefix(4096)) }
    }

    func values(in value: IntakeValue) -> [IntakeValue] {
        var values = [value]
        for step in steps {
            values = values.flatMap { $0.values(at: step) }
            if values.isEmpty { break }
        }
        return values
    }
}

extension IntakeValue {
    /// Like `words`; of a list of texts, all of them.
    fileprivate var allWords: String? {
        guard case .list(let values) = self else { return words }
        let texts = values.prefix(50).compactMap(\.words)
        return texts.isEmpty ? nil : texts.joined(separator: ", ")
    }

    fileprivate func values(at step: MappingExpression.Step) -> [IntakeValue] {
        switch step {
        case .name(let name): return self[name].map { [$0] } ?? []
        case .index(let index):
            guard case .list(let values) = self else { return [] }
            let place = index < 0 ? values.count + index : index
            return values.indices.contains(place) ? [values[place]] : []
        case .all:
            switch self {
            case .list(let values): return Array(values.prefix(1000))
            case .object(let members): return members.prefix(1000).map(\.value)
            default: return []
            }
        case .element(let name, let wanted):
            guard case .list(let values) = self else { return [] }
            return values.first { $0[name]?.words == wanted }.map { [$0] } ?? []
        }
    }
}

extension MappingExpression.Pipe {
    func changing(_ text: String) -> String? {
        switch self {
        case .lower: return text.lowercased()
        case .upper: return text.uppercased()
        case .tag(let name): return MappingExpression.Pipe.tag(name, in: text)
        case .before(let mark): return text.firstRange(of: mark).map { String(text[..<$0.lowerBound]) } ?? text
        case .after(let mark): return text.firstRange(of: mark).map { String(text[$0.upperBound...]) } ?? text
        }
    }

    /// The value of `name:value` or `name=value` among texts parted by commas or blanks.
    private static func tag(_ name: String, in text: String) -> String? {
        for part in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            for sign in [":", "="] where part.hasPrefix(name + sign) { return String(part.dropFirst(name.count + 1)) }
        }
        return nil
    }
}
