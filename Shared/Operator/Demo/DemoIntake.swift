import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Posts alerts as Alertmanager's clients do.
struct DemoIntake {
    private struct Posted: Encodable {
        let labels: [String: String]
        let annotations: [String: String]
        let startsAt: Date
        let endsAt: Date
    }

    private let gateway: String
    private let key: String

    init(access: Access) {
        gateway = access.gateway
        key = access.integration.key
    }

    /// Alerts that begin with their outage and fire until the given instant; one in the past ends them.
    func post(_ outage: Company.Outage, began: Date, until end: Date) async throws {
        let alerts = outage.alerts.map { alert in
            Posted(
                labels: ["alertname": alert.check, "instance": alert.instance, "severity": alert.severity],
                annotations: ["summary": alert.summary], startsAt: began.addingTimeInterval(alert.after), endsAt: end)
        }
        let path = "/intake/alertmanager/\(key)/api/v2/alerts"
        guard let url = URL(string: gateway + path) else { throw OperatorError("\(gateway) is no address.") }
        var request = URLRequest(url: url, timeoutInterval: 30)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        request.httpBody = try encoder.encode(alerts)
        let answer = try await HTTP.send(request)
        guard answer.status == 200 else { throw Refusal("POST", "/intake/alertmanager", answer.status, answer.body) }
    }
}
