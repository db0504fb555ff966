import Chassis
import Foundation
import Metrics
import Testing

@Suite struct MetricsTests {
    @Test func `counters, gauges and timers are written as Prometheus text`() {
        let factory = PrometheusFactory()
        let counter = Counter(label: "mails.sent", dimensions: [("kind", "a \"b\"\n\\c")], factory: factory)
        counter.increment(by: 2)
        counter.increment()
        let meter = Meter(label: "waiting", factory: factory)
        meter.set(4)
        meter.decrement(by: 1.5)
        let timer = Timer(label: "handling", dimensions: [("queue", "in")], factory: factory)
        timer.recordMilliseconds(3)
        timer.recordSeconds(60)
        factory.observe("outbox_oldest_seconds", "Age of the oldest message not yet sent.") { 12.25 }
        let text = factory.render()
        let expected = [
            "# TYPE mails_sent_total counter\nmails_sent_total{kind=\"a \\\"b\\\"\\n\\\\c\"} 3\n",
            "# TYPE waiting gauge\nwaiting 2.5\n",
            "# TYPE handling_seconds histogram\n",
            "handling_seconds_bucket{queue=\"in\",le=\"0.0025\"} 0\n",
            "handling_seconds_bucket{queue=\"in\",le=\"0.005\"} 1\n",
            "handling_seconds_bucket{queue=\"in\",le=\"+Inf\"} 2\n",
            "handling_seconds_sum{queue=\"in\"} 60.003\n", "handling_seconds_count{queue=\"in\"} 2\n",
            "# TYPE outbox_oldest_seconds gauge\noutbox_oldest_seconds 12.25\n",
            "# TYPE process_resident_memory_bytes gauge\n",
        ]
        for part in expected { #expect(text.contains(part), "\(part) in \(text)") }
    }

    @Test func `the same name and labels are one series, however often asked for`() {
        let factory = PrometheusFactory()
        for _ in 0..<3 {
            Counter(label: "dienst_things_total", dimensions: [("a", "1")], factory: factory).increment()
        }
        #expect(factory.render().contains("dienst_things_total{a=\"1\"} 3\n"))
    }

    @Test func `a name keeps its first type`() {
        let factory = PrometheusFactory()
        Meter(label: "size", factory: factory).set(1)
        Recorder(label: "size", aggregate: true, factory: factory).record(5)
        #expect(factory.render().components(separatedBy: "# TYPE size ").count == 2)
    }

    @Test func `a destroyed series is no longer shown`() {
        let factory = PrometheusFactory()
        let counter = Counter(label: "gone", factory: factory)
        counter.increment()
        counter.destroy()
        #expect(!factory.render().contains("gone_total 1"))
    }
}
