import Foundation

/// 256 random bits that stand for one decision of one person; only their link has them.
struct OneTimeSecret: Equatable, Sendable {
    let text: String

    var bytes: Data { Data(text.utf8) }

    /// A new one.
    init() {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        text = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The one somebody sent; nil for what cannot be one.
    init?(_ given: String) {
        guard given.utf8.count == 43, given.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        text = given
    }
}
