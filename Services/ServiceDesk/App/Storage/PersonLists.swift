import Chassis
import DeskDomain
import Messaging
import Postgres
import Records

/// What lists of people can be asked for.
enum PersonLists {
    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [.any("state", "state", .oneOf(Person.State.self), "Whether they are in use")]
            + Role.allCases.map { .flag($0.rawValue, "'\($0.rawValue)' = ANY(roles)", "Whether they have this role") }
            + [
                .any("organisation", "organisation", .uuid, orNone: true, "Where they belong"),
                .any("site", "site", .uuid, orNone: true, "Where they sit"),
                .any("managedBy", "manager", .uuid, orNone: true, "Whose people they are"),
                .flag("vip", "vip", "Whose trouble is looked at first"),
            ],
        search: { "name ILIKE \(Search.pattern($0))" })

    /// The parameter of a question whose answer would tell more than names; nil when there is none.
    static func staffParameter(in wanted: Wanted) -> String? {
        if wanted.order.hasSuffix("definedAt") { return "sort" }
        let told = ["state", "organisation", "site", "managedBy", "vip"] + Role.allCases.map(\.rawValue)
        return told.first { wanted.query.text($0) != nil }
    }

    /// Who may read people sees everybody, or everybody of their company when that is a customer; the others those in use,
    /// of the provider and of their own organisation.
    static func visible(to reader: Principal) -> SQL? {
        let own: SQL = "(id = \(reader.id) OR organisation = ANY(\(reader.organisations)))"
        guard reader.may(.peopleRead) else { return "state = 'active' AND (organisation IS NULL OR \(own))" }
        return reader.organisation.map { "(\(own) OR \(OrganisationStore.isProvider($0)))" }
    }

    /// The same for one that is asked for by id: those of the provider whom one has to do with, and those who have left, are told.
    static func known(to reader: Principal) -> SQL? {
        let own: SQL = "(id = \(reader.id) OR organisation IS NULL OR organisation = ANY(\(reader.organisations)))"
        guard reader.may(.peopleRead) else { return own }
        return reader.organisation.map { "(\(own) OR \(OrganisationStore.isProvider($0)))" }
    }

    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<PersonView> {
        try wanted.read(
            "record, version", from: "person", where: visible(to: reader), in: tx
        ) { PersonView(try PersonStore.kept($0), for: reader) }
    }
}
