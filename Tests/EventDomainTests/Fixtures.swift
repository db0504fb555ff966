import EventDomain
import Foundation
import Records

let noon = Date(timeIntervalSince1970: 1_795_262_400)
let integration = UUID(uuidString: "00000000-0000-4000-8000-000000000001") ?? UUID()

func id(_ count: Int) -> UUID {
    UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, UInt8(count >> 8), UInt8(count & 0xFF)))
}

/// A raise or clear at `second` after noon, heard when it happened unless `heard` says otherwise.
func event(
    _ action: Event.Action, at second: TimeInterval, heard: TimeInterval? = nil, severity: Severity = .critical,
    source: TimeInterval? = nil, check: String = "HostDown", labels: [String: String] = [:],
    expires: TimeInterval? = nil
) -> Event {
    Event(
        integration: integration, identity: Identity(integration: integration, labels: labels), action: action,
        moment: Moment(order: noon + second, source: source.map { noon + $0 }), onset: noon + second,
        occurredAt: noon + second, receivedAt: noon + (heard ?? second), expiresAt: expires.map { noon + $0 },
        severity: severity, check: check, labels: labels, summary: "\(check) on \(labels["ci"] ?? "nothing")")
}

// web1 and web2 need db1, which needs san1; web1 and web2 carry checkout, db1 carries orders too.
let san1 = id(1), db1 = id(2), web1 = id(3), web2 = id(4), lone = id(5)
let checkout = id(101), orders = id(102), blog = id(103)

let model = ServiceModel(
    items: [
        .init(id: san1, name: "san1"),
        .init(id: db1, name: "db1", dependsOn: [san1], supports: [orders]),
        .init(
            id: web1, name: "web1", aliases: ["web1.lab.example", "10.0.0.1"], dependsOn: [db1], supports: [checkout]),
        .init(id: web2, name: "web2", dependsOn: [db1], supports: [checkout]),
        .init(id: lone, name: "lone"),
    ],
    services: [
        .init(id: checkout, name: "Checkout", criticality: 1), .init(id: orders, name: "Orders", criticality: 2),
        .init(id: blog, name: "Blog", criticality: 4),
    ])

/// A firing alert on a configuration item, by its name.
func alert(
    _ number: Int, on item: String?, severity: Severity = .warning, onset: TimeInterval = 0,
    labels: [String: String] = [:]
) -> Alert {
    var labels = labels
    labels["ci"] = item
    let raise = Alert.Raise(
        event(.raise, at: onset, severity: severity, labels: labels), number: "ALT\(number)",
        binding: model.bind(labels))
    guard let alert = Alert.beginning(id(1000 + number), with: .raised(raise: raise), at: noon) else {
        preconditionFailure("no alert")
    }
    return alert
}

/// The name of a fact, as journals have it.
func name(_ fact: some Any) -> String { Mirror(reflecting: fact).children.first?.label ?? "\(fact)" }
