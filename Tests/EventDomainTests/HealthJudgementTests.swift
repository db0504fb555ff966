import EventDomain
import Foundation
import Testing

@Suite struct HealthJudgementTests {
    private static let shop = id(200), pay = id(201)
    private static let app = id(10), db = id(11), spare = id(12), third = id(13), net = id(14)

    /// The application needs the network, and so many of three databases.
    private func model(atLeast: Int) -> ServiceModel {
        let databases = [Self.db, Self.spare, Self.third]
        return ServiceModel(
            items: [
                .init(
                    id: Self.app, name: "app", dependsOn: databases + [Self.net], supports: [Self.shop],
                    redundancy: [.init(items: databases, atLeast: atLeast)]),
                .init(id: Self.db, name: "db"), .init(id: Self.spare, name: "spare"),
                .init(id: Self.third, name: "third"), .init(id: Self.net, name: "net", supports: [Self.pay]),
            ],
            services: [
                .init(id: Self.shop, name: "Shop", criticality: 1), .init(id: Self.pay, name: "Pay", criticality: 2),
            ])
    }

    private let down = ItemSignal(observed: .down)

    @Test func `any of a group will do, all of it must, and n of m in between`() {
        for (atLeast, expected) in [
            (1, [Health.ok, .ok, .down]), (2, [.ok, .down, .down]), (3, [.down, .down, .down]),
        ] {
            let found = (1...3).map { failing in
                let broken = [Self.db, Self.spare, Self.third].prefix(failing)
                var judgement = HealthJudgement(
                    model(atLeast: atLeast), Dictionary(uniqueKeysWithValues: broken.map { ($0, down) }))
                return judgement.health(ofService: Self.shop)
            }
            #expect(found == expected, "\(atLeast)")
        }
    }

    @Test func `what is not known is neither up nor down`() {
        let silent = ItemSignal(isSilent: true)
        var one = HealthJudgement(model(atLeast: 1), [Self.db: silent])
        #expect(one.health(ofService: Self.shop) == .ok)
        var rest = HealthJudgement(model(atLeast: 1), [Self.db: silent, Self.spare: down, Self.third: down])
        #expect(rest.health(ofService: Self.shop) == .unknown)
        var needed = HealthJudgement(model(atLeast: 1), [Self.net: silent])
        #expect(needed.health(ofService: Self.shop) == .unknown)
        var worse = HealthJudgement(model(atLeast: 1), [Self.net: silent, Self.app: down])
        #expect(worse.health(ofService: Self.shop) == .down)
    }

    @Test func `maintenance is told apart from trouble, and trouble outweighs it`() {
        let muted = ItemSignal(isMuted: true)
        var planned = HealthJudgement(model(atLeast: 1), [Self.net: muted])
        #expect(planned.health(ofService: Self.shop) == .maintenance)
        var both = HealthJudgement(model(atLeast: 1), [Self.net: muted, Self.app: ItemSignal(observed: .degraded)])
        #expect(both.health(ofService: Self.shop) == .degraded)
    }

    @Test func `a service that nothing carries is not judged`() {
        var judgement = HealthJudgement(model(atLeast: 1), [:])
        #expect(judgement.health(ofService: id(999)) == nil)
    }

    @Test func `items that need each other come to an end`() {
        let (a, b, service) = (id(1), id(2), id(3))
        let round = ServiceModel(
            items: [
                .init(id: a, name: "a", dependsOn: [b], supports: [service]), .init(id: b, name: "b", dependsOn: [a]),
            ],
            services: [.init(id: service, name: "S", criticality: 1)])
        var judgement = HealthJudgement(round, [b: down])
        #expect(judgement.health(ofService: service) == .down)
    }

    @Test func `what would happen, and what does it by itself`() {
        let what = WhatIf(model(atLeast: 1))
        #expect(what.taking(down: [Self.db]).isEmpty)
        #expect(what.taking(down: [Self.db, Self.spare, Self.third]).map(\.service) == [Self.shop])
        let effects = what.taking(down: [Self.net])
        #expect(effects.map(\.service) == [Self.shop, Self.pay])
        #expect(effects.allSatisfy { $0.before == .ok && $0.after == .down })
        #expect(what.singlePoints(of: Self.shop) == [Self.app, Self.net])
        #expect(WhatIf(model(atLeast: 3)).singlePoints(of: Self.shop).count == 5)
    }

    @Test func `outages are counted from down to restored, and one that goes on is one`() {
        func period(_ from: Double, _ until: Double?, _ health: Health) -> HealthPeriod {
            HealthPeriod(since: noon + from, until: until.map { noon + $0 }, health: health, share: 1)
        }
        let periods = [
            period(-50, 50, .down), period(50, 100, .ok), period(100, 150, .down), period(150, 200, .down),
            period(200, 400, .ok), period(400, 500, .down), period(500, 900, .degraded), period(900, nil, .down),
        ]
        let found = Availability(of: periods, from: noon, until: noon + 1000)
        #expect(found.outages == 3)
        #expect(found.meanTimeToRestore == 100)
        #expect(found.meanTimeBetweenFailures.map { ($0 * 3).rounded() } == 650)
        let quiet = Availability(of: [period(0, nil, .ok)], from: noon, until: noon + 10)
        #expect(quiet.outages == 0 && quiet.meanTimeToRestore == nil && quiet.meanTimeBetweenFailures == nil)
    }

    @Test func `only agreed time counts for availability`() {
        func period(_ from: Double, _ until: Double?, _ health: Health, share: Double = 1) -> HealthPeriod {
            HealthPeriod(since: noon + from, until: until.map { noon + $0 }, health: health, share: share)
        }
        let periods = [
            period(-100, 100, .ok), period(100, 200, .down, share: 0.5), period(200, 300, .maintenance),
            period(300, 400, .unknown), period(400, 500, .degraded), period(500, nil, .ok),
        ]
        let found = Availability(of: periods, from: noon, until: noon + 1000)
        #expect(found.ok == 600 && found.down == 100 && found.maintenance == 100 && found.degraded == 100)
        #expect(found.unknown == 100)
        #expect(found.share == 0.875 && found.weightedShare == 0.9375)
        #expect(Availability(of: [], from: noon, until: noon + 10).share == nil)
        #expect(periods.filter(\.isOutage).map(\.isPlanned) == [false, true, false])
    }
}
