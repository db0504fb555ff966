import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Definitions of one kind in their table.
protocol KeptDefinition: Definable {
    static var table: String { get }
    /// The unique index that lets no two active ones share a name.
    static var uniqueName: String { get }
    /// What lists filter and sort by, beside what all definitions have.
    var columns: [(name: String, value: SQL)] { get }

    /// Throws `Invalid` naming the field that refers to something which is not there. Only what changes is checked: a
    /// person who left since must not block a new description.
    static func check(_ details: Self, before: Definition<Self>?, in tx: Transaction) throws

    /// What the other services are told; nil for nothing.
    static func announcement(of definition: Definition<Self>, facts: [String]) -> (any Announcement)?

    /// Whatever else has to be as the definition now says.
    static func follow(_ definition: Definition<Self>, in tx: Transaction) throws
}

extension KeptDefinition {
    var columns: [(name: String, value: SQL)] { [] }

    static func check(_ details: Self, before: Definition<Self>?, in tx: Transaction) throws {}

    static func announcement(of definition: Definition<Self>, facts: [String]) -> (any Announcement)? { nil }

    static func follow(_ definition: Definition<Self>, in tx: Transaction) throws {}
}

/// Definitions of one kind, one row each.
struct DefinitionStore<Content: KeptDefinition>: RecordTable {
    static var table: String { Content.table }

    /// Those of these that are known and in use.
    func active(_ ids: [UUID], in tx: Transaction) throws -> Set<UUID> {
        Set(
            try tx.query("SELECT id FROM \(unsafe: Self.table) WHERE id = ANY(\(ids)) AND state = 'active'") {
                try $0.value("id")
            })
    }

    func save(_ kept: Kept<Definition<Content>>, in tx: Transaction) throws {
        let (definition, name) = (kept.record, kept.record.details.name)
        let columns: [(name: String, value: SQL)] =
            [
                ("version", "\(kept.version)"), ("name", "\(name)"), ("state", "\(definition.state)"),
                ("record", "\(try RecordColumn.encode(definition))"),
            ] + definition.details.columns
        let names = columns.map { SQL(unsafe: $0.name) }.joined(separator: ", ")
        let changes = columns.map { SQL(unsafe: "\($0.name) = excluded.\($0.name)") }.joined(separator: ", ")
        do {
            try tx.execute(
                """
                INSERT INTO \(unsafe: Self.table) (id, defined_at, \(names))
                VALUES (
                    \(definition.id), \(definition.definedAt), \(columns.map(\.value).joined(separator: ", "))
                )
                ON CONFLICT (id) DO UPDATE SET \(changes)
                """)
        } catch let error as DatabaseError where error.violates(Content.uniqueName) {
            throw NameTaken.rejection("There is an active \(Content.kind) named \(name) already.")
        }
        try Content.follow(definition, in: tx)
    }

    func announcement(
        of kept: Kept<Definition<Content>>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? {
        Content.announcement(of: kept.record, facts: facts)
    }
}

typealias TeamStore = DefinitionStore<TeamDetails>
typealias SiteStore = DefinitionStore<SiteDetails>
typealias OrganisationStore = DefinitionStore<OrganisationDetails>
typealias RoleDefinitionStore = DefinitionStore<RoleDetails>
typealias ServiceStore = DefinitionStore<ServiceDetails>
typealias DomainStore = DefinitionStore<DomainDetails>
