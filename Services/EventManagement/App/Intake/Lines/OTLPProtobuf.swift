import Foundation
import Records

/// Reads exactly the messages of an OTLP logs request, into what its JSON form would be. Unknown fields are passed over.
struct OTLPProtobuf {
    private enum Wire: UInt64 { case varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 }

    /// How a field of a message is read, and the name of it in JSON.
    private indirect enum Field {
        case text(String)
        case hex(String)
        case integer(String)
        case boolean(String)
        case double(String)
        case message(String, [UInt64: Field])
        case list(String, [UInt64: Field])
        /// A value of any type, which holds itself.
        case any(String)
        case anyList(String)
        case pairs(String)
    }

    static func request(_ data: Data) throws(Invalid) -> IntakeValue {
        var reader = OTLPProtobuf(bytes: [UInt8](data))
        return try reader.message(export, end: data.count, depth: 0)
    }

    private static let anyValue: [UInt64: Field] = [
        1: .text("stringValue"), 2: .boolean("boolValue"), 3: .integer("intValue"), 4: .double("doubleValue"),
        5: .message("arrayValue", [1: .anyList("values")]), 6: .message("kvlistValue", [1: .pairs("values")]),
        7: .hex("bytesValue"),
    ]
    private static let keyValue: [UInt64: Field] = [1: .text("key"), 2: .any("value")]
    private static let logRecord: [UInt64: Field] = [
        1: .integer("timeUnixNano"), 2: .integer("severityNumber"), 3: .text("severityText"), 5: .any("body"),
        6: .pairs("attributes"), 9: .hex("traceId"), 10: .hex("spanId"), 11: .integer("observedTimeUnixNano"),
        12: .text("eventName"),
    ]
    private static let export: [UInt64: Field] = [
        1: .list(
            "resourceLogs",
            [
                1: .message("resource", [1: .pairs("attributes")]),
                2: .list("scopeLogs", [2: .list("logRecords", logRecord)]),
            ])
    ]

    private let bytes: [UInt8]
    private var at = 0

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func message(_ fields: [UInt64: Field], end: Int, depth: Int) throws(Invalid) -> IntakeValue {
        guard depth < 32 else { throw Self.fault("it is nested deeper than 32 levels") }
        var single: [IntakeValue.Member] = []
        var lists: [String: [IntakeValue]] = [:]
        while at < end {
            let tag = try varint()
            guard let wire = Wire(rawValue: tag & 7) else { throw Self.fault("a field has an unknown type") }
            guard let field = fields[tag >> 3] else {
                try skip(wire, end: end)
                continue
            }
            switch field {
            case .list(let name, let inner):
                lists[name, default: []].append(try nested(inner, wire, end: end, depth: depth))
            case .anyList(let name):
                lists[name, default: []].append(try nested(Self.anyValue, wire, end: end, depth: depth))
            case .pairs(let name):
                lists[name, default: []].append(try nested(Self.keyValue, wire, end: end, depth: depth))
            case .message(let name, let inner):
                single.append(.init(name: name, value: try nested(inner, wire, end: end, depth: depth)))
            case .any(let name):
                single.append(.init(name: name, value: try nested(Self.anyValue, wire, end: end, depth: depth)))
            case .text(let name), .hex(let name), .integer(let name), .boolean(let name), .double(let name):
                single.append(.init(name: name, value: try scalar(field, wire, end: end)))
            }
        }
        guard at == end else { throw Self.fault("a message is longer than it says") }
        return .object(single + lists.map { .init(name: $0.key, value: .list($0.value)) })
    }

    /// A value that holds no other.
    private mutating func scalar(_ field: Field, _ wire: Wire, end: Int) throws(Invalid) -> IntakeValue {
        switch field {
        case .hex:
            let digits = try block(wire, end: end).prefix(4096).map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            return .text(digits.joined())
        case .integer: return .number(String(Int64(bitPattern: try number(wire, end: end))))
        case .boolean: return .boolean(try number(wire, end: end) != 0)
        case .double: return .number(String(Double(bitPattern: try number(wire, end: end))))
        default:
            let text = String(decoding: try block(wire, end: end), as: UTF8.self)
            return .text(text.replacing("\0", with: "\u{FFFD}"))
        }
    }

    private mutating func nested(
        _ fields: [UInt64: Field], _ wire: Wire, end: Int, depth: Int
    ) throws(Invalid) -> IntakeValue {
        let length = try length(wire, end: end)
        return try message(fields, end: at + length, depth: depth + 1)
    }

    private mutating func block(_ wire: Wire, end: Int) throws(Invalid) -> ArraySlice<UInt8> {
        let length = try length(wire, end: end)
        defer { at += length }
        return bytes[at..<at + length]
    }

    private mutating func length(_ wire: Wire, end: Int) throws(Invalid) -> Int {
        guard wire == .bytes else { throw Self.fault("a field is not of its type") }
        let length = try varint()
        guard length <= UInt64(max(0, end - at)) else { throw Self.fault("it ends too early") }
        return Int(length)
    }

    private mutating func number(_ wire: Wire, end: Int) throws(Invalid) -> UInt64 {
        switch wire {
        case .varint: return try varint()
        case .fixed64: return try fixed(8, end: end)
        case .fixed32: return try fixed(4, end: end)
        case .bytes: throw Self.fault("a field is not of its type")
        }
    }

    private mutating func fixed(_ count: Int, end: Int) throws(Invalid) -> UInt64 {
        guard at + count <= end else { throw Self.fault("it ends too early") }
        defer { at += count }
        return bytes[at..<at + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func varint() throws(Invalid) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard at < bytes.count else { throw Self.fault("it ends too early") }
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw Self.fault("a number is too long")
    }

    private mutating func skip(_ wire: Wire, end: Int) throws(Invalid) {
        switch wire {
        case .varint: _ = try varint()
        case .fixed64: _ = try fixed(8, end: end)
        case .fixed32: _ = try fixed(4, end: end)
        case .bytes: _ = try block(wire, end: end)
        }
    }

    private static func fault(_ what: String) -> Invalid {
        Invalid("The body is no OTLP logs request: \(what).", code: "malformed_protobuf")
    }
}
