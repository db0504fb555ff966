import Foundation

/// Published by the desk: a person as others need them. Mail and other personal data stay at the desk.
package struct PersonAnnounced: Announcement, Equatable {
    package static let subject = "desk.person.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let name: String
    package let active: Bool
    package let teams: [UUID]
    /// The customer organisation they belong to; nil for the provider's own people.
    package let organisation: UUID?
    /// How the provider's own active people are reached, in what words and by which clock, so that calling them needs no desk. Nil for
    /// everybody else.
    package let mail: String?
    /// A BCP 47 tag.
    package let language: String?
    /// An IANA name.
    package let zone: String?

    package init(
        record: UUID, facts: [String], name: String, active: Bool, teams: [UUID], organisation: UUID? = nil,
        mail: String? = nil, language: String? = nil, zone: String? = nil
    ) {
        self.record = record
        self.facts = facts
        self.name = name
        self.active = active
        self.teams = teams
        self.organisation = organisation
        self.mail = mail
        self.language = language
        self.zone = zone
    }
}

/// Published by the desk: a team that work can be assigned to.
package struct TeamAnnounced: Announcement, Equatable {
    package static let subject = "desk.team.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let name: String
    package let active: Bool

    package init(record: UUID, facts: [String], name: String, active: Bool) {
        self.record = record
        self.facts = facts
        self.name = name
        self.active = active
    }
}

/// Published by the desk: a business service, what it is worth, and who answers for it.
package struct ServiceAnnounced: Announcement, Equatable {
    package static let subject = "desk.service.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let name: String
    package let active: Bool
    /// 1 is the most critical, 4 the least.
    package let criticality: Int
    /// What an hour of full outage costs the business, in its own currency.
    package let valuePerHour: Double
    package let owner: UUID?
    /// The team that restores it.
    package let team: UUID?
    /// The organisations that may use it; nil for everyone.
    package let audience: [UUID]?
    /// Hours in which it is worth more or less; nil for none.
    package let busyTimes: [AnnouncedBusyTime]?

    package init(
        record: UUID, facts: [String], name: String, active: Bool, criticality: Int, valuePerHour: Double,
        owner: UUID?, team: UUID?, audience: [UUID]? = nil, busyTimes: [AnnouncedBusyTime]? = nil
    ) {
        self.record = record
        self.facts = facts
        self.name = name
        self.active = active
        self.criticality = criticality
        self.valuePerHour = valuePerHour
        self.owner = owner
        self.team = team
        self.audience = audience
        self.busyTimes = busyTimes
    }
}

/// Hours of the week in which a business service is worth more or less than at other times.
package struct AnnouncedBusyTime: Codable, Equatable, Sendable {
    /// In English and small letters, such as `monday`.
    package let weekdays: [String]
    /// Minutes after midnight; `until` not later than `from` is on the next day.
    package let from: Int
    package let until: Int
    /// An IANA name.
    package let zone: String
    /// What an hour is worth then, times what it is worth at other times.
    package let factor: Double

    package init(weekdays: [String], from: Int, until: Int, zone: String, factor: Double) {
        self.weekdays = weekdays
        self.from = from
        self.until = until
        self.zone = zone
        self.factor = factor
    }
}

/// A public key with which the desk signs access tokens (ES256), as a JSON Web Key (RFC 7517).
package struct PublishedKey: Codable, Equatable, Sendable {
    package let kid: String
    package let kty: String
    package let crv: String
    package let x: String
    package let y: String
    package let alg: String
    package let use: String

    package init(kid: String, x: String, y: String) {
        self.kid = kid
        self.kty = "EC"
        self.crv = "P-256"
        self.x = x
        self.y = y
        self.alg = "ES256"
        self.use = "sig"
    }
}

/// Published by the desk: all keys that are good now. Readers keep them, so that sign-in works on while the desk is away.
package struct SigningKeysAnnounced: Announcement, Equatable {
    package static let subject = "desk.signing-keys.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let keys: [PublishedKey]

    package init(record: UUID, facts: [String], keys: [PublishedKey]) {
        self.record = record
        self.facts = facts
        self.keys = keys
    }
}
