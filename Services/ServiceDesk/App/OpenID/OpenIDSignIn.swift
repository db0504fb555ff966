import Chassis
import DeskDomain
import Foundation
import Logging
import Messaging
import Postgres
import Records

/// People sign in with the account they have at a provider (authorization code flow with PKCE).
struct OpenIDSignIn: Sendable {
    /// Nobody is let in, and why, in a word that may stand in an address.
    enum Refusal: String, Error { case refused, failed, unknownPerson = "unknown_person" }

    let database: Database
    let sessions: KeepSessions
    let client: OpenIDClient
    let key: SealingKeys
    let logger: Logger

    /// Where to send a browser, and what it has to keep meanwhile.
    struct Begun: Sendable {
        let address: String
        let browser: SessionSecret
    }

    /// What came back with a browser.
    struct Returned: Sendable {
        let state: String
        let code: String
        /// RFC 9207; nil where the provider does not send it.
        let issuer: String?
        /// What the browser kept.
        let browser: String
        let visitor: KeepSessions.Visitor
        let oldSession: SessionSecret?
    }

    /// Throws `NotFound` for a provider that is not there, `Refusal.failed` when it cannot be reached.
    func begin(_ provider: UUID, returningTo path: String, redirect: String) async throws -> Begun {
        guard let details = try await active(provider) else {
            throw NotFound(SignInProvider.kind, provider.uuidString.lowercased())
        }
        let configuration = try await asking { try await client.configuration(of: details.issuer) }
        let (attempt, state, browser) = try await database.transaction {
            try OpenIDAttempt.begin(with: provider, returningTo: path, in: $0)
        }
        guard
            let address = configuration.authorization(
                of: details, redirect: redirect, state: state.text, attempt: attempt)
        else { throw Refusal.failed }
        return Begun(address: address, browser: browser)
    }

    /// Lets in whom the provider vouches for. Throws `Refusal`.
    func finish(_ returned: Returned, redirect: String) async throws -> (begun: KeepSessions.Begun, returnTo: String) {
        let attempt = try await database.transaction {
            try OpenIDAttempt.take(state: returned.state, browser: returned.browser, in: $0)
        }
        guard let attempt, let details = try await active(attempt.provider) else { throw Refusal.refused }
        let token = try await identity(attempt, details, returned, redirect: redirect)
        let (secret, sessions) = (SessionSecret(), sessions)
        let signIn = sessions.signIn
        let entered = try await database.transaction { tx -> (SignIn.Entrance, UUID?) in
            let person = try OpenIDPeople(details: details).person(for: token, in: tx)
            let replaced = try sessions.begin(
                secret, for: person, from: returned.visitor, replacing: returned.oldSession, isVouchedFor: true,
                in: tx)
            let key = try SigningKeys(settings: signIn.settings).signing(in: tx)
            return (try signIn.entrance(of: person, isVouchedFor: true, signedWith: key, in: tx), replaced)
        }
        logger.info("Signed in by a provider", metadata: ["person": "\(entered.0.person.id.uuidString.lowercased())"])
        let result = try await signIn.result(for: entered.0)
        return (KeepSessions.Begun(result: result, secret: secret, replaced: entered.1), attempt.returnTo)
    }

    private func identity(
        _ attempt: OpenIDAttempt, _ details: SignInProvider.Details, _ returned: Returned, redirect: String
    ) async throws -> IdentityToken {
        let (key, provider) = (key, attempt.provider)
        let sealed = try await database.transaction { try SignInProviderStore().sealedSecret(of: provider, in: $0) }
        return try await asking {
            let secret = try sealed.map {
                String(decoding: try key.open($0, for: .signInProvider, of: provider), as: UTF8.self)
            }
            let configuration = try await client.configuration(of: details.issuer)
            guard returned.issuer == nil ? configuration.answersIssuer != true : returned.issuer == details.issuer
            else {
                throw TokenRefused("answered by another issuer")
            }
            let token = try await client.token(
                for: returned.code, attempt, redirect: redirect, clientID: details.clientID, secret: secret,
                configuration)
            let expected = IdentityToken.Expectation(
                issuer: details.issuer, clientID: details.clientID, nonce: attempt.nonce, now: Date())
            return try await IdentityToken(token, keys: client.keys(configuration), expecting: expected)
        }
    }

    private func active(_ provider: UUID) async throws -> SignInProvider.Details? {
        let found = try await database.transaction { try SignInProviderStore().read(provider, in: $0)?.record }
        return found?.state == .active ? found?.details : nil
    }

    /// What goes wrong with a provider is told to the log; the browser learns in a word.
    private func asking<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let trouble as OpenIDClient.Trouble {
            logger.warning("Sign-in provider in trouble", metadata: ["reason": "\(trouble.reason)"])
            throw Refusal.failed
        } catch let refused as TokenRefused {
            logger.notice("Identity token refused", metadata: ["reason": "\(refused.reason)"])
            throw Refusal.refused
        } catch let error where error is SealingKeys.NotConfigured || error is SealingKeys.Broken {
            logger.error("The client secret cannot be opened: DIENST_SECRET_KEY is missing or another")
            throw Refusal.failed
        }
    }
}
