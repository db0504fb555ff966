import Foundation

/// A way that sources speak. One file each; the README says how to add one.
protocol IntakeFormat: Sendable {
    /// Kept with every request, and part of its addresses: `/intake/<name>/{key}…`. It never changes.
    static var name: String { get }
    /// Where its requests come in.
    static var entrances: [Entrance] { get }
    /// Headers that carry content, in lower case, kept beside `content-type`. One that ends in `-` stands for all that begin so.
    static var keptHeaders: Set<String> { get }

    /// What a delivery says. Pure: the same delivery always says the same.
    static func read(_ delivery: Delivery) -> Reading
    /// The integration's key, for senders that put it into the body.
    static func key(in body: Data) -> String?
    /// Whether what proves where a request comes from, if it is there, fits the integration's key.
    static func isGenuine(_ body: Data, key: String, header: (String) -> String?) -> Bool
    /// Why a delivery may not count although its key is right; nil when it does.
    static func doubt(about delivery: Delivery, by outside: Outside) async -> Doubt?
}

extension IntakeFormat {
    static var keptHeaders: Set<String> { [] }

    static func key(in body: Data) -> String? { nil }

    static func isGenuine(_ body: Data, key: String, header: (String) -> String?) -> Bool { true }

    static func doubt(about delivery: Delivery, by outside: Outside) async -> Doubt? { nil }

    static func keeps(header name: String) -> Bool {
        guard name != CloudEventsFormat.keyHeader else { return false }
        return name == "content-type" || keptHeaders.contains(name)
            || keptHeaders.contains { $0.hasSuffix("-") && name.hasPrefix($0) }
    }
}

/// All that is understood.
enum IntakeFormats {
    static let all: [any IntakeFormat.Type] = [
        AlertaFormat.self,
        AlertmanagerFormat.self,
        AlertmanagerWebhookFormat.self,
        CloudEventsFormat.self,
        OpsgenieFormat.self,
        PagerDutyFormat.self,
        MappedFormat.self,
        PlainFormat.self,
        ZabbixFormat.self,
        NagiosFormat.self,
        AzureFormat.self,
        GoogleCloudFormat.self,
        ServiceNowEventFormat.self,
        ServiceNowFormat.self,
        VictorOpsFormat.self,
        OTLPFormat.self,
        SyslogFormat.self,
        SNMPFormat.self,
        SNSFormat.self,
        SNSPublishFormat.self,
        IcingaFormat.self,
        GitHubFormat.self,
        GitLabFormat.self,
        ArgoCDFormat.self,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// Throws for a name that an older or newer edition knew.
    static func named(_ name: String) throws -> any IntakeFormat.Type {
        guard let format = byName[name] else { throw UnknownFormat(name: name) }
        return format
    }

    struct UnknownFormat: Error, CustomStringConvertible {
        let name: String
        var description: String { "nothing here understands the format \(name)" }
    }
}
