import Foundation
import Records

/// Reads JSON on the intake's hot path: one pass, no numbers computed, faults told by position.
struct IntakeReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    /// Throws `Invalid` with the position of the fault.
    static func read(_ data: Data) throws(Invalid) -> IntakeValue {
        let result: Result<IntakeValue, Invalid> = data.withUnsafeBytes { raw in
            var reader = IntakeReader(bytes: raw.bindMemory(to: UInt8.self))
            do throws(Invalid) {
                return .success(try reader.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func document() throws(Invalid) -> IntakeValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        let value = try value(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw fault("something follows the JSON value") }
        return value
    }

    private mutating func value(depth: Int) throws(Invalid) -> IntakeValue {
        guard depth < 64 else { throw fault("it is nested deeper than 64 levels") }
        skipSpace()
        guard at < bytes.count else { throw fault(bytes.isEmpty ? "the body is empty" : "it ends too early") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(Invalid) -> IntakeValue {
        at += 1
        var members: [IntakeValue.Member] = []
        if takes(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                throw fault("a member name in quotes is needed")
            }
            let name = try text()
            guard takes(UInt8(ascii: ":")) else { throw fault("a colon is needed") }
            members.append(IntakeValue.Member(name: name, value: try value(depth: depth + 1)))
            if takes(UInt8(ascii: "}")) { return .object(members) }
            guard takes(UInt8(ascii: ",")) else { throw fault("a comma or } is needed") }
        }
    }

    private mutating func list(depth: Int) throws(Invalid) -> IntakeValue {
        at += 1
        var values: [IntakeValue] = []
        if takes(UInt8(ascii: "]")) { return .list(values) }
        while true {
            values.append(try value(depth: depth + 1))
            if takes(UInt8(ascii: "]")) { return .list(values) }
            guard takes(UInt8(ascii: ",")) else { throw fault("a comma or ] is needed") }
        }
    }

    private mutating func text() throws(Invalid) -> String {
        at += 1
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                defer { at += 1 }
                return String(decoding: bytes[start..<at], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedText(from: start)
            case 0: throw fault("the character NUL cannot be kept")
            default: at += 1
            }
        }
        throw fault("a text does not end")
    }

    private mutating func escapedText(from start: Int) throws(Invalid) -> String {
        var units = Array(bytes[start..<at])
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"): units.append(contentsOf: try escape())
            case 0: throw fault("the character NUL cannot be kept")
            default: units.append(byte)
            }
        }
        throw fault("a text does not end")
    }

    private mutating func escape() throws(Invalid) -> [UInt8] {
        guard at < bytes.count else { throw fault("a text does not end") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "u"): return try unicode()
        default: throw fault("no such escape")
        }
    }

    /// One character, from one or two UTF-16 units; what is half a pair, or NUL, becomes the replacement character.
    private mutating func unicode() throws(Invalid) -> [UInt8] {
        let first = try hexUnit()
        var scalar = Unicode.Scalar(UInt32(first))
        if UTF16.isLeadSurrogate(first), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        {
            let back = at
            at += 2
            let second = try hexUnit()
            if UTF16.isTrailSurrogate(second) {
                scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
            } else {
                at = back
            }
        }
        let kept = scalar.flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}"
        return Array(String(Character(kept)).utf8)
    }

    private mutating func hexUnit() throws(Invalid) -> UInt16 {
        guard at + 4 <= bytes.count, let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else {
            throw fault("four hexadecimal digits are needed")
        }
        at += 4
        return unit
    }

    private mutating func number() throws(Invalid) -> IntakeValue {
        let start = at
        while at < bytes.count, isNumeric(bytes[at]) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        guard Double(text) != nil else { throw fault("this is no JSON value") }
        return .number(text)
    }

    private mutating func word(_ word: String, _ value: IntakeValue) throws(Invalid) -> IntakeValue {
        guard bytes[at...].starts(with: word.utf8) else { throw fault("this is no JSON value") }
        at += word.utf8.count
        return value
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipSpace()
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || (0x09...0x0D).contains(bytes[at]) { at += 1 }
    }

    private func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private func fault(_ what: String) -> Invalid {
        Invalid("The body is not well-formed JSON: \(what) (at byte \(at)).", code: "malformed_json")
    }
}
