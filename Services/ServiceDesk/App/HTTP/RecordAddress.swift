import Chassis
import DeskDomain
import Foundation
import Records

/// Where everything that hangs on a record of any kind is found.
enum RecordAddress {
    static let root = "/api/v1/records/{kind}/{id}"
}

extension Call {
    /// The record that the address names. Throws `NotFound` for a kind that there is not.
    func record() throws -> RecordReference {
        let (word, id) = (try path("kind"), try uuid("id"))
        guard let kind = RecordKind(rawValue: word) else { throw NotFound("record", id.uuidString.lowercased()) }
        return RecordReference(kind: kind, id: id)
    }
}
