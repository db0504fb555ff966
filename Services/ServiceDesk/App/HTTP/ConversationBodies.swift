import DeskDomain
import Foundation

/// What `POST …/replies` and `POST …/notes` take.
struct NewEntry: Codable, Sendable {
    let text: String
    let mentions: [UUID]?
    let attachments: [UUID]?
    let channel: Conversation.Entry.Channel?

    var saying: SayOnRecord.Saying {
        SayOnRecord.Saying(
            text: text, mentions: mentions ?? [], attachments: attachments ?? [], channel: channel ?? .web)
    }
}

/// What `POST …/links` takes: how the addressed record stands to the other.
struct NewLink: Codable, Sendable {
    let relation: LinkRelation
    let kind: RecordKind
    let record: UUID
}

/// What `POST …/time` takes; without `workedAt` it was just now.
struct NewTimeSpent: Codable, Sendable {
    let minutes: Int
    let activity: Conversation.TimeSpent.Activity
    let note: String?
    let workedAt: Date?
}

struct PresenceBody: Codable, Sendable {
    let doing: PresenceStore.Doing
}
