import Contracts
import Foundation
import Logging

/// The text of one log line. Escapes by hand: logging must not fail, and must not let a value begin a new line.
enum LogLine {
    static func text(_ event: LogEvent, service: String, label: String, metadata: Logger.Metadata) -> String {
        var line = #"{"time":""# + WireTime.text(Date()) + #"","level":""# + event.level.rawValue + #"","service":"#
        quote(service, into: &line)
        line += #","label":"#
        quote(label, into: &line)
        line += #","message":"#
        quote(event.message.description, into: &line)
        if !metadata.isEmpty {
            line += #","metadata":"#
            write(metadata, into: &line)
        }
        return line + "}\n"
    }

    private static func write(_ metadata: Logger.Metadata, into line: inout String) {
        line += "{"
        for (index, pair) in metadata.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { line += "," }
            quote(pair.key, into: &line)
            line += ":"
            write(pair.value, into: &line)
        }
        line += "}"
    }

    private static func write(_ value: Logger.Metadata.Value, into line: inout String) {
        switch value {
        case .string(let text): quote(text, into: &line)
        case .stringConvertible(let value): quote(value.description, into: &line)
        case .dictionary(let metadata): write(metadata, into: &line)
        case .array(let values):
            line += "["
            for (index, value) in values.enumerated() {
                if index > 0 { line += "," }
                write(value, into: &line)
            }
            line += "]"
        }
    }

    private static func quote(_ text: String, into line: inout String) {
        line += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": line += "\\\""
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                line += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: line.unicodeScalars.append(scalar)
            }
        }
        line += "\""
    }
}
