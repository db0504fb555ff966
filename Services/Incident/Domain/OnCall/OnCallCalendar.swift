import Foundation
import Records

/// Answers who is on call, at any instant and over any time. Instants are whole seconds.
package struct OnCallCalendar: Sendable {
    /// Who is on call, and by what: the layers, or the exceptions that put them there.
    package struct Answer: Codable, Equatable, Sendable {
        package let people: [UUID]
        package let layers: [String]
        /// Exceptions that changed it, oldest first.
        package let exceptions: [UUID]

        package static let nobody = Answer(people: [], layers: [], exceptions: [])
    }

    /// A time in which nothing changes.
    package struct Shift: Codable, Equatable, Sendable {
        package let from: Date
        package let until: Date
        package let people: [UUID]
        package let layers: [String]
        package let exceptions: [UUID]
    }

    private let plan: OnCallPlan
    private let zone: ZoneOffsets

    /// Nil when there is no such zone.
    package init?(_ plan: OnCallPlan) {
        guard let zone = ZoneOffsets(plan.zone) else { return nil }
        self.plan = plan
        self.zone = zone
    }

    package func onCall(at date: Date) -> Answer { onCall(date.second) }

    /// The final schedule: shifts one after the other, also those in which nobody is on call.
    package func shifts(from start: Date, until end: Date) -> [Shift] {
        let (first, last) = (start.second, end.second)
        guard first < last else { return [] }
        var turns = Set([first])
        for layer in plan.layers { turns.formUnion(self.turns(of: layer, first, last)) }
        for exception in plan.exceptions { turns.formUnion([exception.from.second, exception.until.second]) }
        let ordered = turns.filter { (first..<last).contains($0) }.sorted() + [last]
        return zip(ordered, ordered.dropFirst()).reduce(into: []) { shifts, time in
            let answer = onCall(time.0)
            shifts.append(
                joining: Shift(
                    from: Date(timeIntervalSince1970: Double(time.0)),
                    until: Date(timeIntervalSince1970: Double(time.1)), people: answer.people, layers: answer.layers,
                    exceptions: answer.exceptions))
        }
    }

    // MARK: One instant

    private func onCall(_ instant: Int) -> Answer {
        let found = plan.layers.compactMap { layer in
            onDuty(in: layer, at: instant).map { (level: layer.level, name: layer.name, people: $0) }
        }
        let highest = found.map(\.level).max()
        let deciding = found.filter { $0.level == highest }
        var (people, used): ([UUID], [UUID]) = (deciding.flatMap(\.people).unique, [])
        for exception in plan.exceptions where exception.contains(instant) {
            guard let changed = exception.changing(people) else { continue }
            people = changed
            used.append(exception.id)
        }
        return Answer(people: people, layers: deciding.map(\.name), exceptions: used)
    }

    /// Nil when the layer has nobody then.
    private func onDuty(in layer: OnCallLayer, at instant: Int) -> [UUID]? {
        guard instant >= layer.from?.second ?? .min, instant < layer.until?.second ?? .max else { return nil }
        let local = instant + zone.offset(at: instant)
        guard layer.windows.isEmpty || layer.windows.contains(where: { $0.contains(local) }) else { return nil }
        guard let turn = turn(of: layer, at: instant) else { return nil }
        if let lasts = layer.lasts, instant >= handOver(turn, of: layer) + lasts * 60 { return nil }
        let people = layer.turns[turn % layer.turns.count]
        return people.isEmpty ? nil : people
    }

    /// The number of the last hand-over up to this instant; nil before the first.
    private func turn(of layer: OnCallLayer, at instant: Int) -> Int? {
        let passed =
            layer.unit == .hours
            ? instant - handOver(0, of: layer) : instant + zone.offset(at: instant) - layer.start.seconds
        var turn = passed.flooredDivision(by: layer.period)
        while handOver(turn + 1, of: layer) <= instant { turn += 1 }
        while handOver(turn, of: layer) > instant { turn -= 1 }
        return turn >= 0 ? turn : nil
    }

    /// When the clock first shows the time of a hand-over, or a later one where it jumps over it.
    private func handOver(_ turn: Int, of layer: OnCallLayer) -> Int {
        layer.unit == .hours
            ? zone.first(showing: layer.start.seconds) + turn * layer.period
            : zone.first(showing: layer.start.seconds + turn * layer.period)
    }

    // MARK: When something may change

    private func turns(of layer: OnCallLayer, _ first: Int, _ last: Int) -> [Int] {
        var turns = [layer.from, layer.until].compactMap { $0?.second }
        var turn = max(turn(of: layer, at: first) ?? 0, 0)
        while handOver(turn, of: layer) < last {
            turns.append(handOver(turn, of: layer))
            if let lasts = layer.lasts { turns.append(handOver(turn, of: layer) + lasts * 60) }
            turn += 1
        }
        guard !layer.windows.isEmpty else { return turns }
        let weeks = (first - WallTime.week * 2).flooredDivision(by: WallTime.week)...(last / WallTime.week + 2)
        for week in weeks {
            // Monday's midnight of that week; 1970 began on a Thursday.
            let monday = week * WallTime.week - 3 * 86_400
            for window in layer.windows {
                for local in [monday + window.begin, monday + window.end] {
                    turns += [zone.first(showing: local), zone.last(before: local)]
                }
            }
        }
        return turns + jumps(first, last)
    }

    /// The instants at which the clock on the wall is set.
    private func jumps(_ first: Int, _ last: Int) -> [Int] {
        stride(from: first, to: last, by: 86_400).compactMap { day in
            var (low, high) = (day, min(day + 86_400, last))
            guard zone.offset(at: low) != zone.offset(at: high) else { return nil }
            while high - low > 1 {
                let middle = (low + high) / 2
                if zone.offset(at: middle) == zone.offset(at: low) { low = middle } else { high = middle }
            }
            return high
        }
    }
}

extension OnCallException {
    /// Nil when it changes nothing: whom it relieves is not on call.
    fileprivate func changing(_ people: [UUID]) -> [UUID]? {
        guard let instead else { return people == [by] ? nil : [by] }
        guard people.contains(instead), instead != by else { return nil }
        return people.map { $0 == instead ? by : $0 }.unique
    }
}

extension [UUID] {
    /// Each once, in the order of its first place.
    fileprivate var unique: [UUID] {
        var seen: Set<UUID> = []
        return filter { seen.insert($0).inserted }
    }
}
