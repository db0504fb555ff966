import Foundation
import Records

/// What the desk keeps beside one record of any kind: what was said, who follows it, what it is linked to, and the time spent on it.
///
/// Texts and files have tables of their own; here stands what happened, with a digest of each text.
package struct Conversation: Codable, Equatable, Sendable {
    package static let kind = "conversation"
    package static let mostWatchers = 200
    package static let mostLinks = 200
    package static let mostAbsorbed = 100

    package let id: UUID
    package let reference: RecordReference
    /// Everything ever said, withdrawn notes included; the newest entry has this position.
    package private(set) var said = 0
    package private(set) var replies = 0
    package private(set) var notes = 0
    /// When staff first answered in public.
    package private(set) var firstReplyAt: Date?
    package private(set) var lastReply: LastReply?
    /// In the order in which they began to follow, each once.
    package private(set) var watchers: [UUID] = []
    package private(set) var links: [UUID] = []
    package private(set) var minutes = 0
    /// The records that were merged into this one, also by way of others; what hangs on them is found here. Nil for none.
    package private(set) var absorbed: [RecordReference]?
    /// Where it goes on, once this record was merged.
    package private(set) var mergedInto: RecordReference?

    /// From which side of the counter something was said.
    package enum Side: String, Codable, CaseIterable, Sendable { case staff, requester }

    /// The newest public reply.
    package struct LastReply: Codable, Equatable, Sendable {
        package let at: Date
        package let author: UUID
        package let by: Side
    }
}

extension Conversation: Lifecycle {
    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Conversation? {
        guard case .opened(let reference) = fact else { return nil }
        return Conversation(id: id, reference: reference)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Conversation {
        var conversation = self
        conversation.apply(fact, at: instant)
        return conversation
    }

    private mutating func apply(_ fact: Fact, at instant: Date) {
        switch fact {
        case .opened: break
        case .replied(let entry):
            said += 1
            replies += 1
            lastReply = LastReply(at: instant, author: entry.author, by: entry.by)
            if entry.by == .staff { firstReplyAt = firstReplyAt ?? instant }
        case .noted:
            said += 1
            notes += 1
        case .noteWithdrawn: notes -= 1
        case .watched(let person): watchers.append(person)
        case .unwatched(let person): watchers.removeAll { $0 == person }
        case .linked(let link): links.append(link.id)
        case .unlinked(let link): links.removeAll { $0 == link }
        case .timeSpent(let spell): minutes += spell.minutes
        case .timeWithdrawn(let spell): minutes -= spell.minutes
        case .absorbed(let record): absorbed = (absorbed ?? []) + [record]
        case .mergedInto(let record): mergedInto = record
        }
    }

    private init(id: UUID, reference: RecordReference) {
        self.id = id
        self.reference = reference
    }
}
