import Foundation
import Messaging
import Testing

@testable import Operator

struct TopologyTests {
    @Test(arguments: [
        ("incident.#", "incident.incident.opened.v1", true),
        ("incident.#", "incident", true),
        ("incident.*", "incident.incident.opened.v1", false),
        ("event.situation.#", "event.alerts.changed.v1", false),
        ("#.v1", "event.alerts.changed.v1", true),
        ("*.person.*.v1", "desk.person.changed.v1", true),
    ])
    func `a pattern takes the subjects that RabbitMQ would route to it`(pattern: String, subject: String, fits: Bool) {
        #expect(TopicPattern(pattern).matches(subject) == fits)
    }

    @Test func `a service may write its own subjects and read its own queues only`() throws {
        let definitions = try definitions()
        let permissions = try #require(definitions["permissions"] as? [[String: String]])
        let incident = try #require(permissions.first { $0["user"] == "dienst-incident" })
        let read = try Regex(#require(incident["read"]))
        #expect("dienst.incident.in".contains(read))
        #expect(!"dienst.desk.in".contains(read))

        let topics = try #require(definitions["topic_permissions"] as? [[String: String]])
        let own = try #require(
            topics.first { $0["user"] == "dienst-incident" && $0["exchange"] == "dienst.announcements" })
        let write = try Regex(#require(own["write"]))
        #expect("incident.incident.changed.v1".contains(write))
        #expect(!"event.situation.changed.v1".contains(write))
    }

    @Test func `every service has its five queues, and all queues are quorum queues`() throws {
        let queues = try #require(try definitions()["queues"] as? [[String: Any]])
        #expect(queues.count == 2 + 5 * Topology.services.count)
        for queue in queues {
            let arguments = try #require(queue["arguments"] as? [String: Any])
            #expect(arguments["x-queue-type"] as? String == "quorum")
        }
    }

    @Test func `a password is hashed the way RabbitMQ checks it`() {
        // The example of RabbitMQ's own documentation on password hashing.
        let hash = Broker.hash("test12", salt: [0x90, 0x8D, 0xC6, 0x0A])
        #expect(hash == "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR")
    }

    private func definitions() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: BrokerDefinitions().json()) as? [String: Any])
    }
}
