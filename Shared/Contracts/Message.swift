import Foundation

/// What crosses a boundary between services: a plain value with a written subject.
package protocol WireMessage: Codable, Sendable {
    /// `<owner>.<noun>.<fact>.v<major>`, a literal: renaming a type never changes the wire.
    static var subject: String { get }
}

/// A message its owner publishes, in the past tense, with the record's full public state; anyone may listen.
package protocol Announcement: WireMessage {
    /// The record the message is about.
    var record: UUID { get }
    /// What happened to it, by fact name, oldest first; empty for a snapshot.
    var facts: [String] { get }
}

/// A message sent to the one owner who decides.
package protocol Instruction: WireMessage {
    /// The record it asks about, or the id the sender gave to what is to be made.
    var record: UUID { get }
}

/// A closed list on our side, an open one on the wire: an old reader survives a value it does not know.
package protocol WireWord: RawRepresentable, Codable, Hashable, Sendable, ExpressibleByStringLiteral
where RawValue == String {
    init(rawValue: String)
}

extension WireWord {
    package init(stringLiteral value: String) { self.init(rawValue: value) }
}
