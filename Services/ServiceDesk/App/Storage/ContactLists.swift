import Chassis
import DeskDomain
import Messaging
import Postgres

/// What lists of contacts can be asked for.
enum ContactLists {
    static let listing = Listing(
        sorts: [Listing.Column("recordedAt", "recorded_at", .date), Listing.Column("number", "number", .text)],
        standard: "-recordedAt",
        filters: [
            .any("state", "state", .oneOf(Contact.State.self), "Whether the incident is known yet"),
            .any("channel", "channel", .oneOf(Contact.Channel.self), "How they got in touch"),
            .any("person", "person", .uuid, "The person who is hurt"),
            .any("agent", "agent", .uuid, "The agent who took the report"),
            .any("service", "service", .uuid, orNone: true, "The business service it is about"),
            .any("incident", "incident", .uuid, "The incident asked for"),
            .from("recordedFrom", "recorded_at", .date, "Recorded at or after"),
            .until("recordedUntil", "recorded_at", .date, "Recorded before"),
        ],
        search: { "(summary ILIKE \(Search.pattern($0)) OR number ILIKE \(Search.pattern($0)))" })

    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<ContactView> {
        try wanted.read("record, version", from: "contact", where: Sight.contacts.visible(to: reader), in: tx) {
            ContactView(try ContactStore.kept($0))
        }
    }
}
