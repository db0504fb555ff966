import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Tells those who asked for something before it was offered that it can be asked for now, each once.
struct TellAskers: Sendable {
    func appeared(_ item: UUID, for request: UnsupportedRequest, in tx: Transaction) throws {
        guard let name = try RequestItemStore().read(item, in: tx)?.record.content.name else { return }
        var askers = [request]
        if let topic = request.topic {
            askers += try UnsupportedRequestStore().unanswered(topic: topic, in: tx).map(\.record)
        }
        for asker in askers {
            let notice = Notice(
                .serviceAppeared, about: RecordReference(kind: .unsupportedRequest, id: asker.id),
                number: asker.wish.number, title: asker.wish.wish,
                link: "/portal/catalogue/\(item.uuidString.lowercased())",
                text: name)
            try Notices.tell(asker.wish.requester, notice, cause: item, in: tx)
        }
    }
}
