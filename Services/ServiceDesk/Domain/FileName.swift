import Foundation
import Records

/// Names of attached files, as people read them; never a place on a disk.
package enum FileName {
    package static let longest = 200

    /// The last part of a path, without control and direction-changing characters. Throws `Invalid` when nothing is left.
    package static func cleaned(_ name: String, field: String = "name") throws(Invalid) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let scalars = last.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse: false
            default: true
            }
        }
        let plain = String(String.UnicodeScalarView(scalars)).precomposedStringWithCanonicalMapping
        let trimmed = plain.trimmingCharacters(in: .whitespaces)
        guard trimmed.contains(where: { $0 != "." }) else {
            throw Invalid("Give the file a name.", field: field, code: "empty")
        }
        return shortened(trimmed)
    }

    /// What stands behind the last dot, in small letters; nil without one.
    package static func suffix(of name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        let suffix = name[name.index(after: dot)...]
        return suffix.isEmpty || suffix.count > 10 ? nil : suffix.lowercased()
    }

    /// The name as it ends for a file of this type: given an ending when it has none. Throws `Invalid` for the ending of another type.
    package static func ending(_ name: String, as type: FileType, field: String = "name") throws(Invalid) -> String {
        guard let suffix = suffix(of: name) else { return shortened(name + "." + type.suffixes[0]) }
        guard type.suffixes.contains(suffix) else {
            throw refusal("The content is \(type.rawValue), but the name ends in .\(suffix).", field: field)
        }
        return name
    }

    /// A file that may not be attached.
    package static func refusal(_ because: String, field: String = "name") -> Invalid {
        Invalid(
            "\(because) Attach pictures, PDF, office documents, zip archives, or text (txt, csv, log, json, eml, md).",
            field: field, code: "type_refused")
    }

    private static func shortened(_ name: String) -> String {
        guard name.unicodeScalars.count > longest else { return name }
        let ending = suffix(of: name).map { "." + $0 } ?? ""
        let kept = String(name.unicodeScalars.prefix(longest - ending.unicodeScalars.count))
        return kept + ending
    }
}
