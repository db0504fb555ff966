import DeskDomain
import Foundation
import Messaging
import Records

/// An organisation as the API shows it.
struct OrganisationView: DefinitionView {
    let id: UUID
    let name: String
    let kind: OrganisationDetails.Kind
    let description: String?
    let parent: UUID?
    let zone: String?
    let state: Organisation.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<Organisation>) {
        let details = kept.record.details
        id = kept.record.id
        name = details.name
        kind = details.kind
        description = details.description
        parent = details.parent
        zone = details.zone
        state = kept.record.state
        definedAt = kept.record.definedAt
        version = kept.version
    }
}

/// A site as the API shows it.
struct SiteView: DefinitionView {
    let id: UUID
    let name: String
    let organisation: UUID?
    let address: String?
    let zone: String?
    let state: Site.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<Site>) {
        let details = kept.record.details
        id = kept.record.id
        name = details.name
        organisation = details.organisation
        address = details.address
        zone = details.zone
        state = kept.record.state
        definedAt = kept.record.definedAt
        version = kept.version
    }
}

/// A role that an administrator made, as the API shows it; grants are reaches by action.
struct RoleView: DefinitionView {
    let id: UUID
    let name: String
    let description: String?
    let grants: [String: String]
    let state: RoleDefinition.State
    let definedAt: Date
    let version: Int

    init(_ kept: Kept<RoleDefinition>) {
        let details = kept.record.details
        id = kept.record.id
        name = details.name
        description = details.description
        grants = details.grants.words
        state = kept.record.state
        definedAt = kept.record.definedAt
        version = kept.version
    }
}
