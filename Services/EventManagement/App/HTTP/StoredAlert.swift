import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres

/// An alert with its pulse, on their way through a page.
struct StoredAlert: Codable, Sendable {
    let record: Alert
    let version: Int
    let lastSeen: Date?
    let events: Int?
    let lateEvents: Int?

    init(_ row: Row) throws {
        let kept = try AlertStore().decode(row)
        record = kept.record
        version = kept.version
        lastSeen = try row.value("last_seen")
        events = try row.value("events")
        lateEvents = try row.value("late_events")
    }

    var kept: Kept<Alert> { Kept(record: record, version: version) }

    var heard: AlertView.Heard? {
        guard let lastSeen, let events, let lateEvents else { return nil }
        return AlertView.Heard(lastSeen: lastSeen, events: events, lateEvents: lateEvents)
    }
}

/// The names of people and teams that alerts speak of.
struct AlertNames {
    let people: [UUID: String]
    let teams: [UUID: String]

    init(of alerts: [Alert], in tx: Transaction) throws {
        let people = alerts.compactMap(\.acknowledgement?.by) + alerts.compactMap(\.assignment?.person)
        let teams = alerts.compactMap(\.assignment?.team)
        self.people = try Projection<PersonAnnounced>().find(Array(Set(people)), in: tx).mapValues(\.name)
        self.teams = try Projection<TeamAnnounced>().find(Array(Set(teams)), in: tx).mapValues(\.name)
    }
}

extension AlertView {
    /// One alert with all that is shown of it.
    init(_ kept: Kept<Alert>, in tx: Transaction, _ shelf: ModelShelf) throws {
        let heard = try tx.first("SELECT last_seen, events, late_events FROM pulse WHERE alert = \(kept.record.id)") {
            Heard(
                lastSeen: try $0.value("last_seen"), events: try $0.value("events"),
                lateEvents: try $0.value("late_events"))
        }
        self.init(kept, heard: heard, try shelf.model(in: tx), try AlertNames(of: [kept.record], in: tx))
    }
}
