import DeskDomain
import Foundation
import Messaging
import Postgres

/// What people have chosen to be told, one row for whoever has chosen.
struct NoticePreferenceStore: Sendable {
    func read(of person: UUID, in tx: Transaction) throws -> NoticePreferences {
        let chosen = try tx.first("SELECT choices FROM notice_preference WHERE person = \(person)") {
            try RecordColumn.decode(NoticePreferences.self, $0.value("choices"))
        }
        return chosen ?? .standard
    }

    func save(_ preferences: NoticePreferences, of person: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO notice_preference (person, choices) VALUES (\(person), \(try RecordColumn.encode(preferences)))
            ON CONFLICT (person) DO UPDATE SET choices = excluded.choices
            """)
    }
}
