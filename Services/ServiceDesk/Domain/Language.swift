import Foundation
import Records

/// The languages the suite speaks, by their BCP 47 tags.
package enum Language: String, Codable, CaseIterable, Sendable {
    case english = "en"
    case german = "de"
    case swedish = "sv"
    case norwegian = "nb"
    case russian = "ru"
}

extension Wording {
    /// A time zone by its IANA name: `Europe/Berlin`. Abbreviations and offsets are refused: they know no summer.
    package static func zone(_ name: String?, field: String) throws(Invalid) -> String? {
        guard let name else { return nil }
        guard name.utf8.count <= 64, name == "UTC" || name.contains("/"), TimeZone(identifier: name) != nil else {
            throw Invalid("Give a time zone by its name, such as Europe/Berlin.", field: field, code: "unknown_zone")
        }
        return name
    }
}
