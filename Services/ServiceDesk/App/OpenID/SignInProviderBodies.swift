import DeskDomain
import Foundation
import Messaging
import Records

/// What `POST /api/v1/sign-in-providers` takes.
struct NewSignInProvider: Codable, Sendable {
    let name: String
    let issuer: String
    let clientID: String
    /// Kept sealed, and never shown again.
    let clientSecret: String?
    let scopes: [String]?
    let createPeople: Bool?
    let linkByMail: Bool?
    let organisation: UUID?
}

/// What `PATCH /api/v1/sign-in-providers/{id}` takes: what is left out stays.
struct SignInProviderRevision: Codable, Sendable {
    let name: String?
    let issuer: String?
    let clientID: String?
    let clientSecret: String?
    let scopes: [String]?
    let createPeople: Bool?
    let linkByMail: Bool?
    let organisation: UUID?

    func revising(_ now: SignInProvider.Details) throws(Invalid) -> SignInProvider.Details {
        try SignInProvider.Details(
            name: name ?? now.name, issuer: issuer ?? now.issuer, clientID: clientID ?? now.clientID,
            scopes: scopes ?? now.scopes, createsPeople: createPeople ?? now.createsPeople,
            linksByMail: linkByMail ?? now.linksByMail,
            organisation: organisation ?? now.organisation)
    }
}

/// A sign-in provider as administrators see it.
struct SignInProviderView: Codable, Sendable {
    let id: UUID
    let name: String
    let issuer: String
    let clientID: String
    let scopes: [String]
    let createPeople: Bool
    let linkByMail: Bool
    let organisation: UUID?
    let state: SignInProvider.State
    let version: Int

    init(_ kept: Kept<SignInProvider>) {
        let details = kept.record.details
        id = kept.record.id
        name = details.name
        issuer = details.issuer
        clientID = details.clientID
        scopes = details.scopes
        createPeople = details.createsPeople
        linkByMail = details.linksByMail
        organisation = details.organisation
        state = kept.record.state
        version = kept.version
    }
}

/// A provider as the sign-in page offers it.
struct SignInChoice: Codable, Sendable {
    let id: UUID
    let name: String
}
