import Chassis
import Hummingbird
import HummingbirdTesting
import Metrics
import Testing

@Suite struct HealthTests {
    @Test func `a live service says so`() async throws {
        #expect(try await Desk.ask(.get, "/health/live").status == .ok)
    }

    @Test func `a service is ready when everything it needs is there, and says what is not`() async throws {
        let good = ReadyCheck("database") { true }
        let bad = ReadyCheck("broker") { false }
        #expect(try await Desk.ask(.get, "/health/ready", ready: [good]).status == .ok)
        let response = try await Desk.ask(.get, "/health/ready", ready: [good, bad])
        #expect(response.status == .serviceUnavailable)
        #expect(String(buffer: response.body) == #"{"checks":{"broker":false,"database":true},"status":"not ready"}"#)
    }

    @Test func `requests are counted by route, never by address`() async throws {
        let factory = PrometheusFactory()
        try await withMetricsFactory(factory) {
            _ = try await Desk.ask(.get, "/api/v1/notes/1", as: "agent", metrics: factory)
            _ = try await Desk.ask(.get, "/api/v1/secret-address", metrics: factory)
        }
        let text = String(buffer: try await Desk.ask(.get, "/metrics", metrics: factory).body)
        let counted = #"dienst_http_requests_total{method="GET",route="/api/v1/notes/{number}",status="200"} 1"#
        #expect(text.contains(counted), "\(text)")
        #expect(text.contains(#"route="unmatched",status="404"} 1"#))
        #expect(!text.contains("secret-address"))
        #expect(text.contains("dienst_http_requests_in_flight 0"))
    }
}
