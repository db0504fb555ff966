import Foundation
import Records

/// A token by which a program of a person's acts for them. Only its digest is kept.
struct APIToken: Sendable {
    let id: UUID
    let person: UUID
    let name: String
    /// The actions it is for; nil for all that its person may do.
    let scope: [String]?
    let createdAt: Date
    let expiresAt: Date
    let lastUsedAt: Date?
    let revokedAt: Date?

    static let longestLife: TimeInterval = 366 * 86_400
    static let mostPerPerson = 50

    /// What its person may do, as far as it is for that.
    func narrowing(_ grants: Grants) -> Grants {
        guard let scope else { return grants }
        return grants.narrowed(to: Grants(.all, scope.compactMap { Action(rawValue: $0) }))
    }
}

/// The text of a token, which only its owner has: `dienst_` so that scanners for leaked secrets find it, and 256 random bits.
struct APITokenSecret: Sendable {
    static let prefix = "dienst_"
    let text: String

    var bytes: Data { Data(text.utf8) }

    /// A new one.
    init() { text = Self.prefix + SessionSecret().text }

    /// What a caller gives; nil for what cannot be one.
    init?(_ given: String) {
        guard given.hasPrefix(Self.prefix), given.utf8.count == Self.prefix.utf8.count + 43 else { return nil }
        text = given
    }
}
