/// Growing waits with jitter, so that copies do not try again all at once.
struct BackOff {
    private let first: Duration
    private let longest: Duration
    private var current: Duration

    init(from first: Duration, to longest: Duration) {
        self.first = first
        self.longest = longest
        self.current = first
    }

    mutating func next() -> Duration {
        defer { current = min(current * 2, longest) }
        return current * Double.random(in: 0.5...1.0)
    }

    mutating func reset() { current = first }
}
