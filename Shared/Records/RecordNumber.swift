/// The number people say on the phone: two or three letters and at least seven digits, `INC0000042`.
package struct RecordNumber: Hashable, Sendable, CustomStringConvertible {
    package enum Prefix: String, CaseIterable, Sendable {
        case incident = "INC"
        case problem = "PRB"
        case change = "CHG"
        case request = "REQ"
        case knownError = "KER"
        case candidate = "CAN"
        case window = "MWD"
        case situation = "SIT"
        case alert = "ALT"
        case contact = "CON"
        case article = "KB"
        case unsupportedRequest = "USR"
        case improvement = "IMP"
        case adjustment = "ADJ"
        case majorIncident = "MIM"
    }

    package let prefix: Prefix
    package let count: Int

    package init(_ prefix: Prefix, _ count: Int) {
        self.prefix = prefix
        self.count = count
    }

    package var description: String {
        let digits = String(count)
        return prefix.rawValue + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }
}
