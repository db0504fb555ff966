import Crypto
import DeskDomain
import Foundation
import Records

/// Looks at a file while it passes: what it is, how long, and its digest. Keeps no more than its two newest pieces.
struct FileInspection {
    private static let longestTail = 2 * KeepAttachments.pieceSize

    private var hash = SHA256()
    private var type: FileType?
    private var tail = Data()
    private(set) var size = 0

    /// Throws `Invalid` as soon as the file turns out to be none that may be attached.
    mutating func take(_ piece: Data) throws(Invalid) {
        if size == 0 {
            guard let beginning = FileType(beginning: piece) else {
                throw FileName.refusal("Files of this kind are not taken.")
            }
            type = beginning
        }
        if type == .text, !FileText.allows(piece) { throw FileName.refusal("This is no text.") }
        if type == .zip { tail = Data((tail + piece).suffix(Self.longestTail)) }
        hash.update(data: piece)
        size += piece.count
    }

    /// The type and the SHA-256 of the whole file. Throws `Invalid` for an empty one, and for archives that hold programs.
    func finished() throws(Invalid) -> (type: FileType, digest: String) {
        guard let type else { throw Invalid("The file is empty.", field: "name", code: "empty") }
        let digest = hash.finalize().map { String(format: "%02x", $0) }.joined()
        guard type == .zip, let names = ArchiveNames.read(tail: tail, size: size) else { return (type, digest) }
        guard let archive = FileType(archiveHolding: names) else {
            throw FileName.refusal("This archive holds programs.")
        }
        return (archive, digest)
    }
}
