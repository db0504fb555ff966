import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// An incident that is opened again tells against the articles that served it: each loses one step of confidence.
struct DoubtArticles: Sendable {
    let articles: KeepArticles

    func changed(_ message: IncidentAnnounced, _ received: Received, in tx: Transaction) throws {
        guard message.reopenCount > 0 else { return }
        let record = RecordReference(kind: .incident, id: message.record)
        let doubt = Doubt(record: record, number: message.number, reopenCount: message.reopenCount)
        for article in try ArticleUses.disproved(by: record, reopenCount: message.reopenCount, in: tx).sorted() {
            _ = try articles.perform(.doubt(doubt), on: article, by: received.provenance, in: tx)
        }
    }
}
