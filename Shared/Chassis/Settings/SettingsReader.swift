import Foundation

/// Reads a service's settings from the environment and collects every mistake before it complains.
///
/// A setting that cannot be read yields a harmless stand-in, so that reading goes on; `finish()` then throws.
package struct SettingsReader {
    private let environment: [String: String]
    private let file: (String) throws -> String
    private var known: Set<String> = []
    private var mistakes: [SettingsMistake] = []

    /// What was read so far, secrets as dots, in the order asked for.
    package private(set) var summary: [ReadSetting] = []

    /// - Parameter files: reads the file that a `NAME_FILE` variable points to.
    package init(environment: [String: String], files: @escaping (String) throws -> String = SettingsReader.content) {
        self.environment = environment
        self.file = files
    }

    /// Reads a whole set of settings from the process's environment, or says everything that is wrong with it.
    package static func read<Settings>(
        from environment: [String: String] = ProcessInfo.processInfo.environment,
        _ make: (inout SettingsReader) -> Settings
    ) throws(SettingsMistakes) -> (settings: Settings, summary: [ReadSetting]) {
        var reader = SettingsReader(environment: environment)
        let settings = make(&reader)
        try reader.finish()
        return (settings, reader.summary)
    }

    package static func content(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// Throws every mistake found, and every `DIENST_…` variable that nobody asked for: most likely a typing error.
    package func finish() throws(SettingsMistakes) {
        let strangers = environment.keys.filter { $0.hasPrefix("DIENST_") && !known.contains($0) }.sorted()
        let all = mistakes + strangers.map { stranger($0) }
        guard all.isEmpty else { throw SettingsMistakes(mistakes: all) }
    }

    /// The value as given and understood by `parse`, its default, or `placeholder` after noting a mistake.
    package mutating func value<Value>(
        _ name: String, default standard: Value?, _ meaning: String, expected: String, placeholder: Value,
        parse: (String) -> Value?
    ) -> Value {
        known.insert(name)
        guard let text = environment[name], !text.isEmpty else {
            guard let standard else {
                mistakes.append(SettingsMistake(name: name, wrong: "is missing (\(meaning))", expected: expected))
                return placeholder
            }
            note(name, "\(standard)", isDefault: true, meaning)
            return standard
        }
        guard let value = parse(text) else {
            mistakes.append(SettingsMistake(name: name, wrong: "cannot be “\(text.prefix(60))”", expected: expected))
            return placeholder
        }
        note(name, text, isDefault: false, meaning)
        return value
    }

    /// The secret's text from `NAME`, or from the file that `NAME_FILE` names, trimmed; nil when absent or mistaken.
    mutating func secretText(_ name: String, required: Bool, _ meaning: String) -> String? {
        let pointer = name + "_FILE"
        known.formUnion([name, pointer])
        let given = environment[name].flatMap { $0.isEmpty ? nil : $0 }
        guard let path = environment[pointer], !path.isEmpty else {
            if given == nil, required { lacking(name, meaning) }
            if given != nil { note(name, "••••", isDefault: false, meaning) }
            return given
        }
        guard given == nil else { return bad(pointer, "is given together with \(name)", "only one of the two") }
        do {
            let text = try file(path).trimmingCharacters(in: .whitespacesAndNewlines)
            guard !text.isEmpty else { return bad(pointer, "names an empty file", "a file that holds the secret") }
            note(name, "••••", isDefault: false, meaning)
            return text
        } catch {
            return bad(pointer, "names a file that cannot be read", "a readable file that holds the secret")
        }
    }

    private mutating func lacking(_ name: String, _ meaning: String) {
        let expected = "a text, or \(name)_FILE naming a file"
        mistakes.append(SettingsMistake(name: name, wrong: "is missing (\(meaning))", expected: expected))
    }

    private mutating func bad(_ name: String, _ wrong: String, _ expected: String) -> String? {
        mistakes.append(SettingsMistake(name: name, wrong: wrong, expected: expected))
        return nil
    }

    private mutating func note(_ name: String, _ value: String, isDefault: Bool, _ meaning: String) {
        summary.append(ReadSetting(name: name, value: value, isDefault: isDefault, meaning: meaning))
    }

    private func stranger(_ name: String) -> SettingsMistake {
        SettingsMistake(
            name: name, wrong: "is not a setting of this service",
            expected: "one of " + known.filter { !$0.hasSuffix("_FILE") }.sorted().joined(separator: ", "))
    }
}
