import Foundation
import Records

/// One decision that a request waits for: of a person, or of anybody in a team or among the managers.
package struct Approval: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        /// An earlier stage decides first.
        case waiting
        case requested, approved, rejected, expired
        case notRequired = "not_required"
        /// What was asked for has changed since.
        case void
    }

    package enum Decision: String, Codable, CaseIterable, Sendable { case approve, reject }

    package let id: UUID
    /// Stages are asked one after the other, from 0.
    package let stage: Int
    package let stageName: String
    package let rule: ApprovalStage.Rule
    /// 1 for the first asking, one more whenever what is asked for changes.
    package let round: Int
    package let by: ApprovalStage.Capacity
    /// Who decides; nil when anybody of the team may, or any manager when there is no team either.
    package let person: UUID?
    package let team: UUID?
    /// Why it is not who the item says.
    package let reason: String?
    package internal(set) var state: State
    package internal(set) var expiresAt: Date?
    package internal(set) var decidedBy: UUID?
    /// Who was asked, where somebody else decided while they were away.
    package internal(set) var decidedFor: UUID?
    package internal(set) var decidedAt: Date?
    package internal(set) var comment: String?

    /// How long somebody has to decide.
    package static let lifetime: TimeInterval = 14 * 86_400

    package init(
        id: UUID, stage: Int, stageName: String, rule: ApprovalStage.Rule, round: Int,
        by: ApprovalStage.Capacity, person: UUID? = nil, team: UUID? = nil, reason: String? = nil
    ) {
        self.id = id
        self.stage = stage
        self.stageName = stageName
        self.rule = rule
        self.round = round
        self.by = by
        self.person = person
        self.team = team
        self.reason = reason
        self.state = .waiting
    }

    package var isPending: Bool { state == .waiting || state == .requested }
}

extension [Approval] {
    /// The stage that decides now; nil when none does.
    package var openStage: Int? { first { $0.state == .requested }?.stage }

    /// Whether a stage has said yes.
    func hasApproved(stage: Int) -> Bool {
        let asked = filter { $0.stage == stage && $0.state != .void && $0.state != .notRequired }
        guard let rule = asked.first?.rule else { return true }
        return rule == .any ? asked.contains { $0.state == .approved } : asked.allSatisfy { $0.state == .approved }
    }

    /// The first stage that has not been asked yet.
    var nextStage: Int? { filter { $0.state == .waiting }.map(\.stage).min() }
}
