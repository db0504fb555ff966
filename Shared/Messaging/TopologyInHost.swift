/// The topology spelled out for one virtual host, part by part, as the definitions file wants it.
struct TopologyInHost {
    let name: String

    private typealias Definitions = BrokerDefinitions

    var exchanges: [BrokerDefinitions.Exchange] {
        Topology.Exchange.allCases.map { exchange in
            let alternate = exchange.alternate.map { ["alternate-exchange": Definitions.Argument.text($0.rawValue)] }
            return Definitions.Exchange(
                name: exchange.rawValue, vhost: name, type: exchange.kind, arguments: alternate ?? [:])
        }
    }

    var queues: [BrokerDefinitions.Queue] {
        [queue(Topology.Exchange.unrouted.rawValue), queue(Topology.intakeQueue)]
            + Topology.services.flatMap { service in
                [queue(service.queue), queue(service.parkedQueue)]
                    + Topology.RetryDelay.allCases.map { retryQueue(of: service, after: $0) }
            }
    }

    var bindings: [BrokerDefinitions.Binding] {
        [
            binding(.unrouted, to: Topology.Exchange.unrouted.rawValue, key: ""),
            binding(.intake, to: Topology.intakeQueue, key: "#"),
            Definitions.Binding(
                source: Topology.Exchange.announcements.rawValue, vhost: name,
                destination: Topology.Exchange.live.rawValue, destinationType: "exchange", routingKey: "#"),
        ]
            + Topology.services.flatMap { service in
                service.hears.map { binding(.announcements, to: service.queue, key: $0) }
                    + [
                        binding(.instructions, to: service.queue, key: "\(service.name).#"),
                        binding(.dead, to: service.parkedQueue, key: service.name),
                    ]
                    + Topology.RetryDelay.allCases.map {
                        binding(.retry, to: service.retryQueue($0), key: service.retryKey($0))
                    }
            }
    }

    var policies: [BrokerDefinitions.Policy] {
        [
            Definitions.Policy(
                vhost: name, name: "unrouted", pattern: "^dienst\\.unrouted$",
                definition: ["max-length": 100_000, "overflow": "drop-head", "message-ttl": 604_800_000]),
            intake,
        ] + Topology.services.flatMap { [incoming($0), parked($0)] }
    }

    var permissions: [BrokerDefinitions.Permission] {
        Topology.services.map { service in
            let more = service.adjusts ? "|adjustments" : ""
            let write = "dienst\\.(announcements|instructions|retry|dead\(more))"
            let read = "dienst\\.\(service.name)\\..*"
            guard service.hearsLive else {
                return Definitions.Permission(
                    user: service.brokerUser, vhost: name, configure: "^$", write: "^\(write)$", read: "^\(read)$")
            }
            // A queue of a copy's own is named by the broker; binding it takes writing to it and reading the exchange.
            return Definitions.Permission(
                user: service.brokerUser, vhost: name, configure: "^amq\\.gen-.*$",
                write: "^(\(write)|amq\\.gen-.*)$", read: "^(\(read)|dienst\\.live|amq\\.gen-.*)$")
        }
    }

    var topicPermissions: [BrokerDefinitions.TopicPermission] {
        Topology.services.flatMap { service in
            let targets = service.instructs.joined(separator: "|")
            return [
                mayWrite(service, .announcements, "^\(service.name)\\."),
                mayWrite(service, .instructions, targets.isEmpty ? "^$" : "^(\(targets))\\."),
                mayWrite(service, .retry, "^\(service.name)\\."),
                mayWrite(service, .dead, "^\(service.name)$"),
            ] + (service.adjusts ? [mayWrite(service, .adjustments, ".*")] : [])
        }
    }

    func everything(_ user: String) -> BrokerDefinitions.Permission {
        Definitions.Permission(user: user, vhost: name, configure: ".*", write: ".*", read: ".*")
    }

    private func queue(_ queue: String, _ more: [String: BrokerDefinitions.Argument] = [:]) -> BrokerDefinitions.Queue {
        Definitions.Queue(
            name: queue, vhost: name, arguments: more.merging(["x-queue-type": "quorum"]) { _, quorum in quorum })
    }

    private func retryQueue(
        of service: Topology.Service, after delay: Topology.RetryDelay
    ) -> BrokerDefinitions.Queue {
        queue(
            service.retryQueue(delay),
            [
                "x-message-ttl": .number(delay.milliseconds), "x-dead-letter-exchange": "",
                "x-dead-letter-routing-key": .text(service.queue), "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",
            ])
    }

    private func binding(_ source: Topology.Exchange, to queue: String, key: String) -> BrokerDefinitions.Binding {
        Definitions.Binding(source: source.rawValue, vhost: name, destination: queue, routingKey: key)
    }

    /// The delivery limit is only a fuse: attempts are counted in the message, and prefetched innocents count along.
    private func incoming(_ service: Topology.Service) -> BrokerDefinitions.Policy {
        Definitions.Policy(
            vhost: name, name: "\(service.name)-in", pattern: "^dienst\\.\(service.name)\\.in$",
            definition: [
                "delivery-limit": 20, "dead-letter-exchange": .text(Topology.Exchange.dead.rawValue),
                "dead-letter-routing-key": .text(service.name), "dead-letter-strategy": "at-least-once",
                "overflow": "reject-publish", "max-length": 1_000_000,
            ])
    }

    /// Senders are refused when it is full, so that they know.
    private var intake: BrokerDefinitions.Policy {
        Definitions.Policy(
            vhost: name, name: "intake", pattern: "^dienst\\.event\\.intake$",
            definition: [
                "delivery-limit": 20, "dead-letter-exchange": .text(Topology.Exchange.dead.rawValue),
                "dead-letter-routing-key": "event", "dead-letter-strategy": "at-least-once",
                "overflow": "reject-publish", "max-length": 1_000_000,
            ])
    }

    private func parked(_ service: Topology.Service) -> BrokerDefinitions.Policy {
        Definitions.Policy(
            vhost: name, name: "\(service.name)-parked", pattern: "^dienst\\.\(service.name)\\.parked$",
            definition: ["max-length": 100_000, "overflow": "reject-publish"])
    }

    private func mayWrite(
        _ service: Topology.Service, _ exchange: Topology.Exchange, _ keys: String
    ) -> BrokerDefinitions.TopicPermission {
        Definitions.TopicPermission(
            user: service.brokerUser, vhost: name, exchange: exchange.rawValue, write: keys, read: ".*")
    }
}
