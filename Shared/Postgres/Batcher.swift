import Synchronization

/// Groups concurrent single writes into one multi-row statement.
///
/// A flush starts as soon as a lane is free; what arrives meanwhile collects for the next, so there is no timer. When the
/// server refuses a flush, it is halved and tried again until the refusal stands with the caller who caused it; when the
/// database is in trouble all callers of the flush get that error.
package final class Batcher<Item: Sendable, Output: Sendable>: Sendable {
    /// The items of one caller: they stand or fall together.
    private struct Submission: Sendable {
        let items: [Item]
        let answer: CheckedContinuation<[Output], any Error>
    }

    private struct State {
        var waiting: [Submission] = []
        var freeLanes: Int
    }

    private let database: Database
    private let maximum: Int
    private let flush: @Sendable ([Item], Transaction) throws -> [Output]
    private let state: Mutex<State>

    /// `flush` writes all items and answers one output per item, in order; sort the rows it locks, as two lanes may meet.
    package init(
        database: Database, lanes: Int = 2, maximum: Int = 500,
        flush: @escaping @Sendable ([Item], Transaction) throws -> [Output]
    ) {
        self.database = database
        self.maximum = maximum
        self.flush = flush
        state = Mutex(State(freeLanes: max(1, lanes)))
    }

    /// How many submissions wait for a lane, for metrics.
    package var waiting: Int { state.withLock { $0.waiting.count } }

    /// Writes one item; returns after the commit.
    package func submit(_ item: Item) async throws -> Output { try await submit([item])[0] }

    /// Writes items in one transaction; returns after the commit.
    package func submit(_ items: [Item]) async throws -> [Output] {
        guard !items.isEmpty else { return [] }
        return try await withCheckedThrowingContinuation { answer in
            let startLane = state.withLock { state -> Bool in
                state.waiting.append(Submission(items: items, answer: answer))
                guard state.freeLanes > 0 else { return false }
                state.freeLanes -= 1
                return true
            }
            if startLane { Task { await work() } }
        }
    }

    private func work() async {
        while let batch = nextBatch() { await settle(batch[...]) }
    }

    /// As many submissions as fit; frees the lane when none wait.
    private func nextBatch() -> [Submission]? {
        state.withLock { state in
            var size = 0
            let batch = Array(
                state.waiting.prefix { submission in
                    size += submission.items.count
                    return size <= maximum || size == submission.items.count
                })
            guard !batch.isEmpty else {
                state.freeLanes += 1
                return nil
            }
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func settle(_ batch: ArraySlice<Submission>) async {
        do {
            var outputs = try await write(batch.flatMap(\.items))[...]
            for submission in batch {
                submission.answer.resume(returning: Array(outputs.prefix(submission.items.count)))
                outputs = outputs.dropFirst(submission.items.count)
            }
        } catch {
            let isTrouble = (error as? DatabaseError)?.isTransient == true
            guard batch.count > 1, !isTrouble else {
                return batch.forEach { $0.answer.resume(throwing: error) }
            }
            let middle = batch.startIndex + batch.count / 2
            await settle(batch[..<middle])
            await settle(batch[middle...])
        }
    }

    private func write(_ items: [Item]) async throws -> [Output] {
        try await database.transaction { [flush] transaction in
            let outputs = try flush(items, transaction)
            guard outputs.count == items.count else {
                throw DatabaseError(kind: .misuse, message: "A flush must answer one output per item.")
            }
            return outputs
        }
    }
}
