import EventDomain
import Foundation
import HTTPTypes
import Records

/// OpenTelemetry's logs over HTTP, as JSON or protobuf. Records that match no rule are not kept.
enum OTLPFormat: IntakeFormat {
    static let name = "otlp"
    static let entrances = [
        Entrance(.post, "/v1/logs", "Take OpenTelemetry logs, JSON or protobuf, plain or gzip", answer: answer)
    ]

    static func read(_ delivery: Delivery) -> Reading {
        do throws(Invalid) {
            let request =
                isProtobuf(delivery) ? try OTLPProtobuf.request(delivery.body) : try IntakeReader.read(delivery.body)
            guard case .object = request else { throw Invalid("An export request is an object.") }
            return LineReading.read(lines(request), in: delivery)
        } catch {
            return .unreadable(error)
        }
    }

    /// Success is said in the encoding of the request; an empty message in both.
    private static func answer(_ receipt: Receipt) -> IntakeAnswer {
        isProtobuf(receipt.delivery)
            ? IntakeAnswer(status: .ok, type: "application/x-protobuf", body: Data())
            : IntakeAnswer(status: .ok, type: "application/json", body: Data("{}".utf8))
    }

    private static func isProtobuf(_ delivery: Delivery) -> Bool {
        delivery.headers["content-type"]?.lowercased().hasPrefix("application/x-protobuf") ?? false
    }

    private static func lines(_ request: IntakeValue) -> [LogLine] {
        request["resourceLogs"].elements.flatMap { resource in
            let of = attributes(resource["resource"]?["attributes"])
            return resource["scopeLogs"].elements.flatMap { scope in
                scope["logRecords"].elements.map { line($0, of) }
            }
        }
    }

    private static func line(_ record: IntakeValue, _ resource: [String: String]) -> LogLine {
        let own = attributes(record["attributes"])
        let number = record["severityNumber"]?.words.flatMap { Int($0) } ?? 0
        var labels: [String: String] = [:]
        for name in labelNames {
            if let value = own[name.attribute] ?? resource[name.attribute] { labels[name.label] = value }
        }
        labels["trace_id"] = record["traceId"]?.words
        return LogLine(
            time: [record["timeUnixNano"], record["observedTimeUnixNano"]].lazy.compactMap { $0?.words }
                .compactMap { LooseTimes.instant($0, zone: .gmt) }.first,
            severity: severity(number), severityWord: record["severityText"]?.words,
            host: resource["host.name"] ?? resource["k8s.node.name"], app: resource["service.name"],
            name: record["eventName"]?.words ?? own["event.name"] ?? own["exception.type"],
            text: text(record["body"]) ?? own["exception.message"] ?? "", labels: labels)
    }

    private static let labelNames: [(attribute: String, label: String)] = [
        ("ci", "ci"), ("service.namespace", "namespace"), ("k8s.pod.name", "pod"), ("k8s.namespace.name", "namespace"),
        ("k8s.deployment.name", "application"), ("container.name", "container"),
        ("deployment.environment.name", "environment"), ("deployment.environment", "environment"),
        ("exception.type", "exception"),
    ]

    static func severity(_ number: Int) -> Severity {
        switch number {
        case 21...24: .critical
        case 17...20: .major
        case 13...16: .warning
        case 1...12: .info
        default: .unknown
        }
    }

    private static func attributes(_ list: IntakeValue?) -> [String: String] {
        var found: [String: String] = [:]
        for pair in list.elements.prefix(500) {
            if let key = pair["key"]?.words { found[key] = text(pair["value"]) }
        }
        return found
    }

    /// A value of any type as text; of lists and maps the plain values in them.
    private static func text(_ value: IntakeValue?) -> String? {
        guard case .object(let members) = value, let member = members.first else { return nil }
        switch member.value {
        case .object:
            let parts = member.value["values"].elements.prefix(100).compactMap { part in
                part["key"]?.words.map { "\($0)=\(plain(part["value"]) ?? "")" } ?? plain(part)
            }
            return parts.isEmpty ? nil : String(parts.joined(separator: ", ").prefix(4096))
        default: return member.value.words.map { String($0.prefix(4096)) }
        }
    }

    private static func plain(_ value: IntakeValue?) -> String? {
        guard case .object(let members) = value else { return nil }
        return members.first?.value.words
    }
}

extension IntakeValue? {
    /// Of a list its elements; of anything else none.
    var elements: [IntakeValue] {
        guard case .list(let values) = self else { return [] }
        return values
    }
}
