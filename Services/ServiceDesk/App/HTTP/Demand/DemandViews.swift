import Chassis
import DeskDomain
import Foundation
import Messaging
import Records

/// A wish that nobody offers yet, as the API shows it.
struct UnsupportedRequestView: Codable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: UnsupportedRequest.State
    let lane: Lane
    let wish: String
    let details: String?
    let service: UUID?
    let topic: String?
    let requester: NamedView
    let owner: NamedView?
    /// Why it is not offered, and what may be had instead.
    let reason: String?
    let alternative: String?
    let recordedAt: Date
    let explainedAt: Date?
    let decidedAt: Date?
    /// What was said with the decision.
    let decision: String?
    let change: UUID?
    let improvement: UUID?
    let item: NamedView?
    /// What the reader may ask of it now.
    let can: [String]

    init(
        _ kept: Kept<UnsupportedRequest>, requester: String, owner: String?, item: String?, for reader: Principal
    ) {
        let (request, wish) = (kept.record, kept.record.wish)
        id = request.id
        number = wish.number
        version = kept.version
        state = request.state
        lane = request.lane
        self.wish = wish.wish
        details = wish.details
        service = wish.service
        topic = request.topic
        self.requester = NamedView(id: wish.requester, name: requester)
        self.owner = request.owner.map { NamedView(id: $0, name: owner ?? "") }
        reason = request.reason
        alternative = request.alternative
        recordedAt = request.recordedAt
        explainedAt = request.explainedAt
        decidedAt = request.decidedAt
        decision = request.note
        change = request.change
        improvement = request.improvement
        self.item = request.item.map { NamedView(id: $0, name: item ?? "") }
        can = reader.isStaff ? Self.words(request) : []
    }

    private static func words(_ request: UnsupportedRequest) -> [String] {
        let always = ["assign", "classify", "change-lane"]
        return switch request.state {
        case .recorded: always + ["explain"]
        case .explained:
            always + ["explain", "decline", "refer-to-change", "refer-to-improvement", "add-service"]
        case .declined, .referredToChange, .referredToImprovement: always + ["add-service"]
        case .serviceAdded: always
        }
    }
}

/// What people wish for and nobody offers, the most wanted first.
struct DemandView: Codable, Sendable {
    struct Topic: Codable, Sendable {
        let topic: String
        let count: Int
        /// Those that nobody has decided about.
        let open: Int
        /// How many organisations ask for it, the provider's own people as one.
        let organisations: Int
        let people: Int
        let last: Date
    }

    let items: [Topic]
}

/// How much is dealt with by which way.
struct LanesView: Codable, Sendable {
    struct Count: Codable, Sendable {
        let lane: Lane
        let contacts: Int
        let requests: Int
        let unsupportedRequests: Int
    }

    let items: [Count]
}

/// What `POST /api/v1/unsupported-requests` takes.
struct NewUnsupportedRequest: Codable, Sendable {
    let wish: String
    let details: String?
    let service: UUID?
    let topic: String?
}

struct ExplanationBody: Codable, Sendable {
    let reason: String
    let alternative: String
}

struct OwnerBody: Codable, Sendable {
    let owner: UUID
}

struct TopicBody: Codable, Sendable {
    let topic: String
}

struct ChangeReferral: Codable, Sendable {
    /// What the change is called; the wish if left out.
    let summary: String?
    let note: String?
}

struct ImprovementReferral: Codable, Sendable {
    enum Horizon: String, Codable, CaseIterable, Sendable { case short, long }

    /// What the improvement is called; the wish if left out.
    let title: String?
    let horizon: Horizon
    let note: String?
}

struct ItemBody: Codable, Sendable {
    let item: UUID
}
