import Foundation
import Records

extension Problem {
    /// The state allows the command, but something it needs is missing.
    func objection(to command: Command, at now: Date) -> Rejection? {
        switch command {
        case .analyse(nil) where goesBackToAnalysis:
            Rejection("\(number) is \(state.rawValue): say why it must be analysed again.", code: "reason_missing")
        case .planFix where cause == nil:
            Rejection(
                "\(number) has no cause yet: confirm or suspect one before planning the fix.", code: "cause_missing")
        case .acceptRisk(_, let reviewAt) where reviewAt <= now:
            Rejection("The review of the accepted risk must lie ahead.", code: "review_in_the_past")
        case .recordKnownError(let reference, _) where knownError != nil && knownError != reference:
            Rejection(
                "\(number) already has the known error \(knownError?.number ?? ""): revise or retire it.",
                code: "known_error_exists")
        case .recordKnownError(_, hasWorkaround: false) where state == .new || state == .assess:
            Rejection(
                "\(number) is not analysed yet: until then a known error needs a workaround.",
                code: "workaround_missing")
        default: nil
        }
    }

    private var goesBackToAnalysis: Bool {
        state == .fixInProgress || state == .resolved || state == .riskAccepted
    }

    /// Says in which states the command would be possible, so that a person knows the way.
    func refusal(of command: Command) -> Rejection {
        let possible = State.allCases.filter { allows(command, in: $0) }.map(\.rawValue)
        return Rejection(
            "\(number) is \(state.rawValue): \(command.name) is possible in \(possible.joined(separator: ", ")).")
    }
}
