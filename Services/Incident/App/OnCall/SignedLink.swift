import Crypto
import Foundation
import Postgres
import Records

/// A link that lets one person do one thing without signing in: a calendar that is subscribed to, a call that is answered from a
/// mail. It holds in every copy and with the desk away; whoever has the link may use it, so it opens nothing else.
struct SignedLink: Equatable, Sendable {
    enum Purpose: String, Sendable {
        case calendar
        case page
    }

    let purpose: Purpose
    /// The schedule, or the page.
    let subject: UUID
    let person: UUID

    /// The token in the link: both ids and what proves them, 64 letters of base64url.
    func token(in tx: Transaction) throws -> String {
        let named = bytes
        return
            (named + Data(HMAC<SHA256>.authenticationCode(for: signed(named), using: try Self.key(in: tx))).prefix(16))
            .base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }

    /// Nil for what nobody here has signed for that purpose.
    init?(_ token: String, for purpose: Purpose, in tx: Transaction) throws {
        guard token.utf8.count == 64,
            let data = Data(base64Encoded: token.replacing("-", with: "+").replacing("_", with: "/")), data.count == 48
        else { return nil }
        self.init(purpose: purpose, subject: UUID(data.prefix(16)), person: UUID(data.dropFirst(16).prefix(16)))
        let expected = HMAC<SHA256>.authenticationCode(for: signed(bytes), using: try Self.key(in: tx))
        let difference = zip(Data(expected).prefix(16), data.suffix(16)).reduce(0) { $0 | ($1.0 ^ $1.1) }
        guard difference == 0 else { return nil }
    }

    init(purpose: Purpose, subject: UUID, person: UUID) {
        self.purpose = purpose
        self.subject = subject
        self.person = person
    }

    private var bytes: Data {
        [subject, person].reduce(into: Data()) { data, id in
            withUnsafeBytes(of: id.uuid) { data.append(contentsOf: $0) }
        }
    }

    private func signed(_ named: Data) -> Data { Data(purpose.rawValue.utf8) + named }

    /// Made with the table, the same for all copies.
    private static func key(in tx: Transaction) throws -> SymmetricKey {
        guard let key: Data = try tx.first("SELECT key FROM link_key", { try $0.value("key") }) else {
            throw NotFound("link_key", "1")
        }
        return SymmetricKey(data: key)
    }
}

extension UUID {
    fileprivate init(_ data: Data) {
        let b = Array(data)
        self.init(
            uuid: (
                b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]
            ))
    }
}
