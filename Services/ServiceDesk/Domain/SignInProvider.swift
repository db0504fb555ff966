import Foundation
import Records

/// An OpenID Connect provider by which people sign in with the account they have elsewhere. Its client secret is kept elsewhere.
package struct SignInProvider: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, inactive }

    package let id: UUID
    package private(set) var details: Details
    package private(set) var state: State
    package let definedAt: Date

    /// Where it is, who we are there, and whom we let in.
    package struct Details: Codable, Equatable, Sendable {
        /// What stands on the button.
        package let name: String
        /// Its address, exactly as it calls itself; `https`, or `http` on this machine.
        package let issuer: String
        package let clientID: String
        /// What is asked for there; `openid` is always among them.
        package let scopes: [String]
        /// Whether somebody who is not known yet becomes a requester.
        package let createsPeople: Bool
        /// Whether a verified mail address that one active person has stands for that person at the first sign-in.
        package let linksByMail: Bool
        /// Where people that are created belong.
        package let organisation: UUID?

        /// Throws `Invalid` naming the field at fault.
        package init(
            name: String, issuer: String, clientID: String, scopes: [String] = standardScopes,
            createsPeople: Bool = false, linksByMail: Bool = false, organisation: UUID? = nil
        ) throws(Invalid) {
            self.name = try Wording.line(name, field: "name")
            self.issuer = try Self.address(issuer)
            self.clientID = try Wording.line(clientID, field: "clientID")
            self.scopes = try Self.scopes(scopes)
            self.createsPeople = createsPeople
            self.linksByMail = linksByMail
            self.organisation = organisation
        }

        package static let standardScopes = ["openid", "profile", "email"]

        private static func scopes(_ words: [String]) throws(Invalid) -> [String] {
            let isPlain = { (word: String) in
                (1...100).contains(word.utf8.count)
                    && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
            }
            guard words.count <= 20, words.allSatisfy(isPlain) else {
                throw Invalid("Give at most 20 scopes, words without blanks.", field: "scopes", code: "bad_scopes")
            }
            return words.contains("openid") ? words : ["openid"] + words
        }

        private static func address(_ text: String) throws(Invalid) -> String {
            let refusal = Invalid(
                "Give the provider's address, such as https://id.example.org, without query or fragment.",
                field: "issuer", code: "bad_address")
            guard text.utf8.count <= 500, let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
                parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil
            else { throw refusal }
            let isHere = ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
            guard parts.scheme == "https" || parts.scheme == "http" && isHere else { throw refusal }
            return text
        }
    }
}

extension SignInProvider: Lifecycle {
    package static let kind = "sign-in-provider"

    package enum Command: Equatable, Sendable {
        case revise(Details)
        /// The secret itself is kept elsewhere.
        case replaceSecret
        case deactivate
        case reactivate
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(details: Details)
        case revised(details: Details)
        case secretReplaced
        case deactivated
        case reactivated
    }

    /// The whole lifecycle: each line is one legal move, told twice changes nothing, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.active, .revise(let details)): details == self.details ? [] : [.revised(details: details)]
        case (.active, .replaceSecret): [.secretReplaced]
        case (.active, .deactivate): [.deactivated]
        case (.active, .reactivate), (.inactive, .deactivate): []
        case (.inactive, .reactivate): [.reactivated]
        case (.inactive, _):
            throw Rejection("\(details.name) is deactivated: reactivate it first.", code: "inactive")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> SignInProvider? {
        guard case .defined(let details) = fact else { return nil }
        return SignInProvider(id: id, details: details, state: .active, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> SignInProvider {
        var provider = self
        switch fact {
        case .defined(let details), .revised(let details): provider.details = details
        case .secretReplaced: break
        case .deactivated: provider.state = .inactive
        case .reactivated: provider.state = .active
        }
        return provider
    }
}
