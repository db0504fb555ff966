import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// People make tokens for their programs, and programs show them to be let in.
struct KeepAPITokens: Sendable {
    private let store = APITokenStore()

    /// What somebody asks for.
    struct Wish: Sendable {
        let name: String
        let scope: [String]?
        let expiresAt: Date
    }

    /// Throws `Invalid` naming the field at fault, or a `Rejection` when there are too many.
    func make(
        _ wish: Wish, for principal: Principal, in tx: Transaction
    ) throws -> (token: APIToken, secret: APITokenSecret) {
        let now = try tx.now
        guard wish.expiresAt > now, wish.expiresAt <= now.addingTimeInterval(APIToken.longestLife) else {
            throw Invalid("Give a time within a year from now.", field: "expiresAt", code: "out_of_range")
        }
        guard try store.count(of: principal.id, in: tx) < APIToken.mostPerPerson else {
            throw Rejection(
                "You have \(APIToken.mostPerPerson) tokens already: revoke one first.", code: "too_many_tokens")
        }
        let token = APIToken(
            id: UUID.v7(at: now), person: principal.id, name: try Wording.line(wish.name, field: "name"),
            scope: try scope(wish.scope, of: principal), createdAt: now, expiresAt: wish.expiresAt, lastUsedAt: nil,
            revokedAt: nil)
        let secret = APITokenSecret()
        try store.add(token, secret: secret, in: tx)
        return (token, secret)
    }

    /// Whom a token stands for, with what it is for; nil when it is not good, or its person may not enter any more.
    func holder(of text: String, in tx: Transaction) throws -> (token: APIToken, person: Person, grants: Grants)? {
        guard let secret = APITokenSecret(text), let token = try store.find(secret, in: tx),
            let person = try PersonStore().read(token.person, in: tx)?.record, person.state == .active
        else { return nil }
        try store.use(token.id, in: tx)
        return (token, person, token.narrowing(try PersonGrants.of(person, in: tx)))
    }

    private func scope(_ actions: [String]?, of principal: Principal) throws -> [String]? {
        guard let actions else { return nil }
        guard !actions.isEmpty, actions.count <= Action.allCases.count else {
            throw Invalid("Name what the token is for, or leave it out.", field: "scope", code: "empty")
        }
        for word in actions {
            guard let action = Action(rawValue: word) else {
                throw Invalid(
                    "There is no permission “\(word.prefix(60))”.", field: "scope", code: "unknown_action")
            }
            guard principal.may(action) else {
                throw Invalid("You do not hold \(word) yourself.", field: "scope", code: "not_yours")
            }
        }
        return Set(actions).sorted()
    }
}
