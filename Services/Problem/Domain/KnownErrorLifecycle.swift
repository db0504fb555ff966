import Foundation
import Records

extension KnownError: Lifecycle {
    package static let kind = "known-error"

    package enum Command: Equatable, Sendable {
        case revise(Workaround)
        case publish
        case retire(reason: String)
        /// The problem's cause or its linked incidents changed.
        case reach(Reach)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case drafted(draft: KnownErrorDraft)
        case revised(workaround: Workaround)
        case published
        case retired(reason: String)
        case reachChanged(reach: Reach)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.draft, .revise(let workaround)), (.published, .revise(let workaround)):
            workaround == self.workaround ? [] : [.revised(workaround: workaround)]
        case (.draft, .publish): [.published]
        case (.published, .publish): []
        case (.draft, .retire(let reason)), (.published, .retire(let reason)): [.retired(reason: reason)]
        case (.retired, .retire): []
        case (.draft, .reach(let reach)), (.published, .reach(let reach)):
            reach == self.reach ? [] : [.reachChanged(reach: reach)]
        default:
            throw Rejection("\(number) is \(state.rawValue): \(command.name) is possible until it is retired.")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> KnownError? {
        guard case .drafted(let draft) = fact else { return nil }
        return KnownError(
            id: id, number: draft.number, problem: draft.problem, draftedAt: instant, summary: draft.summary,
            symptom: draft.symptom, state: .draft, workaround: draft.workaround, edition: 1, reach: draft.reach)
    }

    package func applying(_ fact: Fact, at instant: Date) -> KnownError {
        var next = self
        switch fact {
        case .drafted: break
        case .revised(let workaround):
            next.workaround = workaround
            next.edition += 1
        case .published:
            next.state = .published
            next.publishedAt = instant
        case .retired(let reason):
            next.state = .retired
            next.retirement = reason
            next.retiredAt = instant
        case .reachChanged(let reach): next.reach = reach
        }
        return next
    }
}

extension KnownError.Command {
    /// The command as the API and the README write it.
    package var name: String {
        switch self {
        case .revise: "revise"
        case .publish: "publish"
        case .retire: "retire"
        case .reach: "reach"
        }
    }
}
