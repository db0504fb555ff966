import Metrics
import Synchronization

/// One measured thing with one set of labels.
protocol MetricSeries: AnyObject, Sendable {
    static var kind: String { get }
    func lines(_ name: String, _ labels: [[String]]) -> String
}

final class CounterSeries: MetricSeries, CounterHandler {
    static let kind = "counter"
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    func lines(_ name: String, _ labels: [[String]]) -> String {
        MetricText.line(name, labels, Double(count.load(ordering: .relaxed)))
    }
}

final class FloatingCounterSeries: MetricSeries, FloatingPointCounterHandler {
    static let kind = "counter"
    private let sum = Mutex(0.0)

    func increment(by amount: Double) { sum.withLock { $0 += amount } }
    func reset() { sum.withLock { $0 = 0 } }
    func lines(_ name: String, _ labels: [[String]]) -> String { MetricText.line(name, labels, sum.withLock { $0 }) }
}

final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler {
    static let kind = "gauge"
    private let value = Mutex(0.0)

    func set(_ new: Int64) { set(Double(new)) }
    func set(_ new: Double) { value.withLock { $0 = new } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ new: Int64) { set(Double(new)) }
    func record(_ new: Double) { set(new) }
    func lines(_ name: String, _ labels: [[String]]) -> String { MetricText.line(name, labels, value.withLock { $0 }) }
}

final class HistogramSeries: MetricSeries, TimerHandler, RecorderHandler {
    static let kind = "histogram"
    static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    static let sizes: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000, 1_000_000]

    private struct State {
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        self.state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock {
            $0.counts[bucket] += 1
            $0.sum += value
        }
    }

    func lines(_ name: String, _ labels: [[String]]) -> String {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var total = 0
        var text = ""
        for (bound, count) in zip(bounds.map { MetricText.number($0) } + ["+Inf"], counts) {
            total += count
            text += MetricText.line(name + "_bucket", labels + [["le", bound]], Double(total))
        }
        text += MetricText.line(name + "_sum", labels, sum)
        return text + MetricText.line(name + "_count", labels, Double(total))
    }
}
