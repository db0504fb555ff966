import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Runbooks are made, amended, paused, resumed, retired; and all of them stopped.
struct KeepRunbooks {
    static let mostKept = 500

    let reach: RunbookReach
    let folding: Signal
    let secrets: RunbookSecrets
    private let runbooks = Ledger(RunbookStore())
    private let switches = Ledger(AdjustmentSwitchStore())

    init(reach: RunbookReach, folding: Signal, secrets: RunbookSecrets) {
        self.reach = reach
        self.folding = folding
        self.secrets = secrets
    }

    /// - Parameter secrets: by the names of `RunbookSecret`.
    func create(
        _ terms: Runbook.Terms, secrets: [String: String], by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Runbook> {
        let terms = try checked(terms)
        try AdjustmentTurn.take(in: tx)
        try requireFree(terms.name, for: nil, in: tx)
        guard try runbooks.store.count(in: tx) < Self.mostKept else {
            throw Rejection("There are \(Self.mostKept) runbooks already: retire some.", code: "too_many_runbooks")
        }
        let kept = try runbooks.open(UUID.v7(at: try tx.now), with: [.created(terms: terms)], by: provenance, in: tx)
        try keep(secrets, held: [], of: kept.record, in: tx)
        return kept
    }

    /// Secrets that are not given stay, unless they would go to another host than the one they were given for.
    func amend(
        _ id: UUID, _ terms: Runbook.Terms, secrets: [String: String], expecting version: Int?,
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Runbook> {
        let terms = try checked(terms)
        try AdjustmentTurn.take(in: tx)
        let before = try runbooks.find(id, expecting: version, in: tx).record.terms
        try requireFree(terms.name, for: id, in: tx)
        let kept = try runbooks.perform(.amend(terms), on: id, by: provenance, in: tx)
        var held = try self.secrets.names(of: id, in: tx)
        if !Self.isSamePlace(before.action, terms.action) { held.subtract(Self.all(.action, before.action)) }
        if !Self.isSamePlace(before.rollback, terms.rollback) { held.subtract(Self.all(.rollback, before.rollback)) }
        try keep(secrets, held: held, of: kept.record, in: tx)
        return kept
    }

    func perform(
        _ command: Runbook.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Runbook> {
        try AdjustmentTurn.take(in: tx)
        let kept = try runbooks.perform(command, on: id, by: provenance, expecting: version, in: tx)
        if kept.record.state != .paused { try TellOfRunbook(folding: folding).mended(kept.record, in: tx) }
        return kept
    }

    /// Nothing begins any more once this has been committed, in any copy.
    func turn(
        _ command: AdjustmentSwitch.Command, by provenance: Provenance, in tx: Transaction
    ) throws
        -> AdjustmentSwitch?
    {
        try AdjustmentTurn.take(in: tx)
        if try switches.store.find(AdjustmentSwitch.only, in: tx) != nil {
            return try switches.perform(command, on: AdjustmentSwitch.only, by: provenance, in: tx).record
        }
        guard case .stop(let reason) = command else { return nil }
        return try switches.open(
            AdjustmentSwitch.only, with: [.stopped(reason: reason)], by: provenance, in: tx
        ).record
    }

    private func checked(_ terms: Runbook.Terms) throws(Invalid) -> Runbook.Terms {
        let terms = try terms.checked()
        for (field, action) in [("action", terms.action), ("rollback", terms.rollback)] {
            guard let webhook = action?.webhook, let refusal = reach.refusal(of: webhook) else { continue }
            throw Invalid(
                "\(refusal): add it to DIENST_RUNBOOK_HOSTS.", field: "\(field).webhook.url", code: "host_not_allowed")
        }
        return terms
    }

    private func requireFree(_ name: String, for id: UUID?, in tx: Transaction) throws {
        guard let other = try runbooks.store.named(name, in: tx), other.id != id else { return }
        throw Invalid("There is a runbook of this name.", field: "name", code: "name_taken")
    }

    private func keep(
        _ secrets: [String: String], held: Set<String>, of runbook: Runbook, in tx: Transaction
    ) throws {
        let needed = RunbookSecret.needed(by: runbook.terms)
        if let missing = needed.subtracting(held).subtracting(secrets.keys).min() {
            let part = missing.hasPrefix("rollback") ? "rollback" : "action"
            let name = missing.split(separator: ":").last ?? ""
            throw Invalid(
                name == "key" ? "Give the key that signs." : "Give the value of the header \(name).",
                field: "\(part).webhook.secrets", code: "secret_missing")
        }
        try self.secrets.keep(secrets, needed: needed, of: runbook.id, in: tx)
    }

    private static func all(_ part: RunbookSecret.Part, _ action: RunbookAction?) -> Set<String> {
        RunbookSecret.names(part, action?.webhook)
    }

    private static func isSamePlace(_ a: RunbookAction?, _ b: RunbookAction?) -> Bool {
        guard let a = a?.webhook?.place, let b = b?.webhook?.place else { return false }
        return a == b
    }
}

/// Tells people of runbooks that made things worse: as an alert of the suite's own, so that it reaches them as all trouble does.
struct TellOfRunbook {
    let folding: Signal

    /// - Parameter run: what made it worse.
    func halted(_ runbook: Runbook, after run: Adjustment, because: String, in tx: Transaction) throws {
        let integration = try AlertStore().read(run.order.alert.uuidString, in: tx).record.integration
        try tell(
            runbook, title: "Runbook \(runbook.terms.name) is paused: \(run.order.number) \(because)", state: "firing",
            to: [integration], in: tx)
    }

    /// It may run again, or never will.
    func mended(_ runbook: Runbook, in tx: Transaction) throws {
        let integrations: [UUID] = try tx.query(
            """
            SELECT DISTINCT alert.integration FROM adjustment JOIN alert ON alert.id = adjustment.alert
            WHERE adjustment.runbook = \(runbook.id)
                AND (effect = 'worse' OR adjustment.state IN ('rolled_back', 'rollback_failed'))
            """
        ) { try $0.value("integration") }
        try tell(
            runbook, title: "Runbook \(runbook.terms.name) is \(runbook.state.rawValue)", state: "resolved",
            to: integrations, in: tx)
    }

    private func tell(
        _ runbook: Runbook, title: String, state: String, to integrations: [UUID], in tx: Transaction
    ) throws {
        // Without an item: it is to be an incident of its own, not lost in the one that it meant to mend.
        let event = OwnEvent(
            fingerprint: "runbook:\(runbook.id.uuidString.lowercased())", check: "Runbook", title: title, state: state,
            severity: .major, time: try tx.now, labels: ["runbook": runbook.terms.name])
        for integration in integrations { try OwnEvent.keep([event], of: integration, folding: folding, in: tx) }
    }
}
