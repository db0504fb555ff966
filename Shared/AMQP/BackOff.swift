/// How long to wait before the next try: doubling from 0.1 s to 1 s, with jitter so that all copies of a service do not
/// come back in the same instant.
struct BackOff {
    private var longest = Duration.milliseconds(100)

    mutating func next() -> Duration {
        let wait = longest * Double.random(in: 0.5...1)
        longest = min(longest * 2, .seconds(1))
        return wait
    }

    mutating func reset() { self = BackOff() }
}
