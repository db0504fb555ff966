import Metrics
import Synchronization

/// Keeps what swift-metrics measures and writes it as Prometheus text (exposition format 0.0.4).
///
/// Labels are names and closed sets only: never an id, never what a user typed.
package final class PrometheusFactory: MetricsFactory {
    typealias Labels = [[String]]

    struct Family {
        let kind: String
        var series: [Labels: any MetricSeries] = [:]
    }

    private struct Observation {
        let name: String
        let help: String
        let value: @Sendable () -> Double
    }

    private struct State {
        var families: [String: Family] = [:]
        var observations: [Observation] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// A gauge whose value is asked for at each scrape.
    package func observe(_ name: String, _ help: String, _ value: @escaping @Sendable () -> Double) {
        state.withLock { $0.observations.append(Observation(name: MetricName.clean(name), help: help, value: value)) }
    }

    /// Everything measured so far, and the process's own figures.
    package func render() -> String {
        let (families, observations) = state.withLock { ($0.families, $0.observations) }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) \(family.kind)\n"
            for (labels, series) in family.series.sorted(by: { "\($0.key)" < "\($1.key)" }) {
                text += series.lines(name, labels)
            }
        }
        for observation in observations {
            text += MetricText.gauge(observation.name, observation.help, observation.value())
        }
        return text + ProcessFigures.render()
    }

    private func series<Series: MetricSeries>(
        _ name: String, _ dimensions: [(String, String)], make: () -> Series
    ) -> Series {
        let labels = dimensions.map { [MetricName.clean($0.0), $0.1] }
        return state.withLock { state in
            if let old = state.families[name]?.series[labels] as? Series { return old }
            let new = make()
            // A name already taken by another kind is counted for its caller but not shown: one name has one type.
            if state.families[name, default: Family(kind: Series.kind)].kind == Series.kind {
                state.families[name, default: Family(kind: Series.kind)].series[labels] = new
            }
            return new
        }
    }

    private func forget(_ handler: AnyObject) {
        state.withLock { state in
            state.families = state.families.mapValues { family in
                Family(kind: family.kind, series: family.series.filter { $0.value !== handler })
            }
        }
    }
}

extension PrometheusFactory {
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(MetricName.clean(label, ending: "_total"), dimensions) { CounterSeries() }
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(MetricName.clean(label, ending: "_total"), dimensions) { FloatingCounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(MetricName.clean(label), dimensions) { GaugeSeries() }
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return series(MetricName.clean(label), dimensions) { GaugeSeries() } }
        return series(MetricName.clean(label), dimensions) { HistogramSeries(bounds: HistogramSeries.sizes) }
    }

    /// Timers are histograms in seconds.
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(MetricName.clean(label, ending: "_seconds"), dimensions) {
            HistogramSeries(bounds: HistogramSeries.seconds)
        }
    }

    package func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { forget(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { forget(handler) }
}
