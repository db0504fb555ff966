import Foundation
import Logging
import Messaging
import Postgres

/// Folds the intake whenever there is something to fold, in whichever copy comes first.
struct FoldingWorker: Sendable {
    /// Timers hold the turn for some milliseconds, another copy that folds for longer.
    private static let shortest = Duration.milliseconds(2)

    let database: Database
    let fold: FoldIntake
    let wake: Signal
    let logger: Logger

    /// Runs until the task is cancelled.
    func run() async {
        var portion = FoldPortion()
        var patience = Self.shortest
        while !Task.isCancelled {
            do {
                let begin = ContinuousClock.now
                switch try await once(portion) {
                case .folded(let events):
                    portion.learn(folded: events, took: begin.duration(to: .now))
                    patience = Self.shortest
                case .othersTurn:
                    await wake.wait(atMost: patience)
                    patience = min(patience * 2, .milliseconds(50))
                case .nothingWaits: await wake.wait(atMost: .milliseconds(300))
                }
            } catch let error as DatabaseError where error.isTransient {
                logger.warning("Folding waits for the database", metadata: ["error": "\(error)"])
                await wake.wait(atMost: .milliseconds(500))
            } catch {
                portion = await narrowed(portion, after: error)
            }
        }
    }

    /// Folds until nothing waits; for tests.
    func drain() async throws {
        while try await once(FoldPortion()) != .nothingWaits {}
    }

    private func once(_ portion: FoldPortion) async throws -> FoldIntake.Outcome {
        let fold = fold
        return try await database.transaction { tx in try fold.next(portion, in: tx) }
    }

    /// Finds the request that cannot be folded by halving, and puts it aside, so that one cannot stop the others.
    private func narrowed(_ portion: FoldPortion, after error: any Error) async -> FoldPortion {
        if let narrow = portion.narrowed { return narrow }
        logger.error("A request could not be folded and is put aside", metadata: ["error": "\(error)"])
        do {
            let reason = String("\(error)".prefix(1000))
            try await database.transaction { tx in try IntakeStore().putAside(reason: reason, in: tx) }
        } catch {
            logger.warning("Putting aside waits for the database", metadata: ["error": "\(error)"])
            await wake.wait(atMost: .milliseconds(500))
        }
        return portion
    }
}
