import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Files arrive in pieces before the entry that carries them; what nobody sends is forgotten after a day.
struct KeepAttachments: Sendable {
    static let timer = "attachment-expiry"
    static let pieceSize = 256 * 1024
    private static let patience: TimeInterval = 24 * 3600

    let database: Database
    let settings: AttachmentSettings
    private let store = AttachmentStore()

    init(database: Database, settings: AttachmentSettings) {
        self.database = database
        self.settings = settings
    }

    /// Stores the body of a call on a record.
    func upload(
        _ name: String, to reference: RecordReference, by person: Principal, from call: Call
    ) async throws -> AttachmentView {
        try await upload(name, at: AttachmentPlace(reference), by: person, from: call) { tx in
            _ = try RecordSight().find(reference, for: person, in: tx)
        }
    }

    /// Stores the body of a call for a form that this person is about to send.
    func uploadForForm(_ name: String, by person: Principal, from call: Call) async throws -> AttachmentView {
        try await upload(name, at: .form(of: person.id), by: person, from: call) { _ in }
    }

    /// Each piece is a transaction of its own, so that a slow browser holds no connection. `look` throws for a place that this
    /// person may not see.
    private func upload(
        _ name: String, at place: AttachmentPlace, by person: Principal, from call: Call,
        _ look: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> AttachmentView {
        try call.checkAnnouncedLength()
        let name = try FileName.cleaned(name)
        let id = try await begin(name, place, person, announced: call.announcedLength ?? 0, look)
        do {
            let inspection = try await receive(id, from: call)
            let (type, digest) = try inspection.finished()
            let ending = try FileName.ending(name, as: type)
            return try await finish(id, name: ending, type, digest, place, look)
        } catch {
            try await database.transaction { try forget(id, in: $0) }
            throw error
        }
    }

    private func begin(
        _ name: String, _ place: AttachmentPlace, _ person: Principal, announced length: Int,
        _ look: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> UUID {
        try await database.transaction { tx in
            try look(tx)
            try checkRoom(for: length, place, in: tx)
            let id = UUID.v7(at: try tx.now)
            try store.begin(id, name: name, at: place, by: person.id, in: tx)
            try Timers.arm(Self.timer, for: id, at: try tx.now + Self.patience, in: tx)
            return id
        }
    }

    private func receive(_ id: UUID, from call: Call) async throws -> FileInspection {
        var (inspection, position) = (FileInspection(), 0)
        try await call.pieces(of: Self.pieceSize) { piece in
            try inspection.take(piece)
            let place = position
            try await database.transaction { try store.append(piece, at: place, to: id, in: $0) }
            position += 1
        }
        return inspection
    }

    /// Two files that arrive together cannot both take the last room.
    private func finish(
        _ id: UUID, name: String, _ type: FileType, _ digest: String, _ place: AttachmentPlace,
        _ look: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> AttachmentView {
        try await database.transaction { tx in
            try look(tx)
            try tx.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(\("files of \(place)"), 0))")
            try checkRoom(for: 0, place, in: tx)
            try store.finish(id, name: name, type: type, digest: digest, in: tx)
            guard let stored = try store.find(id, at: place, in: tx) else {
                throw NotFound("attachment", id.uuidString.lowercased())
            }
            return AttachmentView(stored)
        }
    }

    private func checkRoom(for length: Int, _ place: AttachmentPlace, in tx: Transaction) throws {
        guard try store.size(at: place, in: tx) + length <= settings.quota else {
            throw Rejection(
                "The files of one record take at most \(settings.quota >> 20) MiB.", code: "quota_exceeded")
        }
    }

    /// What this person may have of the record's files, and of those merged into it.
    func list(_ reference: RecordReference, for person: Principal, in tx: Transaction) throws -> [AttachmentView] {
        try MergedFamily(reference, for: person, in: tx).references.flatMap {
            try store.all(at: AttachmentPlace($0), in: tx)
        }.filter { $0.isVisible(to: person) }.map(AttachmentView.init)
    }

    /// Throws `NotFound` for a file that is not there or not for this person, alike.
    func find(
        _ id: UUID, of reference: RecordReference, for person: Principal, in tx: Transaction
    ) throws -> AttachmentStore.Stored {
        for place in try MergedFamily(reference, for: person, in: tx).references.map(AttachmentPlace.init) {
            if let stored = try store.find(id, at: place, in: tx), stored.isVisible(to: person) { return stored }
        }
        throw NotFound("attachment", id.uuidString.lowercased())
    }

    /// Only what is not sent yet, by its uploader.
    func delete(_ id: UUID, of reference: RecordReference, by person: Principal, in tx: Transaction) throws {
        let stored = try find(id, of: reference, for: person, in: tx)
        guard stored.entry == nil else {
            throw Rejection("It was sent: others have read it.", code: "already_sent")
        }
        try forget(id, in: tx)
    }

    /// After a day, or when the upload failed.
    func forget(_ id: UUID, in tx: Transaction) throws {
        try store.deleteUnsent(id, in: tx)
        try Timers.disarm(Self.timer, for: id, in: tx)
    }
}

extension AttachmentStore.Stored {
    /// Of a reply: whoever sees the record. Of a note: staff. Not sent yet: its uploader.
    func isVisible(to person: Principal) -> Bool {
        switch entryKind {
        case .reply: true
        case .note: person.may(.conversationNote)
        case nil: uploadedBy == person.id
        }
    }
}
