import EventDomain
import Foundation
import HTTPTypes
import Records

/// SNMP traps, as the handler in `deploy/integrations/snmp` posts them: `host`, `transport`, `time`, `variables` with `oid` and `value`.
enum SNMPFormat: IntakeFormat {
    static let name = "snmp"
    static let entrances = [Entrance(.post, "", "Take traps as the snmptrapd handler posts them")]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let body = try IntakeReader.read(delivery.body)
            let items: [IntakeValue] = if case .list(let list) = body { list } else { [body] }
            return .found(items) { item, path throws(Invalid) in
                try draft(of: item, at: path, by: delivery.profile)?.event(in: delivery)
            }
        } catch {
            return .unreadable(error)
        }
    }

    private static let trapOID = ".1.3.6.1.6.3.1.1.4.1.0"
    private static let address = ".1.3.6.1.6.3.18.1.3.0"
    private static let ifIndex = ".1.3.6.1.2.1.2.2.1.1"

    /// A trap and its opposite are one family, told apart by what is over.
    private struct Kind {
        let family: String
        let severity: Severity
        var isOver = false
        var lifetime: TimeInterval?
    }

    private static let kinds: [String: Kind] = [
        ".1.3.6.1.6.3.1.1.5.1": Kind(family: "coldStart", severity: .warning, lifetime: 3600),
        ".1.3.6.1.6.3.1.1.5.2": Kind(family: "warmStart", severity: .info, lifetime: 3600),
        ".1.3.6.1.6.3.1.1.5.3": Kind(family: "link", severity: .major),
        ".1.3.6.1.6.3.1.1.5.4": Kind(family: "link", severity: .info, isOver: true),
        ".1.3.6.1.6.3.1.1.5.5": Kind(family: "authenticationFailure", severity: .warning, lifetime: 3600),
        ".1.3.6.1.6.3.1.1.5.6": Kind(family: "egpNeighborLoss", severity: .major, lifetime: 3600),
        ".1.3.6.1.2.1.33.2.1": Kind(family: "upsOnBattery", severity: .critical, lifetime: 3600),
        ".1.3.6.1.2.1.33.2.3": Kind(family: "upsAlarm", severity: .major),
        ".1.3.6.1.2.1.33.2.4": Kind(family: "upsAlarm", severity: .info, isOver: true),
        ".1.3.6.1.2.1.15.7.1": Kind(family: "bgpPeer", severity: .info, isOver: true),
        ".1.3.6.1.2.1.15.7.2": Kind(family: "bgpPeer", severity: .major),
    ]

    /// Nil for a trap that a rule drops.
    private static func draft(
        of trap: IntakeValue, at path: String, by profile: SourceProfile
    ) throws(Invalid) -> EventDraft? {
        let variables = trap["variables"].elements.prefix(2000).compactMap { variable in
            variable["oid"]?.words.map { (oid: numbered($0), value: variable["value"]?.words ?? "") }
        }
        guard let oid = variables.first(where: { $0.oid == trapOID }).map({ numbered($0.value) }) else {
            throw Invalid("No variable says which trap it is (snmpTrapOID.0).", field: path + "variables")
        }
        let agent = variables.first { $0.oid == address }?.value ?? agentAddress(trap)
        let kind = kinds[oid] ?? Kind(family: oid, severity: .unknown, lifetime: 3600)
        let others = variables.filter { !$0.oid.hasPrefix(".1.3.6.1.6.3.") && $0.oid != ".1.3.6.1.2.1.1.3.0" }
        let index = others.first { $0.oid.hasPrefix(ifIndex) }?.value ?? (kinds[oid] == nil ? "" : instance(others))
        let text = others.prefix(20).map(\.value).filter { !$0.isEmpty }.joined(separator: ", ")
        let host = trap["host"]?.words.flatMap { $0 == "<UNKNOWN>" ? nil : $0 } ?? agent
        var draft = EventDraft(
            action: kind.isOver ? .clear : .raise, key: "trap:\(agent ?? host ?? ""):\(kind.family):\(index)",
            check: kind.family, summary: "\(kind.family) at \(host ?? "unknown")\(text.isEmpty ? "" : ": \(text)")")
        draft.severity = kind.severity
        draft.lifetime = kind.lifetime
        draft.labels["host"] = host
        draft.labels["address"] = agent
        draft.labels["trap"] = oid
        draft.labels["index"] = index.isEmpty ? nil : index
        draft.time = trap["time"]?.words.flatMap { LooseTimes.instant($0, zone: profile.zone) }
        for variable in others.prefix(50) { draft.annotations[variable.oid] = variable.value }
        let line = LogLine(
            severity: kind.severity, host: host, app: agent, name: oid, text: "\(kind.family) \(text)")
        for rule in profile.rules ?? [] {
            switch rule.verdict(on: line) {
            case nil: continue
            case .drop: return nil
            case .clear: draft.action = .clear
            case .raise: draft.severity = rule.severity ?? draft.severity
            }
            draft.lifetime = TimeInterval(rule.lifetime)
            break
        }
        return draft
    }

    /// With a dot before, as numbers; names of the best known by their MIB.
    private static func numbered(_ oid: String) -> String {
        let names = [
            "SNMPv2-MIB::snmpTrapOID.0": trapOID, "SNMP-COMMUNITY-MIB::snmpTrapAddress.0": address,
            "SNMPv2-MIB::coldStart": ".1.3.6.1.6.3.1.1.5.1", "SNMPv2-MIB::warmStart": ".1.3.6.1.6.3.1.1.5.2",
            "IF-MIB::linkDown": ".1.3.6.1.6.3.1.1.5.3", "IF-MIB::linkUp": ".1.3.6.1.6.3.1.1.5.4",
            "SNMPv2-MIB::authenticationFailure": ".1.3.6.1.6.3.1.1.5.5",
            "DISMAN-EVENT-MIB::sysUpTimeInstance": ".1.3.6.1.2.1.1.3.0",
        ]
        if let known = names[oid] { return known }
        if oid.hasPrefix("IF-MIB::ifIndex") { return ifIndex + oid.dropFirst("IF-MIB::ifIndex".count) }
        let bare = oid.hasPrefix("iso.") ? ".1." + oid.dropFirst(4) : oid
        return bare.first?.isNumber == true ? "." + bare : bare
    }

    /// What follows the last dot of the first variable: the row it speaks of.
    private static func instance(_ variables: [(oid: String, value: String)]) -> String {
        variables.first?.oid.split(separator: ".").last.map(String.init) ?? ""
    }

    /// `UDP: [10.0.0.1]:161->[10.0.0.2]:162`.
    private static func agentAddress(_ trap: IntakeValue) -> String? {
        guard let text = trap["transport"]?.words, let open = text.firstIndex(of: "["),
            let close = text[open...].firstIndex(of: "]")
        else { return nil }
        return String(text[text.index(after: open)..<close])
    }
}
