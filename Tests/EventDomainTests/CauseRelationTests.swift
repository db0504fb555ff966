import EventDomain
import Foundation
import Records
import Testing

@Suite struct CauseRelationTests {
    private typealias Kind = CauseRelation.AlertType

    private static let estate = ServiceModel(
        items: [
            .init(id: id(11), name: "fw1", supports: [checkout], itemClass: "firewall"),
            .init(id: id(12), name: "app1", supports: [checkout], itemClass: "server"),
            .init(id: id(13), name: "app2", supports: [blog], itemClass: "server"),
        ],
        services: [
            .init(id: checkout, name: "Checkout", criticality: 1), .init(id: blog, name: "Blog", criticality: 4),
        ])

    private func relation(
        _ cause: Kind, _ effect: Kind, _ nearness: CauseRelation.Nearness = .service,
        learned confidence: Double? = nil
    ) throws -> CauseRelation {
        let terms = CauseRelation.Terms(cause: cause, effect: effect, nearness: nearness)
        let why = Explanation(decision: "", rule: "", inputs: [:], outcome: "", because: "")
        let fact: CauseRelation.Fact =
            confidence.map {
                .learned(terms: terms, evidence: CauseRelation.Evidence(support: 12, confidence: $0), why: why)
            } ?? .configured(terms: terms)
        return try #require(CauseRelation.beginning(id(70), with: fact, at: noon))
    }

    private func firing(_ number: Int, _ check: String, on item: String?, onset: TimeInterval = 0) throws -> Alert {
        let labels = item.map { ["ci": $0] } ?? [:]
        let raise = Alert.Raise(
            event(.raise, at: onset, check: check, labels: labels), number: "ALT\(number)",
            binding: Self.estate.bind(labels))
        return try #require(Alert.beginning(id(1000 + number), with: .raised(raise: raise), at: noon))
    }

    private func board(_ relations: [CauseRelation], _ alerts: [Alert]) -> CorrelationBoard {
        var count = 0
        var board = CorrelationBoard(
            SituationMap(model: Self.estate), rule: CorrelationRule(),
            knowledge: CauseKnowledge(relations: CauseRelations(relations)), now: noon
        ) {
            count += 1
            return id(2000 + count)
        }
        for alert in alerts { board.fired(alert) }
        board.settle()
        return board
    }

    private func live(_ board: CorrelationBoard) -> [Situation] {
        Set(board.placements.values).compactMap { board.situation($0) }.filter(\.isLive)
    }

    private let reload = Kind(check: "PolicyReload", itemClass: "firewall"), timeouts = Kind(check: "Timeouts")

    @Test func `a relation joins what needs nothing of each other, in any order, and names the cause and itself`()
        throws
    {
        let rule = try relation(reload, timeouts)
        let alerts = [
            try firing(1, "PolicyReload", on: "fw1"), try firing(2, "Timeouts", on: "app1", onset: 20),
        ]
        for alerts in [alerts, alerts.reversed()] {
            let board = board([rule], alerts)
            let whole = try #require(live(board).first)
            #expect(live(board).count == 1 && whole.memberCount == 2 && whole.cause.name == "fw1")
            #expect(
                whole.cause.why.because.contains("PolicyReload on firewall can cause Timeouts (configured)"),
                "\(whole.cause.why.because)")
            let notes = board.steps.flatMap(\.facts).compactMap { Situation.explanation(of: $0)?.because }
            #expect(notes.contains { $0.contains("belongs to it: PolicyReload on firewall can cause Timeouts") })
        }
        #expect(live(board([], alerts)).count == 2)
    }

    @Test func `what hurts another service, or is of another class, stays apart unless it may be anywhere`() throws {
        let alerts = [try firing(1, "PolicyReload", on: "fw1"), try firing(2, "Timeouts", on: "app2")]
        #expect(live(board([try relation(reload, timeouts)], alerts)).count == 2)
        #expect(live(board([try relation(reload, timeouts, .anywhere)], alerts)).count == 1)
        let server = Kind(check: "PolicyReload", itemClass: "server")
        #expect(live(board([try relation(server, timeouts, .anywhere)], alerts)).count == 2)
    }

    @Test func `what was learned with less certainty weighs, and joins nothing`() throws {
        let alerts = [try firing(1, "PolicyReload", on: "fw1"), try firing(2, "Timeouts", on: "app1")]
        #expect(live(board([try relation(reload, timeouts, learned: 0.7)], alerts)).count == 2)
        let sure = board([try relation(reload, timeouts, learned: 0.9)], alerts)
        #expect(live(sure).first?.cause.why.because.contains("learned: in 90 % of its cases, 12 times") == true)
        let rejected = try relation(reload, timeouts).applying(.rejected, at: noon)
        #expect(live(board([rejected], alerts)).count == 2)
    }

    @Test func `what names no item joins what can cause it`() throws {
        let rule = try relation(Kind(check: "PolicyReload"), Kind(check: "SyntheticFailed"), .anywhere)
        let board = board(
            [rule], [try firing(1, "PolicyReload", on: "fw1"), try firing(2, "SyntheticFailed", on: nil, onset: 9)])
        #expect(live(board).map(\.memberCount) == [2])
    }

    @Test func `history teaches pairs with support and confidence, in their direction`() {
        let (disk, slow, noise) = (Kind(check: "DiskFull"), Kind(check: "Slow"), Kind(check: "Noise"))
        var cases: [CauseLearning.Case] = []
        for round in 0..<8 {
            let start = noon + Double(round) * 10_000
            cases.append(.init(onset: start, cause: disk, others: [noise], services: [checkout]))
            cases.append(.init(onset: start + 60, cause: slow, others: [], services: [checkout]))
            // Noise is everywhere, and Slow elsewhere is another matter.
            for hour in 1...3 {
                cases.append(
                    .init(
                        onset: start + Double(hour) * 2000, cause: Kind(check: "Other\(hour)"), others: [noise],
                        services: []))
            }
        }
        cases.append(.init(onset: noon + 500_000, cause: slow, others: [], services: [blog]))
        let lessons = CauseLearning().lessons(of: cases.shuffled())
        #expect(lessons.map(\.effect) == [slow] && lessons.map(\.cause) == [disk])
        #expect(lessons.first?.evidence.support == 8)
        #expect(abs((lessons.first?.evidence.confidence ?? 0) - 8.0 / 9) < 0.001)
        #expect(CauseLearning().lessons(of: Array(cases.prefix(12))).isEmpty)
    }

    @Test func `a rejected one is not learned again, an accepted one is not forgotten`() throws {
        let learned = try relation(reload, timeouts, learned: 0.7)
        let rejected = learned.applying(.rejected, at: noon)
        let evidence = CauseRelation.Evidence(support: 50, confidence: 1)
        #expect(try rejected.deciding(.learn(evidence), at: noon) == [])
        #expect(try learned.deciding(.learn(evidence), at: noon) == [.relearned(evidence: evidence)])
        #expect(try learned.deciding(.accept, at: noon) == [.accepted])
        #expect(try rejected.deciding(.accept, at: noon) == [.accepted])
        #expect(throws: Rejection.self) { try learned.deciding(.amend(learned.terms), at: noon) }
        #expect(throws: Invalid.self) { _ = try CauseRelation.Terms(cause: reload, effect: reload).checked() }
    }
}
