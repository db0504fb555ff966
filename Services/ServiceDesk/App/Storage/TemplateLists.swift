import Chassis
import DeskDomain
import Messaging
import Postgres

/// What lists of templates can be asked for.
enum TemplateLists {
    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [
            .any("state", "state", .oneOf(Template.State.self), "Whether they are in use"),
            .flag("shared", "shared", "Those of all staff, or one's own alone"),
        ],
        search: { "name ILIKE \(Search.pattern($0))" })

    static func page<View: Codable & Sendable>(
        _ wanted: Wanted, _ purpose: Template.Purpose, for person: Principal, in tx: Transaction,
        _ view: (Kept<Template>) throws -> View
    ) throws -> Page<View> {
        let visible: SQL = "purpose = \(purpose) AND \(TemplateStore.visible(to: person))"
        return try wanted.read("record, version", from: "template", where: visible, in: tx) {
            try view(try TemplateStore.kept($0))
        }
    }
}
