import ChangeDomain
import Yams

extension ModelMistake: Error {}

/// Text that should be YAML.
enum YAMLText {
    /// A model is three deep; the parser goes one call deeper for each level, and must not be led to the end of its stack.
    private static let deepest = 64

    /// The root of the one document; nil when there is nothing in it.
    static func compose(_ text: String) throws(ModelMistake) -> Node? {
        if let line = lineTooDeep(text) {
            throw ModelMistake(line: line, field: "", message: "This is nested more than \(deepest) levels deep.")
        }
        do {
            return try Yams.compose(yaml: text)
        } catch {
            throw mistake(error)
        }
    }

    /// Each level needs a deeper indentation, another `- `, or a bracket that is still open. Brackets in texts count too: a
    /// line has few of them.
    private static func lineTooDeep(_ text: String) -> Int? {
        var brackets = 0
        for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        {
            let indentation = line.prefix { " -?:\t".utf8.contains($0) }.count
            brackets = max(0, brackets + line.count { "[{".utf8.contains($0) } - line.count { "]}".utf8.contains($0) })
            if indentation > deepest || brackets > deepest { return index + 1 }
        }
        return nil
    }

    private static func mistake(_ error: any Error) -> ModelMistake {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let place = context.map { " \($0.text)," } ?? ""
            return ModelMistake(line: mark.line, field: "", message: "This is no YAML:\(place) \(problem).")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "“\($0.prefix(60))”" }.joined(separator: ", ")
            return ModelMistake(
                line: context.mark.line, field: "", message: "This key stands twice in one mapping: \(names).")
        case .reader(let problem, _, _, _):
            return ModelMistake(line: 1, field: "", message: "This is no YAML: \(problem).")
        default:
            return ModelMistake(line: 1, field: "", message: "This is no YAML.")
        }
    }
}
