import Chassis
import Foundation

/// The operations of a PATCH (RFC 7644, 3.5.2), as Okta, Entra ID and others send them.
struct SCIMPatch: Sendable {
    enum Verb: String, Sendable { case add, replace, remove }

    struct Operation: Sendable {
        let verb: Verb
        let path: String?
        let value: JSONValue
    }

    static let mostOperations = 1000

    let operations: [Operation]

    init(_ body: JSONValue) throws(SCIMRefusal) {
        let named = body["Operations"] ?? body["operations"]
        guard case .list(let list)? = named, !list.isEmpty else { throw .badSyntax("Send Operations.") }
        guard list.count <= Self.mostOperations else {
            throw .badValue("Send at most \(Self.mostOperations) operations.")
        }
        var operations: [Operation] = []
        for item in list {
            guard case .text(let word)? = item["op"], let verb = Verb(rawValue: word.lowercased()) else {
                throw .badSyntax("An operation is add, replace or remove.")
            }
            var path: String?
            if case .text(let text)? = item["path"] { path = text }
            guard verb != .remove || path != nil else { throw .badPath("remove needs a path.") }
            operations.append(Operation(verb: verb, path: path, value: item["value"] ?? .null))
        }
        self.operations = operations
    }

    /// What they change of a person.
    func user() throws(SCIMRefusal) -> SCIMUser {
        var user = SCIMUser()
        for operation in operations {
            switch (operation.verb, operation.path, operation.value) {
            case (.remove, let path?, _): user.remove(path)
            case (_, let path?, let value): try user.set(path, to: value)
            case (_, nil, .object(let members)): for (name, value) in members { try user.set(name, to: value) }
            default: throw .badValue("Without a path the value is an object.")
            }
        }
        return user
    }
}
