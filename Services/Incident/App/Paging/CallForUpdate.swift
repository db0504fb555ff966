import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Calls for the updates of major incidents.
extension Paging {
    /// Who should have told how it goes is called until they have: whoever writes the updates, then whoever leads it. An update that is
    /// missed after an answer calls anew, and so does another holder of the role.
    func follow(_ major: MajorIncident, by provenance: Provenance, in tx: Transaction) throws {
        let live = try pages.store.live(.update, of: major.incident, in: tx)
        guard let missed = major.overdue.values.max() else {
            if let live { try end(live, .updated, by: provenance, in: tx) }
            return
        }
        let terms = EscalationPolicy.Terms.update(of: major)
        if let page = live?.record, page.terms == terms, page.state == .ringing || missed <= page.calledAt { return }
        guard let incident = try IncidentStore().read(major.incident, in: tx)?.record else { return }
        let audiences = major.overdue.keys.map(\.rawValue).sorted().joined(separator: ", ")
        let why = Explanation(
            decision: "page", rule: "an update of a major incident is overdue",
            inputs: ["major": major.number, "audiences": audiences, "due": missed.ISO8601Format()],
            outcome: major.number, because: "No update came in time for: \(audiences).")
        let calling = OnCallPage.Calling(for: incident, .update, terms: terms, why: why)
        try begin(calling, instead: live, by: provenance, in: tx)
    }
}
