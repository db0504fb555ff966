import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Templates of both purposes, one row each.
struct TemplateStore: RecordTable {
    static let table = "template"

    /// The template without a lock, if this person may use it.
    func read(
        _ id: UUID, _ purpose: Template.Purpose, for person: Principal, in tx: Transaction
    ) throws -> Kept<Template>? {
        try tx.first(
            """
            SELECT record, version FROM template
            WHERE id = \(id) AND purpose = \(purpose) AND \(Self.visible(to: person))
            """, Self.kept)
    }

    /// One's own and what is shared.
    static func visible(to person: Principal) -> SQL { "(shared OR owner = \(person.id))" }

    func save(_ kept: Kept<Template>, in tx: Transaction) throws {
        let template = kept.record
        try tx.execute(
            """
            INSERT INTO template (id, version, purpose, owner, shared, name, kinds, state, defined_at, record)
            VALUES (
                \(template.id), \(kept.version), \(template.purpose), \(template.owner), \(template.details.shared),
                \(template.details.name), \(template.kinds), \(template.state), \(template.definedAt),
                \(try RecordColumn.encode(template))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, shared = excluded.shared, name = excluded.name, kinds = excluded.kinds,
                state = excluded.state, record = excluded.record
            """)
    }

    /// Templates stay at the desk.
    func announcement(of kept: Kept<Template>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }
}

extension Template {
    fileprivate var kinds: [RecordKind] {
        if case .response(let text) = details.content { text.kinds } else { [] }
    }
}
