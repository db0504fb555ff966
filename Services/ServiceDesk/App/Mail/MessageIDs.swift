import Crypto
import DeskDomain
import Foundation

/// Message ids (RFC 5322, 3.6.4) that name a record and are signed, so that a reply finds its record and nobody invents one.
///
/// `<dienst.request.0198….0199….5f2c…@example.org>`: kind, record, notice, and 64 bits of an HMAC-SHA-256.
struct MessageIDs: Sendable {
    let identity: MailIdentity

    /// The id of one notice's mail.
    func id(of notice: UUID, about record: RecordReference) -> String {
        signed("\(record.kind.rawValue).\(Self.text(record.id)).\(Self.text(notice))")
    }

    /// The id of a digest, which is about no record.
    func id(ofDigest notice: UUID) -> String { signed("digest.\(Self.text(notice))") }

    /// Stands for the record itself: all its mails refer to it, so that they are shown as one conversation.
    func thread(of record: RecordReference) -> String { signed("\(record.kind.rawValue).\(Self.text(record.id))") }

    /// The record that a message id of ours names; nil for anybody else's, whatever it looks like.
    func record(of messageID: String) -> RecordReference? {
        let words = messageID.trimmingPrefix("<").prefix { $0 != "@" }.split(separator: ".").map(String.init)
        guard words.count >= 4, words.first == "dienst", let signature = words.last else { return nil }
        let name = words.dropFirst().dropLast().joined(separator: ".")
        guard Self.isSame(signature, self.signature(name)) else { return nil }
        guard let kind = RecordKind(rawValue: words[1]), let id = UUID(uuidString: words[2]) else { return nil }
        return RecordReference(kind: kind, id: id)
    }

    private func signed(_ name: String) -> String { "<dienst.\(name).\(signature(name))@\(identity.domain)>" }

    private func signature(_ name: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(name.utf8), using: SymmetricKey(data: identity.key))
        return code.prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// In the same time for all signatures of one length.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        return one.count == other.count && zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func text(_ id: UUID) -> String { id.uuidString.lowercased() }
}
