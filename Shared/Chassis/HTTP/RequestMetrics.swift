import Hummingbird
import Metrics
import Synchronization

/// Rate, errors and duration per route. Instruments are looked up once per label set, not per request.
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Instruments {
        let count: Counter
        let duration: Timer
    }

    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    private let instruments = Mutex<[Key: Instruments]>([:])
    private let inFlight = Meter(label: "dienst_http_requests_in_flight")

    func began() { inFlight.increment() }

    func ended(_ method: HTTPRequest.Method, _ route: String, _ status: HTTPResponse.Status, _ took: Duration) {
        inFlight.decrement()
        let word = Self.methods.contains(method.rawValue) ? method.rawValue : "other"
        let found = find(Key(method: word, route: route, status: status.code))
        found.count.increment()
        let parts = took.components
        found.duration.recordNanoseconds(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
    }

    private func find(_ key: Key) -> Instruments {
        instruments.withLock { known in
            if let found = known[key] { return found }
            let place = [("method", key.method), ("route", key.route)]
            let made = Instruments(
                count: Counter(label: "dienst_http_requests_total", dimensions: place + [("status", "\(key.status)")]),
                duration: Timer(label: "dienst_http_request_duration_seconds", dimensions: place))
            known[key] = made
            return made
        }
    }
}
