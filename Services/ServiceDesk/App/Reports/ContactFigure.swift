import Postgres

/// A number of the report on contacts: what it says in words and as a formula, and which records it is made of. The one place where it
/// is defined (DOMAIN.md 2.12).
struct ContactFigure: Sendable {
    enum Unit: String, Codable, CaseIterable, Sendable {
        /// How many contacts.
        case count
        /// Which part of the contacts is so, from 0 to 1.
        case share
    }

    let id: String
    let unit: Unit
    let text: String
    let formula: String
    /// Grows whenever the number would come out differently.
    let version: Int
    /// 1 and 0 for a share.
    let value: SQL

    static let all = [
        ContactFigure(
            id: "contacts", unit: .count,
            text: "How often people got in touch: with trouble, for something offered, or for something that is not.",
            formula: "count(from ≤ contacted < until)", version: 1, value: "1"),
        ContactFigure(
            id: "self-service", unit: .share,
            text: "Of all contacts, those that people made by themselves, in the portal or through the interface.",
            formula: "contacts made by the person ÷ contacts", version: 1,
            value: "CASE c.channel WHEN 'portal' THEN 1 ELSE 0 END"),
    ]

    static func named(_ id: String) -> ContactFigure? { all.first { $0.id == id } }
}
