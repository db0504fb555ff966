import DeskDomain
import Foundation
import Records
import Testing

@Suite struct ConversationRuleTests {
    private let conversation = RecordReference(kind: .incident, id: UUID())

    @Test func `a first answer is the first of staff, not of the requester`() throws {
        var record: Conversation = try folded(UUID(), [Conversation.Fact.opened(reference: conversation)])
        record = record.applying(.replied(entry: try anEntry(.requester)), at: noon)
        #expect(record.firstReplyAt == nil && record.lastReply?.by == .requester)
        record = record.applying(.replied(entry: try anEntry(.staff)), at: noon + 60)
        record = record.applying(.replied(entry: try anEntry(.staff)), at: noon + 120)
        #expect(record.firstReplyAt == noon + 60 && record.lastReply?.at == noon + 120 && record.said == 3)
    }

    @Test func `what nobody outside reads takes no replies`() throws {
        for kind in RecordKind.allCases {
            let record: Conversation = try folded(
                UUID(), [Conversation.Fact.opened(reference: RecordReference(kind: kind, id: UUID()))])
            let facts = try? record.deciding(.reply(try anEntry(.staff), isClosed: false), at: noon)
            #expect((facts != nil) == kind.takesReplies, "\(kind)")
            #expect(try record.deciding(.note(try anEntry(.staff)), at: noon).count == 1)
        }
    }

    @Test func `a note is taken back by its author within a quarter of an hour, a reply never`() throws {
        let record: Conversation = try folded(UUID(), [Conversation.Fact.opened(reference: conversation)])
        let author = UUID()
        func withdraw(_ kind: Conversation.Entry.Kind, by person: UUID, after seconds: Double) throws -> Int {
            let seen = Conversation.Sighting(
                entry: UUID(), kind: kind, author: author, at: noon, isWithdrawn: false)
            return try record.deciding(.withdraw(seen, by: person), at: noon + seconds).count
        }
        #expect(try withdraw(.note, by: author, after: 900) == 1)
        #expect(throws: Rejection.self) { try withdraw(.note, by: author, after: 901) }
        #expect(throws: Rejection.self) { try withdraw(.note, by: UUID(), after: 1) }
        #expect(throws: Rejection.self) { try withdraw(.reply, by: author, after: 1) }
    }

    @Test func `a record goes on as one other of its kind, which takes it in once`() throws {
        let (survivor, other) = (
            RecordReference(kind: .incident, id: UUID()), RecordReference(kind: .request, id: UUID())
        )
        var record: Conversation = try folded(UUID(), [Conversation.Fact.opened(reference: conversation)])
        for wrong in [other, conversation] {
            #expect(throws: Rejection.self) { try record.deciding(.merge(into: wrong), at: noon) }
        }
        record = try record.deciding(.merge(into: survivor), at: noon).reduce(record) { $0.applying($1, at: noon) }
        #expect(record.mergedInto == survivor)
        #expect(try record.deciding(.merge(into: survivor), at: noon).isEmpty)
        let third = RecordReference(kind: .incident, id: UUID())
        #expect(throws: Rejection.self) { try record.deciding(.merge(into: third), at: noon) }

        var kept: Conversation = try folded(UUID(), [Conversation.Fact.opened(reference: survivor)])
        let facts = try kept.deciding(.absorb([conversation, third]), at: noon)
        kept = facts.reduce(kept) { $0.applying($1, at: noon) }
        #expect(kept.absorbed == [conversation, third])
        #expect(try kept.deciding(.absorb([conversation]), at: noon).isEmpty)
        #expect(throws: Rejection.self) { try kept.deciding(.merge(into: third), at: noon) }
        let many = (0..<Conversation.mostAbsorbed).map { _ in RecordReference(kind: .incident, id: UUID()) }
        #expect(throws: Rejection.self) { try kept.deciding(.absorb(many), at: noon) }
    }

    @Test func `who is mentioned watches, once`() throws {
        let person = UUID()
        var record: Conversation = try folded(UUID(), [Conversation.Fact.opened(reference: conversation)])
        for fact in try record.deciding(.note(try anEntry(.staff, mentions: [person, person])), at: noon) {
            record = record.applying(fact, at: noon)
        }
        #expect(record.watchers == [person])
        #expect(try record.deciding(.watch(person), at: noon).isEmpty)
        #expect(try record.deciding(.unwatch(UUID()), at: noon).isEmpty)
    }

    @Test func `a link seen from its other end, and from there again, is the same`() {
        for relation in LinkRelation.allCases {
            #expect(relation.inverse.inverse == relation)
            #expect(relation == .related || relation.isKept != relation.inverse.isKept)
        }
    }

    @Test func `a text is filled once: what is filled in is not looked at again`() throws {
        let text = try ResponseText(texts: ["en": "{requester}: {title} {number}"], kinds: [.incident])
        let filled = text.filled(in: [.german], with: [.requester: "{agent}", .title: "{number}", .number: "7"])
        #expect(filled.text == "{agent}: {number} 7" && filled.language == "en")
        #expect(text.suits(.incident) && !text.suits(.change))
    }

    private func anEntry(_ side: Conversation.Side, mentions: [UUID] = []) throws -> Conversation.Entry {
        try Conversation.Entry(
            id: UUID(), author: UUID(), by: side, channel: .web, digest: "00", mentions: mentions, attachments: [])
    }
}
