import Foundation
import Records

extension Conversation {
    package enum Command: Equatable, Sendable {
        /// - Parameter isClosed: whether the record, as far as the desk knows, is past taking replies.
        case reply(Entry, isClosed: Bool)
        case note(Entry)
        case withdraw(Sighting, by: UUID)
        case watch(UUID)
        case unwatch(UUID)
        case link(Link)
        case unlink(UUID)
        case spend(TimeSpent)
        case withdrawTime(TimeSpent, by: UUID)
        /// These records, and what was merged into them before, go on here.
        case absorb([RecordReference])
        /// The record goes on there.
        case merge(into: RecordReference)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case opened(reference: RecordReference)
        case replied(entry: Entry)
        case noted(entry: Entry)
        case noteWithdrawn(entry: UUID)
        case watched(person: UUID)
        case unwatched(person: UUID)
        case linked(link: Link)
        case unlinked(link: UUID)
        case timeSpent(spell: TimeSpent)
        case timeWithdrawn(spell: TimeSpent)
        case absorbed(record: RecordReference)
        case mergedInto(record: RecordReference)
    }

    /// How long a note may be taken back by who wrote it.
    package static let withdrawalWindow: TimeInterval = 15 * 60

    /// An entry as it is stored now.
    package struct Sighting: Equatable, Sendable {
        package let entry: UUID
        package let kind: Entry.Kind
        package let author: UUID
        package let at: Date
        package let isWithdrawn: Bool

        package init(entry: UUID, kind: Entry.Kind, author: UUID, at: Date, isWithdrawn: Bool) {
            self.entry = entry
            self.kind = kind
            self.author = author
            self.at = at
            self.isWithdrawn = isWithdrawn
        }
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch command {
        case .reply(let entry, let isClosed):
            try checkTakesReplies(isClosed: isClosed)
            return try [.replied(entry: entry)] + watching(entry.mentions)
        case .note(let entry): return try [.noted(entry: entry)] + watching(entry.mentions)
        case .withdraw(let note, let person): return try withdrawn(note, by: person, at: now)
        case .watch(let person): return try watching([person])
        case .unwatch(let person): return watchers.contains(person) ? [.unwatched(person: person)] : []
        case .link(let link): return try linked(link)
        case .unlink(let link): return links.contains(link) ? [.unlinked(link: link)] : []
        case .spend(let spell): return [.timeSpent(spell: spell)]
        case .withdrawTime(let spell, let person):
            guard spell.person == person else {
                throw Rejection("Only who spent the time takes it back.", code: "not_yours")
            }
            return [.timeWithdrawn(spell: spell)]
        case .absorb(let records): return try absorbing(records)
        case .merge(let survivor): return try merging(into: survivor)
        }
    }

    private func checkTakesReplies(isClosed: Bool) throws(Rejection) {
        guard reference.kind.takesReplies else {
            throw Rejection("Nobody outside reads a \(reference.kind.rawValue); write a note.", code: "no_replies")
        }
        guard !isClosed else {
            throw Rejection("It is closed: open a new one and link it to this.", code: "record_closed")
        }
    }

    private func watching(_ people: [UUID]) throws(Rejection) -> [Fact] {
        let new = people.filter { !watchers.contains($0) }
        guard watchers.count + new.count <= Self.mostWatchers else {
            throw Rejection("At most \(Self.mostWatchers) people watch a record.", code: "too_many_watchers")
        }
        return new.map { .watched(person: $0) }
    }

    private func withdrawn(_ note: Sighting, by person: UUID, at now: Date) throws(Rejection) -> [Fact] {
        guard !note.isWithdrawn else { return [] }
        guard note.kind == .note else {
            throw Rejection("A reply was read by others: it cannot be taken back.", code: "not_a_note")
        }
        guard note.author == person else {
            throw Rejection("Only who wrote a note takes it back.", code: "not_yours")
        }
        guard now.timeIntervalSince(note.at) <= Self.withdrawalWindow else {
            throw Rejection("A note can be taken back within 15 minutes.", code: "too_late")
        }
        return [.noteWithdrawn(entry: note.entry)]
    }

    private func absorbing(_ records: [RecordReference]) throws(Rejection) -> [Fact] {
        let new = records.filter { !(absorbed ?? []).contains($0) }
        guard (absorbed ?? []).count + new.count <= Self.mostAbsorbed else {
            throw Rejection("At most \(Self.mostAbsorbed) records are merged into one.", code: "too_many")
        }
        return new.map { .absorbed(record: $0) }
    }

    private func merging(into survivor: RecordReference) throws(Rejection) -> [Fact] {
        guard mergedInto != survivor else { return [] }
        guard mergedInto == nil else { throw Rejection("It was merged already.", code: "merged_already") }
        guard survivor != reference, survivor.kind == reference.kind, !(absorbed ?? []).contains(survivor) else {
            throw Rejection("A record is merged into another one of its kind.", code: "same_record")
        }
        return [.mergedInto(record: survivor)]
    }

    private func linked(_ link: Link) throws(Rejection) -> [Fact] {
        guard links.count < Self.mostLinks else {
            throw Rejection("A record has at most \(Self.mostLinks) links.", code: "too_many_links")
        }
        return [.linked(link: link)]
    }
}

extension RecordKind {
    /// Whether people outside the staff read records of this kind, so that there is somebody to reply to.
    package var takesReplies: Bool {
        switch self {
        case .incident, .change, .request, .contact, .unsupportedRequest: true
        case .problem, .knownError, .article, .onCallSchedule, .agreement, .reportSubscription: false
        }
    }
}
