import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp

/// A notice about a record of its own, unless one is given.
func aNotice(
    _ template: Notice.Template, about record: RecordReference? = nil, title: String = "New laptop",
    link: String = "/records/request/1", actor: String? = "Axel Agent", text: String? = "It is on its way.",
    due: Date? = nil
) -> Notice {
    Notice(
        template, about: record ?? RecordReference(kind: .request, id: UUID()), number: "REQ0000042", title: title,
        link: link, actor: actor, text: text, outcome: template == .requestDecided ? .approved : nil, due: due)
}

extension TestDesk {
    /// A requester with an address, a language and a zone.
    func reader(
        _ name: String, mail: String?, language: String? = nil, zone: String? = nil
    ) async throws -> (id: UUID, token: String) {
        let administrator = try await administratorToken()
        let (id, token) = try await requester(name, as: administrator)
        let fields = ["mail": mail, "language": language, "zone": zone].compactMapValues { $0 }
        let body = String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
        let person = try await ask(.get, "/api/v1/people/\(id)", as: administrator)
        let etag = try #require(person.headers[.eTag])
        let revised = try await ask(
            .patch, "/api/v1/people/\(id)", as: administrator, body, headers: [.ifMatch: etag])
        try #require(revised.status == 200)
        return (try #require(UUID(uuidString: id)), token)
    }

    func tell(_ person: UUID, _ notice: Notice, cause: UUID = UUID()) async throws {
        try await database.transaction { try Notices.tell(person, notice, cause: cause, in: $0) }
    }

    func outgoing(_ filter: String = "") async throws -> [JSONValue] {
        try await ask(.get, "/api/v1/notices/outgoing?limit=200&\(filter)", as: administratorToken()).items
    }

    func unread(_ token: String) async throws -> Int? {
        try await ask(.get, "/api/v1/notices/unread", as: token).json["unread"]?.wholeNumber
    }

    /// Chooses what the standard says, with changes.
    func choose(as token: String, _ change: (inout [String: String]) -> Void) async throws -> Reply {
        let words = ["approval", "decision", "reply", "mention", "update", "task", "service", "review"]
        var choices = Dictionary(uniqueKeysWithValues: words.map { ($0, "now") })
        change(&choices)
        let body = String(decoding: try JSONEncoder().encode(choices), as: UTF8.self)
        return try await ask(.put, "/api/v1/people/me/preferences", as: token, body)
    }

    func digestTimer(of person: UUID) async throws -> Date? {
        try await database.transaction { tx in
            try tx.first("SELECT due_at FROM timer WHERE kind = 'notice-digest' AND owner = \(person)") {
                try $0.value("due_at")
            }
        }
    }

    func fireTimer() async throws -> Bool {
        try await TimerRunner(database: database, handlers: assembly.timers, logger: .silent).fireOne()
    }
}

extension JSONValue {
    var plainText: String? { if case .text(let text) = self { text } else { nil } }
    var wholeNumber: Int? { if case .number(let number) = self { number } else { nil } }
}
