import Contracts
import DeskDomain

extension ConversationAnnounced {
    /// That something was said or done, never what.
    init(_ conversation: Conversation, facts: [String]) {
        let last = conversation.lastReply
        self.init(
            record: conversation.reference.id, facts: facts, kind: conversation.reference.kind.rawValue,
            replies: conversation.replies, notes: conversation.notes, firstReplyAt: conversation.firstReplyAt,
            lastReplyAt: last?.at, lastReplyBy: last.map { ConversationSide(rawValue: $0.by.rawValue) },
            lastReplyAuthor: last?.author)
    }
}
