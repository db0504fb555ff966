import DeskDomain
import Foundation

/// What a provider says of itself (OpenID Connect Discovery 1.0, 3): what of it we need.
struct OpenIDConfiguration: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: URL
    let tokenEndpoint: URL
    let jwksURI: URL
    let tokenEndpointAuthMethods: [String]?
    let answersIssuer: Bool?

    private enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case jwksURI = "jwks_uri"
        case tokenEndpointAuthMethods = "token_endpoint_auth_methods_supported"
        case answersIssuer = "authorization_response_iss_parameter_supported"
    }

    /// The address of the document below an issuer.
    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// Whether the client secret goes into the body instead of a header.
    var takesSecretInBody: Bool {
        guard let methods = tokenEndpointAuthMethods else { return false }
        return !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
    }

    /// Where the browser is sent (Core 1.0, 3.1.2.1).
    func authorization(
        of provider: SignInProvider.Details, redirect: String, state: String, attempt: OpenIDAttempt
    ) -> String? {
        guard var parts = URLComponents(url: authorizationEndpoint, resolvingAgainstBaseURL: false) else { return nil }
        parts.queryItems =
            (parts.queryItems ?? []) + [
                URLQueryItem(name: "response_type", value: "code"),
                URLQueryItem(name: "client_id", value: provider.clientID),
                URLQueryItem(name: "redirect_uri", value: redirect),
                URLQueryItem(name: "scope", value: provider.scopes.joined(separator: " ")),
                URLQueryItem(name: "state", value: state),
                URLQueryItem(name: "nonce", value: attempt.nonce),
                URLQueryItem(name: "code_challenge", value: attempt.challenge),
                URLQueryItem(name: "code_challenge_method", value: "S256"),
            ]
        return parts.string
    }
}
