import Foundation

/// The names in a zip archive, read from its central directory (APPNOTE 4.3.12); nothing is unpacked.
package enum ArchiveNames {
    private static let mostNames = 10_000

    /// - Parameters:
    ///   - tail: the last bytes of the archive; long enough for the directory of office files.
    ///   - size: of the whole archive.
    /// Nil when the directory is broken or lies further back.
    package static func read(tail: Data, size: Int) -> [String]? {
        let bytes = [UInt8](tail)
        guard let end = endOfDirectory(bytes) else { return nil }
        let (length, start) = (number(bytes, end + 12, 4), number(bytes, end + 16, 4))
        var offset = start - (size - bytes.count)
        guard offset >= 0, offset + length <= end else { return nil }
        var names: [String] = []
        while offset + 46 <= end, number(bytes, offset, 4) == 0x0201_4B50, names.count < mostNames {
            let (name, extra, comment) = (
                number(bytes, offset + 28, 2), number(bytes, offset + 30, 2), number(bytes, offset + 32, 2)
            )
            guard offset + 46 + name <= end else { return nil }
            names.append(String(decoding: bytes[(offset + 46)..<(offset + 46 + name)], as: UTF8.self))
            offset += 46 + name + extra + comment
        }
        return names.isEmpty ? nil : names
    }

    private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let first = max(0, bytes.count - 22 - 65_535)
        return (first...(bytes.count - 22)).reversed().first { number(bytes, $0, 4) == 0x0605_4B50 }
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int {
        (0..<width).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
}
