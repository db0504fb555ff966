import Foundation
import SystemPackage

/// The file that takes a child's output.
struct LogFile {
    private static let largest = 16 * 1024 * 1024
    private let file: URL

    init(_ file: URL) {
        self.file = file
    }

    /// Opens the file at its end; a large one is put aside first, replacing the one put aside before.
    func openForAppending() throws -> FileDescriptor {
        let files = FileManager.default
        if let size = try? files.attributesOfItem(atPath: file.path)[.size] as? Int, size > Self.largest {
            let aside = file.appendingPathExtension("1")
            if files.fileExists(atPath: aside.path) { try files.removeItem(at: aside) }
            try files.moveItem(at: file, to: aside)
        }
        return try FileDescriptor.open(
            FilePath(file.path), .writeOnly, options: [.append, .create, .closeOnExec],
            permissions: .ownerReadWrite)
    }

    func lastLines(_ count: Int) -> String {
        guard let handle = try? FileHandle(forReadingFrom: file), let end = try? handle.seekToEnd() else { return "" }
        let start = end > 16_384 ? end - 16_384 : 0
        guard (try? handle.seek(toOffset: start)) != nil, let data = try? handle.readToEnd() else { return "" }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").suffix(count).joined(separator: "\n")
    }
}
