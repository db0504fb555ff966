import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Fetches what correlation needs and writes what it found. The caller has taken its turn.
struct SituationKeeping {
    static let holdOff = "situation-hold-off"
    static let graceOver = "situation-grace"
    /// How long what is over is kept in memory: as long as its alerts may come back.
    private static let remembered = Alert.reopenWindow

    let model: ModelShelf
    let rule: CorrelationRule
    private let shelf = SituationShelf()
    private let relations = RelationShelf()
    private let situations = Ledger(SituationStore())

    init(model: ModelShelf, rule: CorrelationRule) {
        self.model = model
        self.rule = rule
    }

    /// A board with all live situations, and those that these alerts belonged to.
    func board(for alerts: [Alert], in tx: Transaction) throws -> CorrelationBoard {
        try board(with: Set(alerts.compactMap(\.situation)), in: tx)
    }

    func board(with ids: Set<UUID>, in tx: Transaction) throws -> CorrelationBoard {
        let now = try tx.now
        let items = try model.model(in: tx)
        var map = try shelf.take(edition: model.edition(in: tx), model: items, in: tx)
        map.forget(clearedBefore: now - SituationKeeping.remembered)
        let missing = ids.filter { !map.holds($0) }
        if !missing.isEmpty {
            for kept in try situations.store.concerned(by: missing, in: tx) where !map.holds(kept.record.id) {
                map.put(kept.record, version: kept.version)
            }
        }
        let knowledge = CauseKnowledge(
            changes: try DeploymentStore().recent(at: now, in: items, in: tx),
            relations: try relations.relations(in: tx))
        return CorrelationBoard(
            map, rule: rule, feedback: try FeedbackStore().read(in: tx), knowledge: knowledge,
            isStormy: try WatchStorms().isRaging(in: tx), now: now
        ) { UUID.v7(at: now) }
    }

    /// Writes what the board found, and keeps its map for the next turn.
    func keep(_ board: inout CorrelationBoard, by provenance: Provenance, in tx: Transaction) throws {
        let opened = board.opened
        let numbers = try Numbers.next(.situation, count: opened.count, in: tx)
        board.give(Dictionary(uniqueKeysWithValues: zip(opened, numbers)))
        let versions = try write(board.steps, isStormy: board.isStormy, by: provenance, in: tx)
        for id in opened where board.situation(id)?.state == .pending {
            try Timers.arm(SituationKeeping.holdOff, for: id, at: try tx.now + rule.holdOff, in: tx)
        }
        for id in board.orphaned {
            try Timers.armIfUnset(SituationKeeping.graceOver, for: id, at: try tx.now + rule.grace, in: tx)
        }
        try shelf.put(board.wrote(versions), edition: model.edition(in: tx), in: tx)
    }

    /// The hold-off is over: others hear of it now.
    func announce(_ id: UUID, in tx: Transaction) throws {
        try change([id], by: .timer(SituationKeeping.holdOff), in: tx) { board in board.announce(id) }
    }

    /// What needed the cause has outlasted it for long enough.
    func outlasted(_ id: UUID, in tx: Transaction) throws {
        try change([id], by: .timer(SituationKeeping.graceOver), in: tx) { board in board.outlast(id) }
    }

    /// Takes its turn and changes these situations. Answers what the body answers.
    @discardableResult
    func change<Answer>(
        _ ids: Set<UUID>, by provenance: Provenance, in tx: Transaction,
        _ body: (inout CorrelationBoard) throws -> Answer
    ) throws -> Answer {
        try Turn.take(in: tx)
        var board = try board(with: ids, in: tx)
        let answer = try body(&board)
        board.settle()
        try keep(&board, by: provenance, in: tx)
        return answer
    }

    /// The first steps of all, then the second ones. Answers the new versions.
    private func write(
        _ steps: [SituationStory.Step], isStormy: Bool, by provenance: Provenance, in tx: Transaction
    ) throws -> [UUID: Int] {
        var versions: [UUID: Int] = [:]
        var rounds: [[SituationStory.Step]] = []
        var counts: [UUID: Int] = [:]
        for step in steps {
            let round = counts[step.situation, default: 0]
            counts[step.situation] = round + 1
            if rounds.count == round { rounds.append([]) }
            rounds[round].append(step)
        }
        for round in rounds {
            let changes = round.map { step in
                Ledger<SituationStore>.Change(
                    id: step.situation,
                    kept: step.before.map { Kept(record: $0, version: versions[step.situation] ?? step.version) },
                    facts: step.facts)
            }
            let kept = try situations.addMany(changes, by: provenance, in: tx)
            for (kept, step) in zip(kept, round) {
                versions[step.situation] = kept.version
                try remove(step, in: tx)
            }
            try TellSituations().tell(
                zip(kept, round).map { ($0, $1.facts) }, isStormy: isStormy, by: provenance, in: tx)
        }
        return versions
    }

    private func remove(_ step: SituationStory.Step, in tx: Transaction) throws {
        for case .alertsLeft(let alerts, _) in step.facts {
            try MemberStore().remove(alerts, from: step.situation, in: tx)
        }
    }
}
