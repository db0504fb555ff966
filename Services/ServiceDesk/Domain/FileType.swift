import Foundation
import Records

/// The kinds of files that may be attached. What is in none of these is refused, above all what a browser or a system would execute.
package enum FileType: String, Codable, CaseIterable, Sendable {
    case png, jpeg, gif, webp, pdf, zip, docx, xlsx, pptx, odt, text

    /// As files of this type are served; never as something a browser runs.
    package func mediaType(named name: String) -> String {
        switch self {
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .gif: "image/gif"
        case .webp: "image/webp"
        case .pdf: "application/pdf"
        case .zip: "application/zip"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .text: FileName.suffix(of: name) == "csv" ? "text/csv" : "text/plain"
        }
    }

    /// How names of such files end; the first is given to those that do not say.
    package var suffixes: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .text: ["txt", "csv", "log", "json", "eml", "md"]
        default: [rawValue]
        }
    }

    /// What the first bytes say; nil when they are those of nothing that may be attached. Office files begin as `zip`.
    package init?(beginning head: Data) {
        let signatures: [(FileType, [UInt8])] = [
            (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), (.jpeg, [0xFF, 0xD8, 0xFF]),
            (.gif, Array("GIF87a".utf8)), (.gif, Array("GIF89a".utf8)), (.pdf, Array("%PDF-".utf8)),
            (.zip, [0x50, 0x4B, 0x03, 0x04]),
        ]
        if let known = signatures.first(where: { head.starts(with: $0.1) }) {
            self = known.0
        } else if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self = .webp
        } else if FileText.allows(head), !FileText.looksExecutable(head) {
            self = .text
        } else {
            return nil
        }
    }

    /// The type of an archive by what it holds; nil when it holds programs.
    package init?(archiveHolding names: [String]) {
        let programs = ["META-INF/MANIFEST.MF", "AndroidManifest.xml"]
        guard !names.contains(where: { programs.contains($0) || $0.lowercased().hasSuffix("vbaproject.bin") }) else {
            return nil
        }
        let isOffice = names.contains("[Content_Types].xml")
        if isOffice, names.contains("word/document.xml") {
            self = .docx
        } else if isOffice, names.contains("xl/workbook.xml") {
            self = .xlsx
        } else if isOffice, names.contains("ppt/presentation.xml") {
            self = .pptx
        } else if names.first == "mimetype", names.contains("content.xml") {
            self = .odt
        } else {
            self = .zip
        }
    }
}

/// Text that is nothing but text.
package enum FileText {
    /// Whether these bytes hold no control characters but line ends, tabs, form feeds and the escapes of coloured logs.
    package static func allows(_ bytes: Data) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 ? $0 != 0x7F : [0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
    }

    /// Whether a browser or a shell would take it for its own: markup, or a script with an interpreter.
    package static func looksExecutable(_ head: Data) -> Bool {
        var bytes = head.prefix(1024)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let start = String(decoding: bytes, as: UTF8.self).lowercased().drop { $0.isWhitespace }
        let markup = ["<!doctype", "<!--", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<?xml", "<?php"]
        return start.hasPrefix("#!") || markup.contains { start.hasPrefix($0) }
    }
}
