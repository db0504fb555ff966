import EventDomain
import Foundation

/// Somebody looks after an alert, says its source; or no longer does.
struct Acknowledging: Equatable, Sendable {
    let integration: UUID
    /// The alert, by the name that the first half of a hash gives its identity.
    let identity: UUID
    /// False when it is taken back.
    var isSeen = true
    /// Who, in the source's words.
    let person: String?
    let note: String?
    let at: Date

    init(
        _ identity: Identity, in delivery: Delivery, isSeen: Bool = true, by person: String? = nil,
        note: String? = nil, at instant: Date? = nil
    ) {
        self.init(
            identity: FoldIntake.key(identity.text, of: delivery.integration), in: delivery, isSeen: isSeen,
            by: person, note: note, at: instant)
    }

    init(
        identity: UUID, in delivery: Delivery, isSeen: Bool = true, by person: String? = nil, note: String? = nil,
        at instant: Date? = nil
    ) {
        integration = delivery.integration
        self.identity = identity
        self.isSeen = isSeen
        self.person = person.map { String($0.prefix(200)) }
        self.note = note.map { String($0.prefix(4096)) }
        at = SourceTime.clamped(instant ?? delivery.receivedAt, heardAt: delivery.receivedAt).instant
    }
}
