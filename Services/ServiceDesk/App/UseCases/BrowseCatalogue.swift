import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What somebody may ask for: published items of published offerings that are meant for them.
struct BrowseCatalogue: Sendable {
    /// An item on its shelf.
    struct Entry: Sendable {
        let item: RequestItem
        let offering: Offering
        let domain: ServiceDomain
    }

    private static let most = 5_000

    func entries(for reader: Principal, matching words: String? = nil, in tx: Transaction) throws -> [Entry] {
        let wanted = words.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
        return try entries("true", in: tx).filter { entry in
            isMeant(entry, for: reader) && (wanted.isEmpty || says(entry.item.content, wanted))
        }
    }

    /// Throws `NotFound` for an item that is not offered, or not to this reader.
    func find(_ id: UUID, for reader: Principal, in tx: Transaction) throws -> Entry {
        guard let entry = try entries("request_item.id = \(id)", in: tx).first, isMeant(entry, for: reader) else {
            throw NotFound(RequestItem.kind, id.uuidString.lowercased())
        }
        return entry
    }

    private func entries(_ condition: SQL, in tx: Transaction) throws -> [Entry] {
        try tx.query(
            """
            SELECT request_item.record AS item, offering.record AS offering, catalogue_domain.record AS domain
            FROM request_item
            JOIN offering ON offering.id = request_item.offering
            JOIN catalogue_domain ON catalogue_domain.id = offering.domain
            WHERE request_item.state = 'published' AND offering.state = 'published'
                AND catalogue_domain.state = 'active' AND \(condition)
            ORDER BY catalogue_domain.name, catalogue_domain.id, offering.name, offering.id, request_item.name,
                request_item.id
            LIMIT \(Self.most)
            """
        ) {
            Entry(
                item: try RecordColumn.decode(RequestItem.self, $0.value("item")),
                offering: try RecordColumn.decode(Offering.self, $0.value("offering")),
                domain: try RecordColumn.decode(ServiceDomain.self, $0.value("domain")))
        }
    }

    private func isMeant(_ entry: Entry, for reader: Principal) -> Bool {
        entry.offering.isFor(reader.organisation)
            && entry.item.content.entitlement.admits(
                organisation: reader.organisation, roles: reader.roles, teams: reader.teams)
    }

    private func says(_ content: ItemContent, _ words: String) -> Bool {
        [content.name, content.summary, content.topic ?? ""].contains { $0.lowercased().contains(words) }
    }
}
