import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres

/// The incidents that a problem counts as its own say so.
struct LinkProblem {
    let incidents: Incidents

    func changed(_ problem: ProblemAnnounced, _ received: Received, in tx: Transaction) throws {
        for id in problem.incidents.sorted(by: { $0.uuidString < $1.uuidString }) {
            guard try incidents.store.find(id, in: tx) != nil else { continue }
            try incidents.perform(.link(problem: problem.record), on: id, by: received.provenance, in: tx)
        }
    }
}
