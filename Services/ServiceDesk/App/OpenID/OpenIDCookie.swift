import Chassis
import Foundation
import HTTPTypes
import Hummingbird

/// What a browser keeps while it is away at a provider. It comes back by a link of somebody else's, so the cookie is `Lax`, short-lived,
/// and good for nothing but this.
enum OpenIDCookie {
    private static let name = "dienst_openid"

    static func value(_ call: Call) -> String? {
        guard let given = call.request.cookies[name]?.value, given.utf8.count == 43 else { return nil }
        return given
    }

    static func header(_ value: String, _ call: Call) -> String {
        "\(name)=\(value); Path=/api/v1/sign-in/openid; Max-Age=\(Int(OpenIDAttempt.lifetime)); HttpOnly; SameSite=Lax"
            + (call.origin.hasPrefix("https:") ? "; Secure" : "")
    }

    static func gone(_ call: Call) -> String { header("", call).replacing("Max-Age=600", with: "Max-Age=0") }
}
