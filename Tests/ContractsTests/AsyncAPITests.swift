import Chassis
import Contracts
import Foundation
import Messaging
import Testing

/// `Shared/Contracts/asyncapi.json` says what the code does: it is made from the message types and the topology.
@Suite struct AsyncAPITests {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Shared/Contracts/asyncapi.json")

    @Test func `the AsyncAPI document is true`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let made = try encoder.encode(try AsyncAPIDocument().json) + Data("\n".utf8)
        if ProcessInfo.processInfo.environment["DIENST_UPDATE_DOCUMENTS"] == "1" { try made.write(to: Self.file) }
        let kept = try Data(contentsOf: Self.file)
        #expect(
            kept == made,
            "Messages have changed: run the tests once with DIENST_UPDATE_DOCUMENTS=1 and commit the document.")
    }
}

/// AsyncAPI 3.0: one channel per subject, one operation per sender and reader.
struct AsyncAPIDocument {
    private var reader = SchemaReader()
    private var channels: [String: JSONValue] = [:]
    private var operations: [String: JSONValue] = [:]
    private var messages: [String: JSONValue] = [:]

    var json: JSONValue {
        get throws {
            var document = self
            for type in Catalogue.announcements { try document.add(type, on: .announcements) }
            for type in Catalogue.instructions { try document.add(type, on: .instructions) }
            for type in Catalogue.requests { try document.add(type, on: .adjustments) }
            return document.assembled
        }
    }

    private mutating func add<M: WireMessage>(_ type: M.Type, on exchange: Topology.Exchange) throws {
        let subject = M.subject
        messages[subject] = [
            "name": .text(subject), "contentType": "application/json", "payload": try reader.schema(of: M.self).json,
        ]
        channels[subject] = [
            "address": .text(subject), "messages": [subject: ["$ref": "#/components/messages/\(subject)"]],
            "bindings": [
                "amqp": [
                    "is": "routingKey",
                    "exchange": ["name": .text(exchange.rawValue), "type": "topic", "durable": true],
                ]
            ],
        ]
        let owner = String(subject.prefix { $0 != "." })
        for service in Topology.services {
            let sends = exchange == .instructions ? service.instructs.contains(owner) : service.name == owner
            let receives = exchange == .instructions ? service.name == owner : service.hears.contains(subject)
            if sends { operation("send", service.name, subject) }
            if receives { operation("receive", service.name, subject) }
        }
    }

    private mutating func operation(_ action: String, _ service: String, _ subject: String) {
        operations["\(service) \(action)s \(subject)"] = [
            "action": .text(action), "channel": ["$ref": "#/channels/\(subject)"],
            "title": .text("\(service) \(action)s"),
        ]
    }

    private var assembled: JSONValue {
        [
            "asyncapi": "3.0.0",
            "info": [
                "title": "Dienst messages", "version": "1",
                "description": """
                Announcements are published by their owner and carry the record's full public state; instructions go to the one \
                owner who decides. CloudEvents 1.0 attributes travel as AMQP properties and headers.
                """,
            ],
            "defaultContentType": "application/json", "channels": .object(channels), "operations": .object(operations),
            "components": [
                "messages": .object(messages),
                "schemas": .object(reader.definitions.mapValues { $0.json(isClosed: false) }),
            ],
        ]
    }
}
