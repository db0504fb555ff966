import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Makes the heads of all records again from what others have announced and from the desk's own records.
///
/// A page at a time, each in its own transaction, so that nobody misses a record meanwhile; broken off, it is simply begun again.
struct RebuildHeads: Sendable {
    private static let page = 200

    let database: Database

    /// Answers how many heads were made. What was never heard here follows, as its owners announce it again.
    func run(by provenance: Provenance) async throws -> Int {
        let follow = FollowRecords()
        var made = try await announced(IncidentAnnounced.self) { try follow.changed($0, sequence: $1, in: $2) }
        made += try await announced(ProblemAnnounced.self) { try follow.changed($0, sequence: $1, in: $2) }
        made += try await announced(KnownErrorAnnounced.self) { try follow.changed($0, sequence: $1, in: $2) }
        made += try await announced(ChangeAnnounced.self) { try follow.changed($0, sequence: $1, in: $2) }
        made += try await own(ContactStore())
        made += try await own(ArticleStore())
        made += try await own(RequestStore())
        made += try await own(UnsupportedRequestStore())
        try await askOwners(by: provenance)
        return made
    }

    private func announced<Message: Announcement>(
        _ type: Message.Type, _ note: @escaping @Sendable (Message, Int, Transaction) throws -> Void
    ) async throws -> Int {
        try await paging { after, tx in
            let kept = try tx.query(
                """
                SELECT sequence, state FROM reference_state
                WHERE subject = \(Message.subject) AND (\(after) IS NULL OR record > \(after))
                ORDER BY record LIMIT \(Self.page) FOR UPDATE
                """
            ) { (sequence: try $0.value("sequence") as Int, state: try $0.value("state") as JSONText) }
            let messages = try kept.map { try RecordColumn.decode(Message.self, $0.state) }
            try RecordHeads().forget(messages.map(\.record), in: tx)
            for (message, kept) in zip(messages, kept) { try note(message, kept.sequence, tx) }
            return messages.map(\.record)
        }
    }

    /// The stores of the desk's own records write the head whenever they save a record.
    private func own<Store: RecordStore>(_ store: Store) async throws -> Int {
        try await paging { after, tx in
            let ids = try store.page(after: after, limit: Self.page, in: tx).map(\.record.id)
            let kept = try ids.compactMap { try store.find($0, in: tx) }
            try RecordHeads().forget(ids, in: tx)
            for record in kept { try store.save(record, in: tx) }
            try RecordHeads().dateByJournal(ids, in: tx)
            return ids
        }
    }

    private func askOwners(by provenance: Provenance) async throws {
        try await database.transaction { tx in
            let now = try tx.now
            try Outbox.instruct(AnnounceProblems(record: UUID.v7(at: now), askedAt: now), by: provenance, in: tx)
            try Outbox.instruct(AnnounceChanges(record: UUID.v7(at: now), askedAt: now), by: provenance, in: tx)
        }
    }

    private func paging(_ page: @escaping @Sendable (UUID?, Transaction) throws -> [UUID]) async throws -> Int {
        var (made, last): (Int, UUID?) = (0, nil)
        while true {
            let after = last
            let ids = try await database.transaction { try page(after, $0) }
            made += ids.count
            guard let newest = ids.last else { return made }
            last = newest
        }
    }
}
