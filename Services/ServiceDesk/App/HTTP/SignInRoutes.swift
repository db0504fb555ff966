import Chassis
import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// Sign-in, and the keys by which everybody can check what it gives out.
struct SignInRoutes: Sendable {
    let database: Database
    let signIn: SignIn
    let keys: SigningKeys

    func add(to api: inout API) {
        api.post(
            "/api/v1/sign-in", "Sign in with name and password", for: .anyone, accepts: SignInBody.self,
            answers: SignedIn.self, limit: 16_384, enter)
        api.get("/api/v1/keys", "Read the keys that check access tokens", for: .anyone, answers: KeySet.self) { _ in
            .ok(KeySet(keys: try await database.transaction { try SigningKeyStore().published(in: $0) }))
        }
        api.post(
            "/api/v1/keys/rotate", "Make a new key, which signs a minute later", for: .may(.settingsManage),
            answers: KeySet.self
        ) {
            call in
            let provenance = try call.provenance("rotate")
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) { .ok(KeySet(keys: try keys.rotate(by: provenance, in: tx))) }
            }
        }
    }

    private func enter(_ call: Call, _ body: SignInBody) async throws -> Answer<SignedIn> {
        .ok(
            SignedIn(
                try await SignInRefusal.translating {
                    try await signIn.signIn(
                        SignIn.Given(
                            name: body.name, password: body.password, code: body.code,
                            address: CallerAddress.of(call)))
                }))
    }
}

/// How a sign-in that fails is answered, whichever way it was tried.
enum SignInRefusal {
    static func translating<Value: Sendable>(_ attempt: () async throws -> Value) async throws -> Value {
        do {
            return try await attempt()
        } catch is SignIn.Refused {
            throw ErrorReply(.unauthorized, "sign_in_refused", "Name and password do not fit, or may not sign in.")
        } catch is SecondFactors.Needed {
            throw ErrorReply(
                .unauthorized, "second_factor_needed", "Give the code of your authenticator application as well.",
                field: "code")
        } catch let failures as SignIn.TooManyFailures {
            throw later(
                .tooManyRequests, "too_many_failures", "Too many sign-ins have failed; wait before the next.",
                seconds: failures.wait.components.seconds)
        } catch is PasswordHasher.Busy {
            throw later(.serviceUnavailable, "busy", "Too many are signing in; try again shortly.", seconds: 2)
        }
    }

    private static func later(
        _ status: HTTPResponse.Status, _ code: String, _ detail: String, seconds: Int64
    ) -> ErrorReply {
        var reply = ErrorReply(status, code, detail)
        reply.headers[.retryAfter] = "\(seconds)"
        return reply
    }
}

/// A JSON Web Key Set (RFC 7517).
struct KeySet: Codable, Sendable {
    let keys: [PublishedKey]
}

/// Where a request comes from, as the gateway saw it: what a caller claims stands before the gateway's own word.
enum CallerAddress {
    private static let header = HTTPField.Name("X-Forwarded-For")

    static func of(_ call: Call) -> String {
        guard let header, let given = call.request.headers[header]?.split(separator: ",").last else { return "direct" }
        let address = given.trimmingCharacters(in: .whitespaces).lowercased()
        let isPlain = address.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
        return isPlain && (2...45).contains(address.utf8.count) ? address : "direct"
    }
}
