import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres

/// A deployment that touches something of the model is a standard change, unless it names the change that it is done for.
struct RecordDeployment {
    /// How long one takes, as far as nobody says.
    private static let usual: TimeInterval = 3600

    func record(_ told: DeploymentAnnounced, _ received: Received, in tx: Transaction) throws {
        guard !told.items.isEmpty else { return }
        if let number = told.change, try ChangeStore().read(number, in: tx) != nil { return }
        let began = try told.startedAt ?? told.finishedAt ?? tx.now
        let place = told.environment.map { " to \($0)" } ?? ""
        let revision = told.revision.map { " \($0.prefix(40))" } ?? ""
        let happening = RecordStandardChange.Happening(
            change: told.record, summary: "Deploy \(told.name)\(revision)\(place)",
            description: told.link.map { "Told by \(told.tool): \($0)" } ?? "Told by \(told.tool).", scope: told.items,
            requester: nil,
            source: Change.Source(
                kind: "deployment", id: told.record, number: String((told.revision ?? told.name).prefix(40))),
            began: began, endsBy: told.finishedAt ?? began + Self.usual)
        let end = Self.outcome(of: told).map {
            RecordStandardChange.End(outcome: $0, notes: "\(told.tool) says that it was \(told.outcome.rawValue).")
        }
        try RecordStandardChange().record(happening, end, by: received.provenance, in: tx)
    }

    private static func outcome(of told: DeploymentAnnounced) -> Change.Outcome? {
        switch told.outcome {
        case .successful: .successful
        case .failed: .failed
        case .cancelled: .notImplemented
        default: nil
        }
    }
}
