import Contracts
import Foundation
import Hummingbird

/// Decodes a JSON body strictly: every fault is told with the field it stands at.
struct BodyReader: Sendable {
    let schema: Schema
    let definitions: [String: ObjectSchema]

    /// Throws 400 for what is no JSON, 422 for an unknown, missing or wrong field.
    func decode<Body: Decodable>(_ type: Body.Type, from data: Data) throws -> Body {
        try check(tree(data), schema, at: [])
        do {
            return try WireJSON.decoder.decode(type, from: data)
        } catch let error as DecodingError {
            throw reply(error)
        }
    }

    private func tree(_ data: Data) throws(ErrorReply) -> Any {
        guard !data.isEmpty else { throw ErrorReply(.badRequest, "malformed_json", "A JSON body is needed.") }
        do {
            return try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
        } catch {
            throw ErrorReply(.badRequest, "malformed_json", "The body is not well-formed JSON.")
        }
    }

    /// What decoding does not look at: fields nobody reads, and the one character no text column can hold.
    private func check(_ value: Any, _ schema: Schema, at path: [String]) throws(ErrorReply) {
        if let text = value as? String, text.contains("\0") {
            throw .body(Self.joined(path), "The character NUL cannot be kept.")
        }
        switch schema.unwrapped {
        case .object(let name):
            guard let members = value as? [String: Any], let object = definitions[name] else { return }
            for key in members.keys.sorted() {
                guard let property = object[key] else { throw unknown(path + [key], object) }
                if let member = members[key] { try check(member, property.schema, at: path + [key]) }
            }
        case .list(let element):
            guard let elements = value as? [Any] else { return }
            for (index, value) in elements.enumerated() { try check(value, element, at: path + ["\(index)"]) }
        case .map(let element):
            guard let members = value as? [String: Any] else { return }
            for (key, value) in members {
                try check(key, .text(), at: path + [key])
                try check(value, element, at: path + [key])
            }
        case .integer, .integers:
            // Foundation says where for every other wrong value, but not for a fraction or an overflow.
            guard let number = (value as? NSNumber)?.doubleValue else { return }
            guard number == number.rounded(), abs(number) < 1e19 else { throw wrong(path, schema) }
        default: return
        }
    }

    private func unknown(_ path: [String], _ object: ObjectSchema) -> ErrorReply {
        let names = object.properties.map(\.name).joined(separator: ", ")
        return .body(Self.joined(path), "There is no such field; known here are \(names).")
    }

    private func wrong(_ path: [String], _ schema: Schema) -> ErrorReply {
        .body(Self.joined(path), "This cannot be used; give \(schema.expectation).")
    }

    private func reply(_ error: DecodingError) -> ErrorReply {
        switch error {
        case .keyNotFound(let key, let context):
            let path = context.codingPath + [key]
            return .body(Self.joined(path), "This field is needed: give \(shape(at: path).expectation).")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let expected = shape(at: context.codingPath).expectation
            return .body(Self.joined(context.codingPath), "This cannot be used; give \(expected).")
        @unknown default: return .body(nil, "The body cannot be understood.")
        }
    }

    private func shape(at path: [any CodingKey]) -> Schema {
        path.reduce(schema) { schema, key in
            switch schema.unwrapped {
            case .object(let name): definitions[name]?[key.stringValue]?.schema ?? .anything
            case .list(let element), .map(let element): element
            default: schema
            }
        }
    }

    private static func joined(_ path: [any CodingKey]) -> String? {
        joined(path.map { key in key.intValue.map(String.init) ?? key.stringValue })
    }

    private static func joined(_ path: [String]) -> String? { path.isEmpty ? nil : path.joined(separator: ".") }
}
