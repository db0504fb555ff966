import Chassis
import DeskDomain
import Foundation
import Messaging
import Records

/// A person as SCIM has them (RFC 7643, 4.1): what of it we keep.
struct SCIMUser: Equatable, Sendable {
    static let schema = "urn:ietf:params:scim:schemas:core:2.0:User"

    var userName: String?
    var displayName: String?
    var givenName: String?
    var familyName: String?
    var mail: String?
    var language: String?
    var zone: String?
    var externalID: String?
    var isActive: Bool?

    init() {}

    /// What a resource says. Throws `SCIMRefusal` for a wrong type.
    init(_ resource: JSONValue) throws(SCIMRefusal) {
        guard case .object(let members) = resource else { throw .badSyntax("Send a JSON object.") }
        for (name, value) in members { try set(name, to: value) }
    }

    /// Takes one attribute, by its name or path; what we do not keep is passed over, as the standard wants it.
    mutating func set(_ path: String, to value: JSONValue) throws(SCIMRefusal) {
        switch path.lowercased().replacing("\(Self.schema.lowercased()):", with: "") {
        case "username": userName = try Self.text(value, path)
        case "displayname": displayName = try Self.text(value, path)
        case "name.formatted": if displayName == nil { displayName = try Self.text(value, path) }
        case "name.givenname": givenName = try Self.text(value, path)
        case "name.familyname": familyName = try Self.text(value, path)
        case "name":
            guard case .object(let parts) = value else { throw .badValue("name is an object.") }
            for (part, value) in parts { try set("name.\(part)", to: value) }
        case "emails": mail = try Self.mail(value)
        case let mails where mails.hasPrefix("emails[") && mails.hasSuffix("].value"): mail = try Self.text(value, path)
        case "preferredlanguage", "locale": language = try Self.text(value, path)
        case "timezone": zone = try Self.text(value, path)
        case "externalid": externalID = try Self.text(value, path)
        case "active": isActive = try Self.flag(value)
        default: break
        }
    }

    /// Forgets one attribute. What a person must have stays.
    mutating func remove(_ path: String) {
        switch path.lowercased() {
        case "externalid": externalID = ""
        case let mails where mails.hasPrefix("emails"): mail = ""
        default: break
        }
    }

    /// The name to show: as given, or made of its parts.
    var shownName: String? {
        if let displayName, !displayName.isEmpty { return displayName }
        let parts = [givenName, familyName].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Languages come as tags with regions, such as `de-DE`; what the suite does not speak is passed over.
    var spoken: Language? { language.flatMap { Language(rawValue: String($0.prefix(2)).lowercased()) } }

    /// Zones that are unknown here are passed over: people can choose another.
    var knownZone: String? { zone.flatMap { TimeZone(identifier: $0) != nil && $0.contains("/") ? $0 : nil } }

    private static func text(_ value: JSONValue, _ path: String) throws(SCIMRefusal) -> String? {
        switch value {
        case .text(let text): return text
        case .null: return nil
        default: throw .badValue("\(path) is a text.")
        }
    }

    /// Some providers send truth values as text.
    private static func flag(_ value: JSONValue) throws(SCIMRefusal) -> Bool? {
        switch value {
        case .boolean(let flag): return flag
        case .text(let text) where ["true", "false"].contains(text.lowercased()): return text.lowercased() == "true"
        case .null: return nil
        default: throw .badValue("active is true or false.")
        }
    }

    /// The primary address, or the first.
    private static func mail(_ value: JSONValue) throws(SCIMRefusal) -> String? {
        guard case .list(let mails) = value else { throw .badValue("emails is a list.") }
        let chosen = mails.first { $0["primary"] == .boolean(true) } ?? mails.first
        guard let address = chosen?["value"] else { return nil }
        return try text(address, "emails.value")
    }
}

extension SCIMUser {
    /// A person as a resource.
    static func resource(
        _ kept: Kept<Person>, mark: ProvisionedStore.Mark?, teams: [UUID: String], root: String
    ) -> JSONValue {
        let (person, id) = (kept.record, kept.record.id.uuidString.lowercased())
        var members: [String: JSONValue] = [
            "schemas": [.text(schema)], "id": .text(id), "userName": .text(person.details.signInName),
            "displayName": .text(person.details.name), "name": ["formatted": .text(person.details.name)],
            "active": .boolean(person.state == .active),
            "groups": .list(
                person.teams.map { team in
                    ["value": .text(team.uuidString.lowercased()), "display": .text(teams[team] ?? "")]
                }),
            "meta": [
                "resourceType": "User", "created": .text(person.definedAt.formatted(.iso8601)),
                "location": .text("\(root)/Users/\(id)"), "version": .text("W/\"\(kept.version)\""),
            ],
        ]
        if let mail = person.details.mail {
            members["emails"] = [["value": .text(mail), "type": "work", "primary": true]]
        }
        if let language = person.details.language { members["preferredLanguage"] = .text(language.rawValue) }
        if let zone = person.details.zone { members["timezone"] = .text(zone) }
        if let external = mark?.externalID { members["externalId"] = .text(external) }
        return .object(members)
    }
}
