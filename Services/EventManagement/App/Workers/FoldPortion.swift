/// How much is folded in one turn: more than the least while turns are short, so that many known alerts cost little each.
struct FoldPortion: Equatable, Sendable {
    /// Fewer at a time would let a storm's situations be told of before they have found each other.
    private static let bounds = 2000...8000

    /// About so many events; the last request may bring more.
    private(set) var events = 2000
    /// At most so many requests.
    private(set) var requests = 500

    /// Learns from a turn how many events it folded, and how long it took.
    mutating func learn(folded: Int, took: Duration) {
        if took > .milliseconds(800) {
            events = max(Self.bounds.lowerBound, events / 2)
        } else if took < .milliseconds(250), folded >= events {
            events = min(Self.bounds.upperBound, events * 2)
        }
        requests = max(500, events / 4)
    }

    /// Fewer requests, to find one that cannot be folded by halving; nil when there was only one.
    var narrowed: FoldPortion? {
        guard requests > 1 else { return nil }
        var narrow = self
        narrow.requests = max(1, requests / 8)
        return narrow
    }
}
