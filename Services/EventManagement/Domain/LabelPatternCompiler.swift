import Records

/// Makes the machine of a regular expression from its parts.
struct LabelPatternCompiler {
    private static let most = 10_000

    private(set) var steps: [LabelPattern.Step] = []
    private var work = 0

    /// Throws `Invalid` for an expression that grows too large.
    mutating func add(_ part: PatternPart) throws(Invalid) {
        work += 1
        guard steps.count < Self.most, work < 2 * Self.most else {
            throw Invalid("expression is too large")
        }
        switch part {
        case .nothing: break
        case .one(let range): steps.append(.one(range))
        case .check(let place): steps.append(.check(place))
        case .row(let parts): for part in parts { try add(part) }
        case .either(let parts): try addEither(parts)
        case .times(let part, let least, let most): try addTimes(part, least, most)
        }
    }

    private mutating func addEither(_ parts: [PatternPart]) throws(Invalid) {
        var ends: [Int] = []
        for part in parts.dropLast() {
            let fork = reserve()
            try add(part)
            ends.append(reserve())
            steps[fork] = .split(fork + 1, steps.count)
        }
        if let last = parts.last { try add(last) }
        for end in ends { steps[end] = .jump(steps.count) }
    }

    private mutating func addTimes(_ part: PatternPart, _ least: Int, _ most: Int?) throws(Invalid) {
        for _ in 0..<least { try add(part) }
        guard let most else {
            let fork = reserve()
            try add(part)
            steps.append(.jump(fork))
            steps[fork] = .split(fork + 1, steps.count)
            return
        }
        var forks: [Int] = []
        for _ in least..<most {
            forks.append(reserve())
            try add(part)
        }
        for fork in forks { steps[fork] = .split(fork + 1, steps.count) }
    }

    /// A step that is filled in when its target is known.
    private mutating func reserve() -> Int {
        steps.append(.accept)
        return steps.count - 1
    }
}
