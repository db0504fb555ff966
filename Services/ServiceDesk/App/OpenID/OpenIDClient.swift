import Delivery
import Foundation

/// Asks a provider: what it says of itself, its keys, and for the token that a code stands for.
struct OpenIDClient: Sendable {
    /// The provider cannot be asked, or answers what cannot be understood. The reason is for the log.
    struct Trouble: Error { let reason: String }

    let http: OutboundHTTP

    /// Throws `Trouble`; also when the provider calls itself by another name (Discovery 1.0, 4.3).
    func configuration(of issuer: String) async throws -> OpenIDConfiguration {
        let found: OpenIDConfiguration = try await json(OutboundRequest(get: OpenIDConfiguration.address(of: issuer)))
        guard found.issuer == issuer else { throw Trouble(reason: "the issuer calls itself \(found.issuer)") }
        return found
    }

    func keys(_ configuration: OpenIDConfiguration) async throws -> String {
        let answer = try await send(OutboundRequest(get: configuration.jwksURI.absoluteString))
        return String(decoding: answer, as: UTF8.self)
    }

    /// The identity token for a code (Core 1.0, 3.1.3).
    func token(
        for code: String, _ attempt: OpenIDAttempt, redirect: String, clientID: String, secret: String?,
        _ configuration: OpenIDConfiguration
    ) async throws -> String {
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", attempt.verifier),
        ]
        var request = OutboundRequest(post: configuration.tokenEndpoint.absoluteString)
        if let secret, !configuration.takesSecretInBody {
            let pair = "\(Self.escaped(clientID)):\(Self.escaped(secret))"
            request.headers.append(("Authorization", "Basic \(Data(pair.utf8).base64EncodedString())"))
        } else {
            form.append(("client_id", clientID))
            if let secret { form.append(("client_secret", secret)) }
        }
        request.headers.append(("Content-Type", "application/x-www-form-urlencoded"))
        request.body = Data(form.map { "\($0)=\(Self.escaped($1))" }.joined(separator: "&").utf8)
        let answer: Tokens = try await json(request)
        return answer.id_token
    }

    private struct Tokens: Decodable { let id_token: String }

    private func json<Value: Decodable>(_ request: OutboundRequest) async throws -> Value {
        let body = try await send(request)
        do {
            return try JSONDecoder().decode(Value.self, from: body)
        } catch {
            throw Trouble(reason: "\(request.address) answers what cannot be read")
        }
    }

    private func send(_ request: OutboundRequest) async throws -> Data {
        do {
            let answer = try await http.send(request)
            guard answer.status == 200 else { throw Trouble(reason: "\(request.address) answers \(answer.status)") }
            return answer.body
        } catch let error as OutboundHTTP.Failure {
            throw Trouble(reason: "\(request.address): \(error.reason)")
        }
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
