import Foundation

/// Takes secrets out of what a source sent before people look at it.
enum Redaction {
    /// At most so many characters of a body are shown.
    static let most = 256 << 10

    private static let names =
        "password|passwd|secret|token|api[-_]?key|routing_key|service_key|integration_key|community|authorization|cookie"

    /// The values of members and parameters with telling names, and SNMP's community, as `***`.
    static func shown(_ body: Data) -> String {
        var text = String(decoding: body.prefix(most), as: UTF8.self)
        for pattern in patterns {
            guard let regex = try? NSRegularExpression(pattern: pattern, options: [.caseInsensitive]) else { continue }
            text = regex.stringByReplacingMatches(
                in: text, range: NSRange(text.startIndex..., in: text), withTemplate: "$1***$2")
        }
        return text
    }

    private static let patterns = [
        #"("[^"]{0,40}(?:\#(names))[^"]{0,20}"\s{0,9}:\s{0,9}")[^"]{0,4096}(")"#,
        #"((?:^|[&?\s])[\w-]{0,40}(?:\#(names))=)[^&\s"]{1,4096}()"#,
        #"(1\.3\.6\.1\.6\.3\.18\.1\.4\.0\s{0,9}(?:=|:|STRING:)?\s{0,9}"?)[^"\s,}]{1,256}()"#,
    ]
}
