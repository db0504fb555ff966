import Foundation

extension Problem.Command {
    /// The command as the API and the README write it.
    package var name: String {
        switch self {
        case .assess: "assess"
        case .analyse: "analyse"
        case .confirmCause: "confirm-cause"
        case .planFix: "plan-fix"
        case .resolve: "resolve"
        case .close: "close"
        case .cancel: "cancel"
        case .acceptRisk: "accept-risk"
        case .prioritise: "prioritise"
        case .assign: "assign"
        case .linkIncident: "link-incident"
        case .unlinkIncident: "unlink-incident"
        case .recordKnownError: "record-known-error"
        case .releaseKnownError: "release-known-error"
        }
    }

    /// The words of the person who gave it, for the journal.
    package var reason: String? {
        switch self {
        case .analyse(let reason), .prioritise(_, let reason): reason
        case .cancel(let reason), .acceptRisk(let reason, _): reason
        default: nil
        }
    }
}
