import DeskDomain
import Foundation
import Postgres

/// Where files hang: on a record, or with a person who is about to send a form.
struct AttachmentPlace: Sendable, CustomStringConvertible {
    let kind: String
    let id: UUID

    init(_ record: RecordReference) { (kind, id) = (record.kind.rawValue, record.id) }

    private init(kind: String, id: UUID) { (self.kind, self.id) = (kind, id) }

    static func form(of person: UUID) -> AttachmentPlace { AttachmentPlace(kind: "form", id: person) }

    var description: String { "\(kind)/\(id.uuidString.lowercased())" }
}

/// Attached files in pieces, so that any copy of the desk serves them and a backup holds them.
struct AttachmentStore {
    /// A file without its bytes.
    struct Stored: Sendable {
        let id: UUID
        let name: String
        let type: FileType
        let size: Int
        /// SHA-256 in hexadecimal digits; nil while it is still arriving.
        let digest: String?
        let uploadedBy: UUID
        let uploadedAt: Date
        /// The entry that carries it; nil until it is sent.
        let entry: UUID?
        let entryKind: Conversation.Entry.Kind?
    }

    /// An attachment with the entry that carries it.
    private static let joined: SQL = """
        SELECT a.id, a.name, a.type, a.size, a.digest, a.uploaded_by, a.uploaded_at, a.entry, e.kind AS entry_kind
        FROM attachment a LEFT JOIN conversation_entry e ON e.id = a.entry
        """

    func begin(
        _ id: UUID, name: String, at place: AttachmentPlace, by person: UUID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO attachment (id, kind, about, name, type, size, uploaded_by, uploaded_at)
            VALUES (
                \(id), \(place.kind), \(place.id), \(name), \(FileType.text), 0, \(person), \(try tx.now)
            )
            """)
    }

    func append(_ bytes: Data, at position: Int, to id: UUID, in tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO attachment_chunk (attachment, position, bytes) VALUES (\(id), \(position), \(bytes))")
        try tx.execute("UPDATE attachment SET size = size + \(bytes.count) WHERE id = \(id)")
    }

    func finish(_ id: UUID, name: String, type: FileType, digest: String, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE attachment SET name = \(name), type = \(type), digest = \(digest) WHERE id = \(id)")
    }

    func piece(_ position: Int, of id: UUID, in tx: Transaction) throws -> Data? {
        try tx.first("SELECT bytes FROM attachment_chunk WHERE attachment = \(id) AND position = \(position)") {
            try $0.value("bytes")
        }
    }

    /// Of a record, all bytes that are there or arriving.
    func size(at place: AttachmentPlace, in tx: Transaction) throws -> Int {
        try tx.first(
            """
            SELECT coalesce(sum(size), 0)::bigint AS size FROM attachment
            WHERE kind = \(place.kind) AND about = \(place.id)
            """
        ) { try $0.value("size") } ?? 0
    }

    /// The whole file, as far as it hangs on this record.
    func find(_ id: UUID, at place: AttachmentPlace, in tx: Transaction) throws -> Stored? {
        try tx.first(
            """
            \(Self.joined)
            WHERE a.id = \(id) AND a.kind = \(place.kind) AND a.about = \(place.id) AND a.digest IS NOT NULL
            """, Stored.init)
    }

    func all(at place: AttachmentPlace, in tx: Transaction) throws -> [Stored] {
        try tx.query(
            """
            \(Self.joined)
            WHERE a.kind = \(place.kind) AND a.about = \(place.id) AND a.digest IS NOT NULL
            ORDER BY a.uploaded_at, a.id
            """, Stored.init)
    }

    func sent(with entries: [UUID], in tx: Transaction) throws -> [UUID: [Stored]] {
        guard !entries.isEmpty else { return [:] }
        let files = try tx.query(
            "\(Self.joined) WHERE a.entry = ANY(\(entries)) ORDER BY a.uploaded_at, a.id", Stored.init)
        return Dictionary(grouping: files) { $0.entry ?? $0.id }
    }

    /// Puts the uploader's own waiting files into an entry; answers how many there were.
    func send(
        _ ids: [UUID], with entry: UUID, at place: AttachmentPlace, by person: UUID, in tx: Transaction
    ) throws -> Int {
        try tx.execute(
            """
            UPDATE attachment SET entry = \(entry)
            WHERE id = ANY(\(ids)) AND kind = \(place.kind) AND about = \(place.id)
                AND uploaded_by = \(person) AND entry IS NULL AND digest IS NOT NULL
            """)
    }

    /// Files that somebody uploaded for a form go to the record that came of it; answers how many there were.
    func move(_ ids: [UUID], of person: UUID, to record: RecordReference, in tx: Transaction) throws -> Int {
        try tx.execute(
            """
            UPDATE attachment SET kind = \(record.kind), about = \(record.id)
            WHERE id = ANY(\(ids)) AND kind = 'form' AND about = \(person) AND uploaded_by = \(person)
                AND entry IS NULL AND digest IS NOT NULL
            """)
    }

    /// Files that were uploaded to a record that goes on as another one.
    func carry(
        _ ids: [UUID], from record: RecordReference, to survivor: RecordReference, of person: UUID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE attachment SET kind = \(survivor.kind), about = \(survivor.id)
            WHERE id = ANY(\(ids)) AND kind = \(record.kind) AND about = \(record.id) AND uploaded_by = \(person)
                AND entry IS NULL AND digest IS NOT NULL
            """)
    }

    func delete(_ id: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM attachment WHERE id = \(id)")
    }

    /// The files of a note that was taken back.
    func delete(sentWith entry: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM attachment WHERE entry = \(entry)")
    }

    /// A file that nobody sent.
    func deleteUnsent(_ id: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM attachment WHERE id = \(id) AND entry IS NULL")
    }
}

extension AttachmentStore.Stored {
    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), name: try row.value("name"), type: try row.value("type"),
            size: try row.value("size"), digest: try row.value("digest"), uploadedBy: try row.value("uploaded_by"),
            uploadedAt: try row.value("uploaded_at"), entry: try row.value("entry"),
            entryKind: try row.value("entry_kind"))
    }
}
