import Foundation

/// Passwords and keys, one file each, readable by their owner only; made at first use and kept.
struct Secrets: Sendable {
    let directory: URL

    func file(_ name: String) -> URL { directory.appending(path: name) }

    /// The secret's text, made up now if there is none yet.
    @discardableResult
    func ensure(_ name: String, length: Int = 32) throws -> String {
        if FileManager.default.fileExists(atPath: file(name).path) { return try read(name) }
        let text = Self.random(length: length)
        try PrivateFile(file(name)).write(text)
        return text
    }

    func read(_ name: String) throws -> String {
        let text: String
        do {
            text = try String(contentsOf: file(name), encoding: .utf8)
        } catch {
            throw OperatorError("Cannot read the secret \(file(name).path): \(error.localizedDescription)")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty else { throw OperatorError("The secret \(file(name).path) is empty.") }
        return secret
    }

    /// Letters and digits only, so that a secret needs no quoting anywhere.
    static func random(length: Int) -> String {
        let alphabet = Array("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        var generator = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
    }
}
