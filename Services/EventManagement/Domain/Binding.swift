import Foundation
import Records

/// What an alert is about, and by which of its labels that was found.
package struct Binding: Codable, Equatable, Sendable {
    package let item: UUID?
    package let itemName: String?
    /// The business service the source named itself.
    package let service: UUID?
    /// The business service people will ask about: the one named, else the most critical that stands on the item.
    package let mainService: UUID?
    package let why: Explanation

    package init(item: UUID?, itemName: String?, service: UUID?, mainService: UUID?, why: Explanation) {
        self.item = item
        self.itemName = itemName
        self.service = service
        self.mainService = mainService
        self.why = why
    }

    /// Whether another binding finds the same.
    func isAbout(_ other: Binding) -> Bool {
        item == other.item && service == other.service && mainService == other.mainService
    }
}

extension ServiceModel {
    /// Labels that may name a configuration item, the surest first.
    package static let itemLabels = [
        "ci", "cmdb_ci", "configuration_item", "instance", "host", "hostname", "host_name", "node", "nodename", "pod",
        "container", "device", "server", "vm", "resource", "target", "database", "application",
    ]
    /// Labels that may name a business service.
    package static let serviceLabels = ["service", "app", "job"]

    /// Finds what the labels speak of. The first label that names something known decides.
    package func bind(_ labels: [String: String]) -> Binding {
        let item = first(of: ServiceModel.itemLabels, in: labels, item(named:))
        let service = first(of: ServiceModel.serviceLabels, in: labels) { servicesByName[$0.lowercased()] }
        return Binding(
            item: item?.id, itemName: item.flatMap { items[$0.id]?.name }, service: service?.id,
            mainService: service?.id ?? item.flatMap { mostCritical(of: services(on: $0.id)) },
            why: explanation(of: labels, item: item, service: service))
    }

    private func mostCritical(of found: Set<UUID>) -> UUID? {
        found.min {
            (services[$0]?.criticality ?? 9, $0) < (services[$1]?.criticality ?? 9, $1)
        }
    }

    private typealias Match = (label: String, id: UUID)

    private func first(of names: [String], in labels: [String: String], _ find: (String) -> UUID?) -> Match? {
        for name in names {
            if let value = labels[name], !value.isEmpty, let id = find(value) { return (name, id) }
        }
        return nil
    }

    /// By id, or by name or alias in any case: as given, as the host of an address, without its port, then by the first
    /// name in the domain; and a bare host name also finds the only item that has it in a domain.
    private func item(named given: String) -> UUID? {
        if let id = UUID(uuidString: given), items[id] != nil { return id }
        let name = given.lowercased()
        if let id = itemsByName[name] { return id }
        let host = ServiceModel.withoutPort(ServiceModel.host(ofAddress: name))
        if let id = itemsByName[host] { return id }
        if !host.contains("."), let id = itemsByHost[host] { return id }
        guard let short = host.split(separator: ".").first, short.contains(where: \.isLetter) else { return nil }
        return itemsByName[String(short)]
    }

    /// The host of `https://user@web1:8443/metrics`; anything else as it is.
    private static func host(ofAddress text: String) -> String {
        guard let scheme = text.range(of: "://") else { return text }
        let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return String(authority.split(separator: "@").last ?? authority)
    }

    private static func withoutPort(_ name: String) -> String {
        if name.hasPrefix("["), let end = name.firstIndex(of: "]") {
            return String(name[name.index(after: name.startIndex)..<end])
        }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy(\.isNumber) else { return name }
        return String(parts[0])
    }

    private func explanation(of labels: [String: String], item: Match?, service: Match?) -> Explanation {
        let looked = ServiceModel.itemLabels + ServiceModel.serviceLabels
        let inputs = labels.filter { looked.contains($0.key) }
        let itemName = item.flatMap { items[$0.id]?.name }
        let serviceName = service.flatMap { services[$0.id]?.name }
        var parts: [String] = []
        if let item, let itemName { parts.append("label \(item.label) names configuration item \(itemName)") }
        if let service, let serviceName { parts.append("label \(service.label) names business service \(serviceName)") }
        let because =
            parts.isEmpty
            ? "no label names a configuration item or business service we know" : parts.joined(separator: " and ")
        return Explanation(
            decision: "binding", rule: "first label that names something known", inputs: inputs,
            outcome: itemName ?? serviceName ?? "unbound", because: because)
    }
}
