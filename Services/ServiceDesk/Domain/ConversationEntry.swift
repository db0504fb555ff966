import Foundation
import Records

extension Conversation {
    /// Something that was said, as the journal keeps it: all but the text, of which it keeps the digest.
    package struct Entry: Codable, Equatable, Sendable {
        package enum Kind: String, Codable, CaseIterable, Sendable {
            /// Public: the requester reads it.
            case reply
            /// Internal: staff alone.
            case note
        }

        /// How it reached the desk.
        package enum Channel: String, Codable, CaseIterable, Sendable { case web, mail, portal, phone }

        package static let longestText = 20_000
        package static let mostMentions = 20
        package static let mostAttachments = 20

        package let id: UUID
        package let author: UUID
        package let by: Side
        package let channel: Channel
        /// SHA-256 of the text, in hexadecimal digits.
        package let digest: String
        package let mentions: [UUID]
        package let attachments: [UUID]

        /// Mentions and attachments once each, in the order given. Throws `Invalid` naming the field at fault.
        package init(
            id: UUID, author: UUID, by side: Side, channel: Channel, digest: String, mentions: [UUID],
            attachments: [UUID]
        ) throws(Invalid) {
            self.id = id
            self.author = author
            by = side
            self.channel = channel
            self.digest = digest
            self.mentions = try Self.distinct(mentions, atMost: Self.mostMentions, field: "mentions")
            self.attachments = try Self.distinct(attachments, atMost: Self.mostAttachments, field: "attachments")
        }

        /// What may be said: lines of text, not empty.
        package static func text(_ text: String) throws(Invalid) -> String {
            guard let text = try Wording.paragraphs(text, field: "text", atMost: longestText) else {
                throw Invalid("Write something; this is empty.", field: "text", code: "empty")
            }
            return text
        }

        private static func distinct(_ ids: [UUID], atMost limit: Int, field: String) throws(Invalid) -> [UUID] {
            guard ids.count <= limit else {
                throw Invalid("Give at most \(limit).", field: field, code: "too_many")
            }
            var seen: Set<UUID> = []
            return ids.filter { seen.insert($0).inserted }
        }
    }

    /// Time somebody worked on the record.
    package struct TimeSpent: Codable, Equatable, Sendable {
        package enum Activity: String, Codable, CaseIterable, Sendable {
            case analysis, repair, communication, travel, administration, other
        }

        package static let longest = 24 * 60

        package let id: UUID
        package let person: UUID
        package let minutes: Int
        package let activity: Activity
        package let note: String?
        package let workedAt: Date

        /// Throws `Invalid` naming the field at fault.
        package init(
            id: UUID, person: UUID, minutes: Int, activity: Activity, note: String?, workedAt: Date, now: Date
        ) throws(Invalid) {
            guard (1...Self.longest).contains(minutes) else {
                throw Invalid("Give 1 to \(Self.longest) minutes.", field: "minutes", code: "out_of_range")
            }
            guard workedAt <= now.addingTimeInterval(60) else {
                throw Invalid("Work is recorded after it was done.", field: "workedAt", code: "in_future")
            }
            self.id = id
            self.person = person
            self.minutes = minutes
            self.activity = activity
            self.note = try Wording.paragraphs(note, field: "note", atMost: 2000)
            self.workedAt = workedAt
        }

        /// As it was kept.
        package init(stored id: UUID, person: UUID, minutes: Int, activity: Activity, note: String?, workedAt: Date) {
            self.id = id
            self.person = person
            self.minutes = minutes
            self.activity = activity
            self.note = note
            self.workedAt = workedAt
        }
    }
}
