import Foundation
import Records

extension MajorIncident {
    package static let mostUpdates = 1_000
    package static let mostHolders = 20

    package enum Command: Equatable, Sendable {
        /// The rules or a person say that its incident is a candidate.
        case propose(MajorIncidentGrounds)
        case accept(Acceptance)
        case reject(reason: String)
        /// Its incident ended before anybody decided.
        case lapse(reason: String)
        /// Gives a role to somebody, instead of whoever holds it; of a shared role, instead of `from`.
        case assign(MajorIncidentRole, to: UUID, from: UUID?, note: String?)
        case release(MajorIncidentRole, from: UUID, note: String?)
        case changePlan(CommunicationPlan)
        case publish([StatusUpdate])
        /// Says which updates did not come in time.
        case checkUpdates
        case annotate(Annotation)
        /// Its incident is resolved.
        case restore
        /// Its incident is open again.
        case reopen
        case review(MajorIncidentReview)
        case close
        case demote(reason: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case proposed(proposal: Proposal)
        case proposedAgain(grounds: MajorIncidentGrounds)
        case worsened(grounds: MajorIncidentGrounds)
        case accepted(acceptance: Acceptance)
        case rejected(reason: String)
        case lapsed(reason: String)
        case roleTaken(role: MajorIncidentRole, person: UUID, from: UUID?, note: String?)
        case roleLeft(role: MajorIncidentRole, person: UUID, note: String?)
        case planChanged(plan: CommunicationPlan)
        case updatePublished(update: StatusUpdate)
        case updateMissed(audience: Audience, due: Date)
        case annotated(annotation: Annotation)
        case restored
        case reopened
        case reviewed(review: MajorIncidentReview)
        case closed
        case demoted(reason: String)
    }

    /// What a candidate begins with.
    package struct Proposal: Codable, Equatable, Sendable {
        package let number: String
        package let incident: UUID
        package let incidentNumber: String
        package let brokenSince: Date
        package let grounds: MajorIncidentGrounds

        package init(
            number: String, incident: UUID, incidentNumber: String, brokenSince: Date, grounds: MajorIncidentGrounds
        ) {
            self.number = number
            self.incident = incident
            self.incidentNumber = incidentNumber
            self.brokenSince = brokenSince
            self.grounds = grounds
        }
    }

    /// With whom and how it is led from now on.
    package struct Acceptance: Codable, Equatable, Sendable {
        package let holders: [RoleHolder]
        package let plan: CommunicationPlan
        /// How the roles were found; nil when a person named all of them.
        package let why: Explanation?

        package init(holders: [RoleHolder], plan: CommunicationPlan, why: Explanation?) {
            self.holders = holders
            self.plan = plan
            self.why = why
        }
    }

    /// Something a person adds to the timeline; the same id again puts it right, without a text takes it out.
    package struct Annotation: Codable, Equatable, Sendable {
        package let id: UUID
        package let at: Date
        package let text: String?

        package init(id: UUID, at: Date, text: String?) {
            self.id = id
            self.at = at
            self.text = text
        }
    }

    /// The whole lifecycle: each line is one legal move, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.proposed, .propose(let new)): new.isWorse(than: grounds) ? [.worsened(grounds: new)] : []
        case (.rejected, .propose(let new)), (.demoted, .propose(let new)):
            new.isWorse(than: grounds) ? [.proposedAgain(grounds: new)] : []
        case (.lapsed, .propose(let new)): [.proposedAgain(grounds: new)]
        case (_, .propose): []

        case (.proposed, .accept(let acceptance)): [.accepted(acceptance: try checked(acceptance))]
        case (.proposed, .reject(let reason)): [.rejected(reason: reason)]
        case (.proposed, .lapse(let reason)): [.lapsed(reason: reason)]

        case (.accepted, .restore): [.restored]
        case (.restored, .reopen), (.reviewing, .reopen): [.reopened]
        case (.accepted, .demote(let reason)), (.restored, .demote(let reason)): [.demoted(reason: reason)]
        case (.accepted, .checkUpdates): overdue(at: now)
        case (.accepted, .changePlan(let plan)): plan == self.plan ? [] : [.planChanged(plan: plan)]
        case (.accepted, .publish(let new)), (.restored, .publish(let new)): try published(new)
        case (.restored, .review(let review)), (.reviewing, .review(let review)):
            review == self.review ? [] : [.reviewed(review: review)]
        case (.reviewing, .close): try closing()
        case (.closed, .annotate(let note)), (.demoted, .annotate(let note)): [.annotated(annotation: note)]

        case (_, .assign(let role, let person, let from, let note)) where state.isLed:
            try handedOver(role, to: person, from: from, note)
        case (_, .release(let role, let person, let note)) where state.isLed: try released(role, person, note)
        case (_, .annotate(let note)) where state.isLed: [.annotated(annotation: note)]
        default: throw Rejection("Major incident \(number) is \(state.rawValue) and cannot be \(command.participle).")
        }
    }

    private func checked(_ acceptance: Acceptance) throws(Rejection) -> Acceptance {
        guard acceptance.holders.contains(where: { $0.role == .commander }) else {
            throw Rejection("Somebody must lead it: name a commander.", code: "commander_missing")
        }
        return acceptance
    }

    private func overdue(at now: Date) -> [Fact] {
        Audience.allCases.compactMap { audience in
            guard let due = updateDue(to: audience), due <= now, missed[audience] != due else { return nil }
            return .updateMissed(audience: audience, due: due)
        }
    }

    private func published(_ new: [StatusUpdate]) throws(Rejection) -> [Fact] {
        guard updates.count + new.count <= Self.mostUpdates else {
            throw Rejection("At most \(Self.mostUpdates) updates.", code: "too_many_updates")
        }
        return new.map { .updatePublished(update: $0) }
    }

    private func handedOver(
        _ role: MajorIncidentRole, to person: UUID, from: UUID?, _ note: String?
    ) throws(Rejection) -> [Fact] {
        if holders.contains(where: { $0.role == role && $0.person == person }) { return [] }
        guard holders.count < Self.mostHolders else {
            throw Rejection("At most \(Self.mostHolders) people have a role.", code: "too_many_holders")
        }
        if let from, !holders.contains(where: { $0.role == role && $0.person == from }) {
            throw Rejection("They do not have this role, perhaps any more.", code: "not_the_holder")
        }
        let before = role.isShared ? from : holder(of: role)
        return [.roleTaken(role: role, person: person, from: before, note: note)]
    }

    private func released(_ role: MajorIncidentRole, _ person: UUID, _ note: String?) throws(Rejection) -> [Fact] {
        guard role != .commander else {
            throw Rejection("There is always a commander: hand over instead.", code: "commander_missing")
        }
        let holds = holders.contains { $0.role == role && $0.person == person }
        return holds ? [.roleLeft(role: role, person: person, note: note)] : []
    }

    private func closing() throws(Rejection) -> [Fact] {
        if let missing = review?.missing { throw missing }
        return [.closed]
    }
}

extension MajorIncident.Command {
    /// The command as the README writes it.
    package var name: String {
        switch self {
        case .propose: "propose"
        case .accept: "accept"
        case .reject: "reject"
        case .lapse: "lapse"
        case .assign: "assign"
        case .release: "release"
        case .changePlan: "change-plan"
        case .publish: "publish"
        case .checkUpdates: "check-updates"
        case .annotate: "annotate"
        case .restore: "restore"
        case .reopen: "reopen"
        case .review: "review"
        case .close: "close"
        case .demote: "demote"
        }
    }

    fileprivate var participle: String {
        switch self {
        case .propose: "proposed"
        case .accept: "accepted"
        case .reject: "rejected"
        case .lapse: "let lapse"
        case .assign, .release: "given other roles"
        case .changePlan, .checkUpdates: "given another plan"
        case .publish: "told of"
        case .annotate: "annotated"
        case .restore: "restored"
        case .reopen: "reopened"
        case .review: "reviewed"
        case .close: "closed"
        case .demote: "demoted"
        }
    }
}
