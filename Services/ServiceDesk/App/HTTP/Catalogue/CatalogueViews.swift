import Chassis
import DeskDomain
import Foundation
import Messaging
import Records

/// A domain of the catalogue as the API shows it.
struct DomainView: DefinitionView {
    let id: UUID
    let name: String
    let description: String?
    let icon: String?
    let teams: [UUID]
    let state: ServiceDomain.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<ServiceDomain>) {
        let (domain, details) = (kept.record, kept.record.details)
        id = domain.id
        name = details.name
        description = details.description
        icon = details.icon
        teams = details.teams
        state = domain.state
        definedAt = domain.definedAt
        version = kept.version
    }
}

/// An offering as those see it who keep the catalogue.
struct OfferingView: Codable, Sendable {
    let id: UUID
    let domain: UUID
    let service: UUID?
    let name: String
    let description: String?
    let icon: String?
    let audience: [UUID]
    let state: Offering.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<Offering>) {
        let (offering, details) = (kept.record, kept.record.details)
        id = offering.id
        domain = details.domain
        service = details.service
        name = details.name
        description = details.description
        icon = details.icon
        audience = details.audience
        state = offering.state
        definedAt = offering.definedAt
        version = kept.version
    }
}

/// A request item as those see it who keep the catalogue.
struct RequestItemView: Codable, Sendable {
    let id: UUID
    let offering: UUID
    let state: RequestItem.State
    let edition: Int
    let content: ItemContent
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<RequestItem>) {
        id = kept.record.id
        offering = kept.record.offering
        state = kept.record.state
        edition = kept.record.edition
        content = kept.record.content
        definedAt = kept.record.definedAt
        version = kept.version
    }
}

/// Something with an id and a name.
struct NamedView: Codable, Equatable, Sendable {
    let id: UUID
    let name: String
}

/// What one may ask for, by domain and offering.
struct CatalogueView: Codable, Sendable {
    let domains: [Domain]

    struct Domain: Codable, Sendable {
        let id: UUID
        let name: String
        let description: String?
        let icon: String?
        let offerings: [Shelf]
    }

    struct Shelf: Codable, Sendable {
        let id: UUID
        let name: String
        let description: String?
        let icon: String?
        let service: UUID?
        let items: [Item]
    }

    struct Item: Codable, Sendable {
        let id: UUID
        let name: String
        let summary: String
        let icon: String?
        let delivery: DeliveryTime
        let cost: ItemCost?
        let needsApproval: Bool
    }

    /// The entries are ordered by domain and offering.
    init(_ entries: [BrowseCatalogue.Entry]) {
        domains = Self.grouped(entries, by: \.domain.id).map { entries in
            let domain = entries[0].domain
            return Domain(
                id: domain.id, name: domain.details.name, description: domain.details.description,
                icon: domain.details.icon, offerings: Self.grouped(entries, by: \.offering.id).map(Self.shelf))
        }
    }

    private static func shelf(_ entries: [BrowseCatalogue.Entry]) -> Shelf {
        let details = entries[0].offering.details
        return Shelf(
            id: entries[0].offering.id, name: details.name, description: details.description, icon: details.icon,
            service: details.service,
            items: entries.map { entry in
                let content = entry.item.content
                return Item(
                    id: entry.item.id, name: content.name, summary: content.summary, icon: content.icon,
                    delivery: content.delivery, cost: content.cost, needsApproval: !content.approvals.isEmpty)
            })
    }

    private static func grouped(
        _ entries: [BrowseCatalogue.Entry], by key: (BrowseCatalogue.Entry) -> UUID
    ) -> [[BrowseCatalogue.Entry]] {
        var groups: [[BrowseCatalogue.Entry]] = []
        for entry in entries {
            if let last = groups.last?.first, key(last) == key(entry) {
                groups[groups.count - 1].append(entry)
            } else {
                groups.append([entry])
            }
        }
        return groups
    }
}

/// An item as somebody sees it who is about to ask for it.
struct OfferedItemView: Codable, Sendable {
    struct Stage: Codable, Sendable {
        let name: String
    }

    let id: UUID
    let edition: Int
    let name: String
    let summary: String
    let description: String?
    let icon: String?
    let offering: NamedView
    let domain: NamedView
    let service: UUID?
    let form: [FormField]
    let delivery: DeliveryTime
    let cost: ItemCost?
    let approvals: [Stage]
    /// When it would be there if it were asked for now.
    let promisedAt: Date

    init(_ entry: BrowseCatalogue.Entry, promisedAt: Date) {
        let content = entry.item.content
        id = entry.item.id
        edition = entry.item.edition
        name = content.name
        summary = content.summary
        description = content.description
        icon = content.icon
        offering = NamedView(id: entry.offering.id, name: entry.offering.details.name)
        domain = NamedView(id: entry.domain.id, name: entry.domain.details.name)
        service = entry.offering.details.service
        form = content.form
        delivery = content.delivery
        cost = content.cost
        approvals = content.approvals.map { Stage(name: $0.name) }
        self.promisedAt = promisedAt
    }
}

/// When something would be there if it were asked for now, and by whose clock.
struct PromiseView: Codable, Sendable {
    let promisedAt: Date
    let delivery: DeliveryTime
    let zone: String
}
