import Contracts
import Foundation
import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let correlation = HTTPField.Name(written: "X-Correlation-ID")
    static let traceparent = HTTPField.Name(written: "traceparent")
    static let idempotencyKey = HTTPField.Name(written: "Idempotency-Key")

    /// A header name written in the program; `Accept` stands in for one that is not a token.
    private init(written name: String) { self = HTTPField.Name(name) ?? .accept }
}

/// What travels in a request's headers, made safe to log and to pass on.
enum CallHeaders {
    /// The caller's correlation id when it is short and plain, else a new one.
    static func correlation(_ headers: HTTPFields) -> String {
        guard let given = headers[.correlation], (1...64).contains(given.utf8.count),
            given.utf8.allSatisfy({ isPlain($0) })
        else { return UUID.v7().uuidString.lowercased() }
        return given
    }

    /// The caller's trace when it is well formed, else the beginning of a new one.
    static func traceparent(_ headers: HTTPFields) -> String {
        if let given = headers[.traceparent], given.wholeMatch(of: /00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}/) != nil {
            return given
        }
        return "00-\(hex())\(hex())-\(hex())-01"
    }

    static func idempotencyKey(_ headers: HTTPFields) throws(ErrorReply) -> String? {
        guard let key = headers[.idempotencyKey] else { return nil }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .parameter("Idempotency-Key", "Give 1 to 200 visible ASCII characters.")
        }
        return key
    }

    static func bearer(_ headers: HTTPFields) -> String? {
        guard let header = headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Sixteen random digits.
    private static func hex() -> String {
        let digits = String(UInt64.random(in: 1 ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
