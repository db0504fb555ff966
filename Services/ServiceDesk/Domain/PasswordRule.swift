import Records

/// What a password must be: long rather than odd (OWASP ASVS 6.2), and not the name it protects.
package enum PasswordRule {
    package static let shortest = 12
    package static let longest = 256

    /// Throws `Invalid` naming `field` when the password is too short, too long, or too easily guessed.
    package static func check(_ password: String, of signInName: String, field: String = "password") throws(Invalid) {
        let length = password.unicodeScalars.count
        guard length >= shortest else {
            throw Invalid("Choose at least \(shortest) characters.", field: field, code: "too_short")
        }
        guard length <= longest else {
            throw Invalid("Choose at most \(longest) characters.", field: field, code: "too_long")
        }
        let folded = password.lowercased()
        guard Set(folded).count >= 4, folded.replacing(signInName.lowercased(), with: "").count >= 4 else {
            throw Invalid(
                "Choose something harder to guess: more different characters, and not only the name.", field: field,
                code: "guessable")
        }
    }
}
