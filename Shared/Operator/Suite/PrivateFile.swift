import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A file that nobody but its owner may read, at no moment.
struct PrivateFile {
    let url: URL

    init(_ url: URL) {
        self.url = url
    }

    /// Replaces the file's contents in one step; a crash leaves the old or the new one.
    func write(_ text: String, for user: SystemUser? = nil) throws {
        let draft = url.appendingPathExtension("new")
        if FileManager.default.fileExists(atPath: draft.path) { try FileManager.default.removeItem(at: draft) }
        let made = FileManager.default.createFile(
            atPath: draft.path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard made else { throw OperatorError("Cannot write \(url.path).") }
        try user?.own(draft)
        let handle = try FileHandle(forWritingTo: draft)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
        guard rename(draft.path, url.path) == 0 else {
            throw OperatorError("Cannot write \(url.path): \(String(cString: strerror(errno))).")
        }
    }
}
