import Chassis
import Foundation
import HTTPTypes
import Hummingbird

/// What a session's cookie holds: 256 random bits that only the browser keeps.
struct SessionSecret: Equatable, Sendable {
    let text: String

    var bytes: Data { Data(text.utf8) }

    /// A new one.
    init() {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        text = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The one a request carries; nil for none, or what cannot be one.
    init?(_ request: Request) {
        guard let given = request.cookies[Access.sessionCookie]?.value, given.utf8.count == 43,
            given.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        text = given
    }

    /// The header that hands it to the browser; scripts never see it, and no other site can have it sent.
    func cookie(for call: Call) -> String { Self.cookie(text, call) }

    /// The header that takes it from the browser.
    static func noCookie(for call: Call) -> String { cookie("", call) + "; Max-Age=0" }

    private static func cookie(_ value: String, _ call: Call) -> String {
        let isEncrypted = forwardedProtocol.flatMap { call.request.headers[$0] }?.lowercased() == "https"
        return "\(Access.sessionCookie)=\(value); Path=/; HttpOnly; SameSite=Strict\(isEncrypted ? "; Secure" : "")"
    }

    private static let forwardedProtocol = HTTPField.Name("X-Forwarded-Proto")
}
