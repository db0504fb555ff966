import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What can cause what: configured, accepted, rejected and ended by people, learned from past situations.
struct KeepRelations {
    /// The timer of learning; whichever copy comes first learns for all.
    static let learning = "learn-causes"
    private static let owner = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    private static let pause: TimeInterval = 3600
    /// How far back is learned from, and how much at most.
    private static let memory: TimeInterval = 30 * 86_400
    private static let mostCases = 2000
    private static let mostMembers = 200
    /// More would make each alert dear.
    static let mostKept = 1000

    private let relations = Ledger(RelationStore())
    private let rules = CauseLearning()

    func create(
        _ terms: CauseRelation.Terms, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<CauseRelation> {
        let terms = try terms.checked()
        let kept = try unlessKnown {
            guard try relations.store.kept(in: tx).count < Self.mostKept else {
                throw Rejection(
                    "There are \(Self.mostKept) relations already: end some first.", code: "too_many_relations")
            }
            return try relations.open(
                UUID.v7(at: try tx.now), with: [.configured(terms: terms)], by: provenance, in: tx)
        }
        try RelationShelf.raiseEdition(in: tx)
        return kept
    }

    func perform(
        _ command: CauseRelation.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<CauseRelation> {
        if case .amend(let terms) = command { _ = try terms.checked() }
        let kept = try unlessKnown {
            try relations.perform(command, on: id, by: provenance, expecting: version, in: tx)
        }
        try RelationShelf.raiseEdition(in: tx)
        return kept
    }

    private func unlessKnown(_ work: () throws -> Kept<CauseRelation>) throws -> Kept<CauseRelation> {
        do {
            return try work()
        } catch let error as DatabaseError where error.violates("one_relation_per_pair") {
            throw Rejection("There is a relation between these already.", code: "relation_known")
        }
    }

    static func expect(in tx: Transaction) throws {
        try Timers.armIfUnset(learning, for: owner, at: try tx.now + pause, in: tx)
    }

    /// Learns anew, and comes again in an hour.
    func learn(in tx: Transaction) throws {
        let cases = try cases(in: tx)
        let lessons = Dictionary(
            rules.lessons(of: cases).prefix(Self.mostKept / 2).map { (Pair($0.cause, $0.effect), $0) }
        ) { first, _ in first }
        let by = Provenance.timer(Self.learning)
        var unlearned = lessons
        var changed = false
        for kept in try relations.store.kept(in: tx) {
            let pair = Pair(kept.record.terms.cause, kept.record.terms.effect)
            if let lesson = unlearned.removeValue(forKey: pair) {
                changed = try perform(.learn(lesson.evidence), on: kept, by: by, in: tx) || changed
            } else if kept.record.state == .learned {
                changed = try perform(.end(Self.forgotten), on: kept, by: by, in: tx) || changed
            }
        }
        for lesson in unlearned.values.sorted(by: { $0.explanation(of: 0).outcome < $1.explanation(of: 0).outcome }) {
            let terms = CauseRelation.Terms(cause: lesson.cause, effect: lesson.effect)
            let fact = CauseRelation.Fact.learned(
                terms: terms, evidence: lesson.evidence, why: lesson.explanation(of: cases.count))
            try relations.open(UUID.v7(at: try tx.now), with: [fact], by: by, in: tx)
            changed = true
        }
        if changed { try RelationShelf.raiseEdition(in: tx) }
        try Timers.arm(Self.learning, for: Self.owner, at: try tx.now + Self.pause, in: tx)
    }

    private struct Pair: Hashable {
        let cause: CauseRelation.AlertType
        let effect: CauseRelation.AlertType

        init(_ cause: CauseRelation.AlertType, _ effect: CauseRelation.AlertType) {
            self.cause = cause
            self.effect = effect
        }
    }

    private static let forgotten = Explanation(
        decision: "can cause", rule: "support and confidence in past situations", inputs: [:], outcome: "forgotten",
        because: "the situations of the last thirty days do not show it any more")

    private func perform(
        _ command: CauseRelation.Command, on kept: Kept<CauseRelation>, by provenance: Provenance, in tx: Transaction
    ) throws -> Bool {
        let facts = try kept.record.deciding(command, at: try tx.now)
        guard !facts.isEmpty else { return false }
        try relations.add(facts, to: kept, by: provenance, in: tx)
        return true
    }

    /// What a situation that is over was caused by, and one other kind of alert in it.
    private struct PastLine {
        let situation: UUID
        let onset: Date
        let services: [UUID]
        let cause: CauseRelation.AlertType
        let other: CauseRelation.AlertType
    }

    private func cases(in tx: Transaction) throws -> [CauseLearning.Case] {
        Dictionary(grouping: try pastLines(in: tx), by: \.situation).values.compactMap { lines in
            lines.first.map { first in
                CauseLearning.Case(
                    onset: first.onset, cause: first.cause, others: Set(lines.map(\.other)).subtracting([first.cause]),
                    services: Set(first.services))
            }
        }
    }

    /// The newest situations that are over, with the kinds of their alerts; of a large one some stand for all.
    private func pastLines(in tx: Transaction) throws -> [PastLine] {
        let classes = Dictionary(
            try Projection<ConfigurationItemAnnounced>().all(in: tx).map { ($0.record, $0.itemClass) }
        ) { first, _ in first }
        func type(_ check: String, _ item: UUID?) -> CauseRelation.AlertType {
            CauseRelation.AlertType(check: check, itemClass: item.flatMap { classes[$0] })
        }
        return try tx.query(
            """
            WITH past AS (
                SELECT id, opened_at, services, cause_item, (
                    SELECT m.check_name FROM situation_member AS m
                    WHERE m.situation = situation.id AND m.item IS NOT DISTINCT FROM situation.cause_item
                        AND m.check_name IS NOT NULL LIMIT 1
                ) AS cause_check
                FROM situation
                WHERE state = 'cleared' AND opened_at > \(try tx.now - Self.memory)
                ORDER BY opened_at DESC LIMIT \(Self.mostCases)
            )
            SELECT DISTINCT p.id, p.opened_at, p.services, p.cause_item, p.cause_check, m.check_name, m.item
            FROM past AS p CROSS JOIN LATERAL (
                SELECT check_name, item FROM situation_member
                WHERE situation = p.id AND check_name IS NOT NULL LIMIT \(Self.mostMembers)
            ) AS m
            WHERE p.cause_check IS NOT NULL
            """
        ) { row in
            PastLine(
                situation: try row.value("id"), onset: try row.value("opened_at"), services: try row.value("services"),
                cause: type(try row.value("cause_check"), try row.value("cause_item")),
                other: type(try row.value("check_name"), try row.value("item")))
        }
    }
}
