import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What somewhere else says of a person; nil is nothing said.
struct PersonEntry: Sendable {
    var signInName: String
    var name: String?
    var mail: String?
    var organisation: UUID?
    var site: UUID?
    var teams: [UUID]?
    var roles: [Role]?
    var manager: UUID?
    var language: Language?
    var zone: String?
    var isActive: Bool?

    init(signInName: String) { self.signInName = signInName }

    /// What a line of a file says. Throws `Invalid` naming the column.
    init(_ line: PeopleFile.Line, _ places: inout Places, in tx: Transaction) throws {
        guard let signInName = line[.signInName] else {
            throw Invalid("Give a sign-in name.", field: "signInName", code: "missing")
        }
        self.init(signInName: signInName)
        name = line[.name]
        mail = line[.mail]
        zone = line[.zone]
        organisation = try line[.organisation].map {
            try places.id("organisation", "organisation", named: $0, field: "organisation", in: tx)
        }
        site = try line[.site].map { try places.id("site", "site", named: $0, field: "site", in: tx) }
        teams = try line.list(.teams)?.map { try places.id("team", "team", named: $0, field: "teams", in: tx) }
        roles = try line.list(.roles)?.map { try Self.word($0, Role.self, field: "roles") }
        language = try line[.language].map { try Self.word($0, Language.self, field: "language") }
        isActive = try line[.active].map { try Self.flag($0) }
        manager = try line[.manager].map { name in
            guard let manager = try PersonStore().signing(in: name, in: tx)?.record, manager.state == .active else {
                throw Invalid(
                    "Nobody active signs in as “\(name.prefix(100))”.", field: "manager", code: "unknown_person")
            }
            return manager.id
        }
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ type: Word.Type, field: String
    ) throws -> Word {
        guard let word = Word(rawValue: text.lowercased()) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw Invalid("Give one of \(known).", field: field, code: "unknown_word")
        }
        return word
    }

    private static func flag(_ text: String) throws -> Bool {
        switch text.lowercased() {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: throw Invalid("Give true or false.", field: "active", code: "unknown_word")
        }
    }
}
