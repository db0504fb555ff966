import Foundation
import Records

/// What has to be true before a change moves on, and what it says when it is not.
extension Change {
    /// Everything that is missing, in one answer.
    func requireReady(_ reach: ScopeReach, at now: Date) throws(Rejection) {
        var missing: [String] = []
        var code: String?
        func lacks(_ what: String, _ word: String) {
            missing.append(what)
            code = code ?? word
        }
        if plan.scope.isEmpty { lacks("its scope names no configuration item", "scope_empty") }
        if !reach.retired.isEmpty { lacks("its scope holds retired items: \(reach.retired.listed)", "scope_retired") }
        switch plan.window {
        case nil: lacks("it has no planned window", "window_missing")
        case let window? where window.end <= now: lacks("its window is over already", "window_over")
        case _?: break
        }
        let undeclared = undeclared(reach)
        if !undeclared.isEmpty {
            lacks("declare the expected impact (none, degraded or down) on \(undeclared.listed)", "impact_undeclared")
        }
        if let code { throw rejection("scheduled", missing, code) }
    }

    /// Names of the business services that would feel it and are not declared, with the item that carries each.
    package func undeclared(_ reach: ScopeReach) -> [String] {
        let declared = Set(plan.expectedImpact.map(\.service))
        return reach.services.filter { !declared.contains($0.service) }.map { "\($0.name) (through \($0.through))" }
            .sorted()
    }

    func requireOpenWindow(at now: Date) throws(Rejection) {
        guard let end = windowEnd, now < end else {
            throw rejection("implemented", ["its window is over: move the window first"], "window_over")
        }
    }

    func requireLater(_ end: Date, than now: Date) throws(Rejection) {
        guard end > now, Period.plausible.contains(end) else {
            throw rejection("extended", ["the new end must lie in the future"], "end_not_later")
        }
        guard let current = windowEnd, end >= current else {
            throw rejection("extended", ["the new end must come after the present one"], "end_not_later")
        }
    }

    func requireNotes(_ outcome: Outcome, _ notes: String?) throws(Rejection) {
        guard outcome == .successful || notes?.isEmpty == false else {
            throw rejection("closed", ["say in the notes what happened"], "notes_missing")
        }
    }

    func rejection(_ verb: String, _ reasons: [String], _ code: String) -> Rejection {
        Rejection("Change \(number) cannot be \(verb): \(reasons.joined(separator: "; ")).", code: code)
    }

    /// What one can do instead.
    func advice(_ command: Command) -> String {
        switch (state, command) {
        case (.draft, .implement): "schedule it before it is implemented."
        case (.draft, .extend), (.scheduled, .extend): "its window can be moved; only a running change is extended."
        case (.draft, .close), (.scheduled, .close): "only an implemented change is closed; cancel this one."
        case (.scheduled, .revise): "only its window can still be moved; cancel it and draft another."
        case (.implementing, .cancel): "close it, with the outcome rolled_back or not_implemented."
        case (.implementing, .move): "extend its window instead."
        case (.implementing, _): "what was agreed on stays as it is until it is closed."
        case (.closed, _), (.cancelled, _): "it does not change any more."
        default: "that is not possible now."
        }
    }

    /// Why it could be scheduled: the suite compared the declaration with the model.
    package static func explanation(of fact: Fact) -> Explanation? {
        guard case .scheduled(let affected) = fact else { return nil }
        let names = affected.map { "\($0.name) (through \($0.through))" }
        return Explanation(
            decision: "impact declared", rule: "every business service that needs the scope is declared",
            inputs: ["affected": names.joined(separator: ", ")], outcome: "complete",
            because: affected.isEmpty
                ? "No business service needs what this change touches."
                : "The expected impact is declared for every business service that needs the scope: \(names.listed).")
    }
}

extension [String] {
    /// `a, b and c`.
    var listed: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }
}
