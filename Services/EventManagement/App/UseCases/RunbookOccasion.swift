import Contracts
import Crypto
import Delivery
import EventDomain
import Foundation

/// A runbook, and what it is to run on: from it comes what is sent.
struct RunbookOccasion: Sendable {
    let run: UUID
    let number: String
    let runbook: Runbook
    let alert: Alert
    let target: RunbookCircumstances.Target?
    let because: String
    let isRollback: Bool

    var action: RunbookAction? { isRollback ? runbook.terms.rollback : runbook.terms.action }

    /// What placeholders stand for.
    private var values: [String: String] {
        let labels = alert.labels.map { ("label.\($0.key)", $0.value) }
        return [
            "run": run.uuidString.lowercased(), "number": number, "runbook": runbook.terms.name,
            "alert": alert.id.uuidString.lowercased(), "alert.number": alert.number, "alert.summary": alert.summary,
            "alert.severity": alert.severity.rawValue, "alert.check": alert.check, "item": target?.name ?? "",
            "item.id": target?.id.uuidString.lowercased() ?? "", "item.class": target?.itemClass ?? "",
            "because": because,
        ].merging(labels) { ours, _ in ours }
    }

    /// What is asked of a webhook; nil when it is no webhook.
    ///
    /// - Parameter secrets: by the names of `RunbookSecret`; without one nothing stands in its place.
    func request(_ secrets: [String: String], at now: Date) throws -> OutboundRequest? {
        guard let action, let webhook = action.webhook else { return nil }
        let body = try body(of: webhook)
        var request = OutboundRequest(
            webhook.method.rawValue, RunbookTemplate.render(webhook.url, values, .url), body: body,
            timeout: .seconds(action.timeout))
        request.headers = webhook.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        if body != nil, !webhook.headers.keys.contains(where: { $0.lowercased() == "content-type" }) {
            request.headers.append((name: "Content-Type", value: webhook.contentType))
        }
        let part = RunbookSecret.Part(isRollback: isRollback)
        for name in webhook.secretHeaders {
            guard let value = secrets[RunbookSecret.header(name, of: part)] else { continue }
            request.headers.append((name: name, value: value))
        }
        request.headers.append(
            (name: "Idempotency-Key", value: run.uuidString.lowercased() + (isRollback ? ":rollback" : "")))
        request.headers.append((name: "X-Dienst-Adjustment", value: number))
        if webhook.isSigned, let key = secrets[RunbookSecret.key(of: part)] {
            request.headers += Self.signature(of: body ?? Data(), with: key, at: now)
        }
        return request
    }

    /// HMAC-SHA256 of `<seconds since 1970>.<body>`, so that an old request cannot be sent again as a new one.
    static func signature(of body: Data, with key: String, at now: Date) -> [(name: String, value: String)] {
        let time = String(Int(now.timeIntervalSince1970))
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(time).".utf8) + body, using: SymmetricKey(data: Data(key.utf8)))
        let text = code.map { String(format: "%02x", $0) }.joined()
        return [(name: "X-Dienst-Timestamp", value: time), (name: "X-Dienst-Signature", value: "sha256=\(text)")]
    }

    private func body(of webhook: RunbookAction.Webhook) throws -> Data? {
        if let template = webhook.body {
            return Data(RunbookTemplate.render(template, values, webhook.isJSON ? .json : .none).utf8)
        }
        guard [.post, .put, .patch].contains(webhook.method) else { return nil }
        return try WireJSON.encoder.encode(message(attempt: 1, answerBy: nil))
    }

    /// What an executor is asked; also the body of a webhook that has none of its own.
    func message(attempt: Int, answerBy: Date?) -> AdjustmentRequested {
        AdjustmentRequested(
            record: run, number: number, runbook: runbook.id, runbookName: runbook.terms.name, isRollback: isRollback,
            attempt: attempt, alert: alert.id, alertNumber: alert.number, summary: String(alert.summary.prefix(1024)),
            severity: alert.severity.rawValue, labels: alert.labels, item: target?.id, itemName: target?.name,
            itemClass: target?.itemClass, answerBy: answerBy)
    }
}

/// Names under which the secrets of a runbook are kept.
enum RunbookSecret {
    enum Part: String, CaseIterable, Sendable {
        case action, rollback

        init(isRollback: Bool) { self = isRollback ? .rollback : .action }
    }

    static func header(_ name: String, of part: Part) -> String { "\(part.rawValue):header:\(name.lowercased())" }
    static func key(of part: Part) -> String { "\(part.rawValue):key" }

    /// Those that these terms cannot do without.
    static func needed(by terms: Runbook.Terms) -> Set<String> {
        names(.action, terms.action.webhook).union(names(.rollback, terms.rollback?.webhook))
    }

    static func names(_ part: Part, _ webhook: RunbookAction.Webhook?) -> Set<String> {
        guard let webhook else { return [] }
        return Set(webhook.secretHeaders.map { header($0, of: part) } + (webhook.isSigned ? [key(of: part)] : []))
    }
}
