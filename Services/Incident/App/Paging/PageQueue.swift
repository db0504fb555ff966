import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Calls that are due, taken by one copy at a time; and the ledger of what became of them.
struct PageQueue: Sendable {
    /// A copy that has taken a call and says nothing more has stopped: another takes it after this time.
    static let lease: TimeInterval = 60
    static let mostAttempts = 8

    enum State: String, Codable, CaseIterable, Sendable {
        case queued, sent, failed
        /// Answered, or no longer needed, before it was sent.
        case dropped
    }

    /// A call that this copy makes now.
    struct Taken: Sendable {
        let id: UUID
        let page: UUID
        /// Nil for a webhook of the policy.
        let person: UUID?
        let kind: PagerKind
        let address: String?
        let attempts: Int
        let step: Int
        let round: Int
    }

    /// What came of a try.
    enum Outcome: Sendable {
        case sent(String), again(String), failed(String)
    }

    static let filled = Signal()

    /// One call for each way to reach each of these; who has none is put down as not reached, and so is a step without anybody.
    func add(_ callees: [OnCallPage.Callee], for page: OnCallPage, in tx: Transaction) throws {
        let contacts = try PagerContacts.of(callees.compactMap(\.person), in: tx)
        for callee in callees {
            guard let person = callee.person else {
                try put(page, callee, .webhook, callee.address, in: tx)
                continue
            }
            let own = contacts[person] ?? []
            for contact in own { try put(page, callee, contact.kind, contact.address, in: tx) }
            if own.isEmpty { try put(page, callee, .none, nil, answer: "No way to reach them is known.", in: tx) }
        }
        if callees.isEmpty {
            try put(page, OnCallPage.Callee(person: nil), .none, nil, answer: "Nobody is on call.", in: tx)
        }
        tx.afterCommit { Self.filled.raise() }
    }

    private func put(
        _ page: OnCallPage, _ callee: OnCallPage.Callee, _ kind: PagerKind, _ address: String?, answer: String? = nil,
        in tx: Transaction
    ) throws {
        let now = try tx.now
        let state: State = kind == .none ? .failed : .queued
        try tx.execute(
            """
            INSERT INTO page_delivery
                (id, page, ring, step, round, person, schedule, kind, address, state, next_at, last_answer, made_at)
            VALUES (
                \(UUID.v7(at: now)), \(page.id), \(page.rings), \(page.step ?? 0), \(page.round), \(callee.person),
                \(callee.schedule), \(kind), \(address), \(state), \(callee.quietUntil ?? now), \(answer), \(now)
            )
            """)
    }

    /// Takes the call that has been due longest; nil for none. Its try is in the ledger before it is made.
    func take(in tx: Transaction) throws -> Taken? {
        let now = try tx.now
        let taken = try tx.first(
            """
            UPDATE page_delivery SET attempts = attempts + 1, next_at = \(now + Self.lease)
            WHERE id = (
                SELECT id FROM page_delivery WHERE state = 'queued' AND kind <> 'app' AND next_at <= \(now)
                ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, page, person, kind, address, attempts, step, round
            """
        ) { row in
            Taken(
                id: try row.value("id"), page: try row.value("page"), person: try row.value("person"),
                kind: try row.value("kind"), address: try row.value("address"), attempts: try row.value("attempts"),
                step: try row.value("step"), round: try row.value("round"))
        }
        if let taken {
            try tx.execute(
                "INSERT INTO page_attempt (delivery, number, at) VALUES (\(taken.id), \(taken.attempts), \(now))")
        }
        return taken
    }

    /// What came of a try. The line stays as it is if another copy has taken it meanwhile, or it was dropped.
    func settle(_ taken: Taken, _ outcome: Outcome, in tx: Transaction) throws {
        let now = try tx.now
        let (state, answer): (State, String) =
            switch outcome {
            case .sent(let answer): (.sent, answer)
            case .failed(let answer): (.failed, answer)
            case .again(let answer): (taken.attempts >= Self.mostAttempts ? .failed : .queued, answer)
            }
        let told = String(answer.prefix(500))
        try tx.execute(
            """
            UPDATE page_attempt SET answered_at = \(now), answer = \(told)
            WHERE delivery = \(taken.id) AND number = \(taken.attempts)
            """)
        let sentAt: Date? = state == .sent ? now : nil
        let wait = min(5 * pow(2, Double(taken.attempts - 1)), 60)
        let isSettled =
            try tx.execute(
                """
                UPDATE page_delivery SET state = \(state), next_at = \(now + wait), sent_at = \(sentAt),
                    last_answer = \(told)
                WHERE id = \(taken.id) AND state = 'queued' AND attempts = \(taken.attempts)
                """) > 0
        if isSettled { try tellLive(of: taken.page, in: tx) }
    }

    /// Whoever looks at the page sees what came of the try.
    private func tellLive(of page: UUID, in tx: Transaction) throws {
        let store = PageStore()
        let kept = try store.read(page, in: tx)
        guard let message = try store.announcement(of: kept, facts: [], in: tx) else { return }
        let by = Provenance(
            actor: .service("incident"), command: "page-delivery", correlation: UUID.v7().uuidString.lowercased())
        try Outbox.announce(message, sequence: kept.version, by: by, in: tx)
    }

    /// What waits is no longer sent.
    func drop(_ page: UUID, in tx: Transaction) throws {
        try tx.execute("UPDATE page_delivery SET state = 'dropped' WHERE page = \(page) AND state = 'queued'")
    }
}
