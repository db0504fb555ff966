import Contracts
import Foundation
import Postgres

/// Values kept as JSON in a column, in the one JSON form of the suite.
package enum RecordColumn {
    package static func encode(_ value: some Encodable) throws -> JSONText {
        JSONText(String(decoding: try WireJSON.encoder.encode(value), as: UTF8.self))
    }

    package static func decode<T: Decodable>(_ type: T.Type, _ column: JSONText) throws -> T {
        try WireJSON.decoder.decode(type, from: Data(column.text.utf8))
    }
}
