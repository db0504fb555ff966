import Foundation
import Messaging

/// Bindings an earlier version wanted: what they still let through, nobody here understands.
///
/// An import adds and never takes away.
struct StaleBindings {
    private struct Binding: Decodable {
        let source: String
        let destination: String
        let routing_key: String
        let properties_key: String
    }

    let broker: Broker

    func remove() async throws {
        for service in Topology.services {
            let path = "/api/queues/\(Topology.virtualHost)/\(service.queue)/bindings"
            let bindings = try JSONDecoder().decode([Binding].self, from: await broker.ask("GET", path))
            for binding in bindings where isStale(binding, of: service) {
                let parts = [
                    "e", binding.source, "q", binding.destination,
                    binding.properties_key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "",
                ]
                _ = try await broker.ask(
                    "DELETE", "/api/bindings/\(Topology.virtualHost)/\(parts.joined(separator: "/"))")
                notice("\(service.queue) no longer hears \(binding.routing_key)")
            }
        }
    }

    private func isStale(_ binding: Binding, of service: Topology.Service) -> Bool {
        binding.source == Topology.Exchange.announcements.rawValue && !service.hears.contains(binding.routing_key)
    }
}
