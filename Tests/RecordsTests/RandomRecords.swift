import Foundation
import Records

/// Policies over a few calendars, and records that live under them: what a random case of the clocks is made of.
struct RandomWorld {
    let rulebook: ServiceLevelRulebook
    let rules: [AgreedPolicy: [ClockOracle.Rule]]
    let agreed: [AgreementKind: [AgreedPolicy]]
    let minutes: Range<Int>
    let policies: [(pin: VersionPin, policy: ServiceLevelPolicy)]
    let calendars: [(pin: VersionPin, calendar: BusinessCalendar)]

    private static let teams: [UUID] = {
        var chance = Chance(77)
        return (0..<3).map { _ in chance.uuid() }
    }()
    private static let reasons = ["caller", "change", "problem", "supplier", "scheduled"]

    init(_ chance: inout Chance) throws {
        let odd = OddCalendar.made(by: &chance)
        let always = OddCalendar(calendar: .always, minutes: odd.minutes)
        let pins = (0..<2).map { VersionPin(id: chance.uuid(), version: $0 + 1) }
        var (book, rules) = (ServiceLevelRulebook(), [AgreedPolicy: [ClockOracle.Rule]]())
        var agreed: [AgreementKind: [AgreedPolicy]] = [:]
        var oracles: [UUID: MinuteOracle] = [:]
        var policies: [(pin: VersionPin, policy: ServiceLevelPolicy)] = []
        for (pin, calendar) in zip(pins, [odd, always]) {
            book.add(try OpenHours(calendar.calendar), as: pin)
            oracles[pin.id] = MinuteOracle(calendar.calendar, odd.minutes)
        }
        for kind in AgreementKind.allCases {
            for version in 1...2 {
                let policy = try Self.policy(kind, pins.map(\.id), &chance).checked()
                let pin = VersionPin(id: chance.uuid(), version: version)
                let chosen = AgreedPolicy(policy: pin, calendars: pins)
                book.add(policy, as: pin)
                policies.append((pin, policy))
                agreed[kind, default: []].append(chosen)
                rules[chosen] = policy.targets.compactMap { target in
                    guard let calendar = pins.first(where: { $0.id == target.calendar }),
                        let open = oracles[target.calendar]
                    else { return nil }
                    return ClockOracle.Rule(
                        agreed: chosen, kind: kind, target: target, calendar: calendar, open: open)
                }
            }
        }
        (rulebook, self.rules, self.agreed, minutes) = (book, rules, agreed, odd.minutes)
        self.policies = policies
        calendars = Array(zip(pins, [odd.calendar, always.calendar]))
    }

    private static func policy(
        _ kind: AgreementKind, _ calendars: [UUID], _ chance: inout Chance
    ) -> ServiceLevelPolicy {
        let measures: [ServiceLevelTarget.Measure] =
            switch kind {
            case .customer: [.response, .resolution, .update]
            case .team: [.team]
            case .supplier: [.supplier]
            }
        let targets = measures.filter { _ in !chance.oneIn(8) }.map { measure in
            ServiceLevelTarget(
                name: measure.rawValue, measure: measure, goals: goals(&chance), calendar: chance.pick(calendars),
                pausedBy: reasons.filter { _ in chance.oneIn(2) },
                onChange: chance.pick(ServiceLevelTarget.OnChange.allCases),
                respondedBy: chance.pick(ServiceLevelTarget.RespondedBy.allCases),
                thresholds: [.share(percent: 50), .share(percent: 75), .before(seconds: 1800), .after(seconds: 3600)],
                team: measure == .team && chance.oneIn(3) ? teams[0] : nil)
        }
        let spare = ServiceLevelTarget(
            name: "spare", measure: .resolution, goals: [.init(.within(seconds: 7200))], calendar: calendars[0])
        return ServiceLevelPolicy(kind: kind, targets: targets.isEmpty ? [spare] : targets)
    }

    private static func goals(_ chance: inout Chance) -> [ServiceLevelGoal] {
        let urgent = ServiceLevelGoal(
            priority: 1, .within(seconds: chance.within(1..<40) * 300 + chance.within(0..<60)))
        return [urgent] + (chance.oneIn(6) ? [] : [ServiceLevelGoal(.within(seconds: chance.within(1..<30) * 900))])
    }

    /// A record's life at whole minutes, and when it is looked at.
    func record(_ chance: inout Chance) -> (moments: [ServiceLevelMoment], now: Int) {
        var minute = chance.within(minutes.lowerBound + 4320..<minutes.upperBound - 8640)
        var moments = [ServiceLevelMoment(at: minute * 60_000, .opened(priority: chance.within(1..<4)))]
        moments.append(ServiceLevelMoment(at: minute * 60_000, .agreed(policies: agreement(&chance))))
        var mode = 0  // open, on hold, resolved, ended
        for _ in 0..<chance.within(0..<12) {
            minute += chance.oneIn(5) ? 0 : chance.within(1..<(chance.oneIn(4) ? 600 : 90))
            let event = next(&mode, &chance)
            moments.append(ServiceLevelMoment(at: minute * 60_000, event))
            if mode == 3 { break }
        }
        return (moments, minute + chance.within(0..<240))
    }

    private func agreement(_ chance: inout Chance) -> [AgreedPolicy] {
        var policies: [AgreedPolicy] = []
        for kind in AgreementKind.allCases where !chance.oneIn(6) { policies.append(chance.pick(agreed[kind] ?? [])) }
        return policies
    }

    private func next(_ mode: inout Int, _ chance: inout Chance) -> ServiceLevelEvent {
        let any: [ServiceLevelEvent] = [
            .prioritised(priority: chance.within(1..<4)), .agreed(policies: agreement(&chance)), .owned, .answered,
            .asked, .handed(team: chance.pick(Self.teams)), .handed(team: nil),
        ]
        if chance.oneIn(2) { return chance.pick(any) }
        if chance.oneIn(25) {
            let wasResolved = mode == 2
            mode = 3
            return wasResolved ? .closed : .cancelled
        }
        switch mode {
        case 0 where chance.oneIn(2), 1 where chance.oneIn(6):
            mode = 1
            return .held(reason: chance.pick(Self.reasons))
        case 1 where chance.oneIn(2):
            mode = 0
            return .resumed
        case 2:
            mode = chance.oneIn(4) ? 3 : 0
            return mode == 3 ? .closed : .reopened
        default:
            mode = 2
            return .resolved
        }
    }
}
