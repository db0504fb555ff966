import Delivery
import Foundation
import Synchronization

/// Icinga's objects as they are now, as lines of the format.
struct IcingaObjects: Sendable {
    private static let longest = 64 << 20
    private static let attributes = [
        "name", "state", "state_type", "last_hard_state", "last_hard_state_change", "acknowledgement", "downtime_depth",
        "last_check_result", "vars",
    ]

    let server: OutboundServer

    /// Those that are wrong, and those named, whatever they are.
    func states(of named: [String]) async throws -> [Data] {
        var lines: [Data] = []
        for (kind, more) in [("service", ["host_name"]), ("host", ["address"])] {
            let names = named.filter { $0.contains("!") == (kind == "service") }
            let found = try await ask(kind, more, names)
            var seen: Set<String> = []
            for object in found {
                guard let attributes = object["attrs"] as? [String: Any] else { continue }
                seen.insert(object["name"] as? String ?? "")
                lines.append(try Self.line(["type": "ObjectState", "attrs": attributes]))
            }
            for name in names where !seen.contains(name) {
                let parts = name.split(separator: "!", maxSplits: 1).map(String.init)
                var gone = ["type": "ObjectGone", "host": parts[0]]
                if parts.count == 2 { gone["service"] = parts[1] }
                lines.append(try Self.line(gone))
            }
        }
        return lines
    }

    private func ask(_ kind: String, _ more: [String], _ names: [String]) async throws -> [[String: Any]] {
        let question: [String: Any] = [
            "attrs": Self.attributes + more, "filter": "\(kind).state != 0 || \(kind).__name in dienst_names",
            "filter_vars": ["dienst_names": names],
        ]
        let answer = Mutex(Data())
        try await OutboundStream(server).post(
            "/v1/objects/\(kind)s", try JSONSerialization.data(withJSONObject: question),
            headers: ["X-HTTP-Method-Override": "GET"], timeout: .seconds(60)
        ) { piece in
            answer.withLock { answer in
                answer += piece
                return answer.count <= Self.longest
            }
        }
        let read = try JSONSerialization.jsonObject(with: answer.withLock { $0 }) as? [String: Any]
        guard let results = read?["results"] as? [[String: Any]] else {
            throw StreamLost(reason: "the server's list of \(kind)s cannot be read")
        }
        return results
    }

    private static func line(_ object: [String: Any]) throws -> Data {
        try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    }
}
