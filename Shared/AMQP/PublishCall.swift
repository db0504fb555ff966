import Synchronization

/// One call of `publish`, from acceptance to receipts. Settled by the connection's thread, expired by its caller.
final class PublishCall: Sendable {
    typealias Outcome = Result<[Receipt], AMQPError>

    private struct Progress {
        var receipts: [Receipt?]
        var open: Int
        var outcome: Outcome?
        var listener: (@Sendable (Outcome) -> Void)?
    }

    let publications: [Publication]
    private let progress: Mutex<Progress>

    init(_ publications: [Publication]) {
        self.publications = publications
        let unknown = [Receipt?](repeating: nil, count: publications.count)
        progress = Mutex(Progress(receipts: unknown, open: unknown.count))
    }

    var isFinished: Bool { progress.withLock { $0.outcome != nil } }

    func settle(_ index: Int, _ receipt: Receipt) {
        finish { progress in
            guard progress.receipts[index] == nil else { return nil }
            progress.receipts[index] = receipt
            progress.open -= 1
            return progress.open == 0 ? .success(progress.receipts.compactMap { $0 }) : nil
        }
    }

    func fail(_ error: AMQPError) { finish { _ in .failure(error) } }

    /// Calls `listener` once, with the outcome; at once when there is one.
    func whenFinished(_ listener: @escaping @Sendable (Outcome) -> Void) {
        let outcome = progress.withLock { progress in
            if progress.outcome == nil { progress.listener = listener }
            return progress.outcome
        }
        if let outcome { listener(outcome) }
    }

    private func finish(_ change: (inout Progress) -> Outcome?) {
        let finished = progress.withLock { progress -> (Outcome, (@Sendable (Outcome) -> Void)?)? in
            guard progress.outcome == nil, let outcome = change(&progress) else { return nil }
            progress.outcome = outcome
            defer { progress.listener = nil }
            return (outcome, progress.listener)
        }
        if let (outcome, listener) = finished { listener?(outcome) }
    }
}
