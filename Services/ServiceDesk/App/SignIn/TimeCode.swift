import Crypto
import Foundation

/// One-time codes from a shared secret and the time (TOTP, RFC 6238): SHA-1, six digits, a step of thirty seconds, as every
/// authenticator application makes them.
struct TimeCode: Sendable {
    static let step: TimeInterval = 30
    static let digits = 6
    static let secretBytes = 20

    let secret: Data

    init(secret: Data) { self.secret = secret }

    /// A new secret of 160 bits, as long as the hash (RFC 4226, 4).
    static func random() -> TimeCode {
        var random = SystemRandomNumberGenerator()
        return TimeCode(secret: Data((0..<secretBytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }))
    }

    /// The step that a time lies in.
    static func step(at instant: Date) -> Int { Int((instant.timeIntervalSince1970 / step).rounded(.down)) }

    /// The code of a step, with leading zeros.
    func code(of step: Int) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: Int64(step)).bigEndian) { Data($0) }
        let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let word = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let number = String(word % 1_000_000)
        return String(repeating: "0", count: Self.digits - number.count) + number
    }

    /// The step whose code this is, of the present one and its neighbours, for clocks that differ a little; none that is not later than `last`.
    func step(matching code: String, at instant: Date, after last: Int) -> Int? {
        let present = Self.step(at: instant)
        return (present - 1...present + 1).first { step in step > last && Self.equal(self.code(of: step), code) }
    }

    /// The address that authenticator applications read as a QR code (Key Uri Format).
    func address(issuer: String, account: String) -> String {
        let label = "\(Self.escaped(issuer)):\(Self.escaped(account))"
        return "otpauth://totp/\(label)?secret=\(Base32.text(secret))&issuer=\(Self.escaped(issuer))"
            + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Int(Self.step))"
    }

    /// Takes as long for a code that is nearly right.
    private static func equal(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// Base 32 without padding (RFC 4648), as authenticator applications take secrets.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    static func text(_ data: Data) -> String {
        var (text, buffer, bits) = ("", UInt32(0), 0)
        for byte in data {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt32(bits) & 0x1F)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 0x1F)]) }
        return text
    }
}
