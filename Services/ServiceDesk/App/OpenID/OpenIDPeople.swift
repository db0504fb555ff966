import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Who a provider's account is here: by issuer and subject, and by mail only at the first sign-in and where it is allowed.
struct OpenIDPeople {
    let details: SignInProvider.Details

    /// Throws `OpenIDSignIn.Refusal`.
    func person(for token: IdentityToken, in tx: Transaction) throws -> Person {
        if let id: UUID = try tx.first(
            "SELECT person FROM openid_identity WHERE issuer = \(token.issuer) AND subject = \(token.subject)",
            { try $0.value("person") })
        {
            guard let person = try PersonStore().find(id, in: tx)?.record, person.state == .active else {
                throw OpenIDSignIn.Refusal.refused
            }
            return person
        }
        let person = try linked(token, in: tx) ?? created(token, in: tx)
        guard let person else { throw OpenIDSignIn.Refusal.unknownPerson }
        try tx.execute(
            """
            INSERT INTO openid_identity (issuer, subject, person, linked_at)
            VALUES (\(token.issuer), \(token.subject), \(person.id), \(try tx.now))
            """)
        return person
    }

    /// The one active person with this address, if the provider has verified it.
    private func linked(_ token: IdentityToken, in tx: Transaction) throws -> Person? {
        guard details.linksByMail, token.isMailVerified, let mail = token.mail else { return nil }
        let people = try tx.query(
            """
            SELECT record, version FROM person
            WHERE state = 'active' AND lower(record->'details'->>'mail') = lower(\(mail)) LIMIT 2
            """, PersonStore.kept)
        return people.count == 1 ? people[0].record : nil
    }

    private func created(_ token: IdentityToken, in tx: Transaction) throws -> Person? {
        guard details.createsPeople else { return nil }
        let name = token.name ?? token.preferredName ?? token.mail ?? token.subject
        let signInName = token.preferredName ?? token.mail ?? token.subject
        guard try PersonStore().signing(in: signInName, in: tx) == nil else { return nil }
        let provenance = Provenance(
            actor: .service("desk"), command: "sign-in", reason: "first sign-in by \(details.name)",
            correlation: UUID.v7(at: try tx.now).uuidString.lowercased())
        do {
            let described = try Person.Details(
                name: name, signInName: signInName, mail: token.isMailVerified ? token.mail : nil,
                organisation: details.organisation)
            return try KeepPeople().define(described, roles: [.requester], teams: [], by: provenance, in: tx).record
        } catch is Invalid {
            return nil
        }
    }
}
