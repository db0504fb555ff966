import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// Who may see a request: whoever asked for it, gets it or decides about it, and others as far as they may read or work on
/// requests. The one place that says so.
enum RequestSight {
    /// The condition on `service_request`; nil when the reader sees all.
    static func condition(for reader: Principal, to action: Action = .requestsRead) -> SQL? {
        Scope(
            own: """
                requester = \(reader.id) OR requested_for = \(reader.id) OR approvers @> \([reader.id])
                    OR approving_teams && \(reader.teams)
                """, team: "service_request.team = ANY(\(reader.teams))",
            organisation: Scope.organisation("service_request.organisation", of: reader)
        ).condition(reader.reach(of: action))
    }

    /// The same for one request at hand.
    static func admits(_ reader: Principal, to request: ServiceRequest, for action: Action = .requestsRead) -> Bool {
        let isTheirs =
            request.concerns(reader.id)
            || request.approvals.contains { approval in
                approval.person == reader.id || approval.team.map(reader.teams.contains) ?? false
            }
        let isOfTheirTeams = isTheirs || request.team.map(reader.teams.contains) ?? false
        return switch reader.reach(of: action) {
        case nil: false
        case .own: isTheirs
        case .team: isOfTheirTeams
        case .organisation: isOfTheirTeams || reader.belongs(to: request.order.organisation)
        case .all: true
        }
    }

    /// The request without a lock. Throws `NotFound` when there is none, or not for this reader.
    static func read(_ id: UUID, for reader: Principal, in tx: Transaction) throws -> Kept<ServiceRequest> {
        guard let kept = try RequestStore().read(id, in: tx), admits(reader, to: kept.record) else {
            throw NotFound(ServiceRequest.kind, id.uuidString.lowercased())
        }
        return kept
    }

    /// The request, locked. Throws `NotFound` as `read` does.
    static func find(_ id: UUID, for reader: Principal, in tx: Transaction) throws -> Kept<ServiceRequest> {
        guard let kept = try RequestStore().find(id, in: tx), admits(reader, to: kept.record) else {
            throw NotFound(ServiceRequest.kind, id.uuidString.lowercased())
        }
        return kept
    }
}

/// What somebody may do with a request they may see. Whether it is the moment for it, the request decides.
enum RequestRights {
    static func allows(_ command: ServiceRequest.Command, on request: ServiceRequest, by reader: Principal) -> Bool {
        let owns = request.concerns(reader.id)
        let works = RequestSight.admits(reader, to: request, for: .requestsWork)
        switch command {
        case .revise, .resubmit, .askCancellation: return owns
        case .confirm, .reopen: return owns || works
        case .cancel:
            let isBegun = [.inFulfilment, .onHold].contains(request.state)
            return works || (owns && !isBegun)
        case .merge: return owns || works
        case .begin, .hold, .resume, .fulfil, .declineCancellation, .changeLane, .work: return works
        case .decide, .expire, .closeUnanswered, .absorb: return false
        }
    }

    /// Throws 403 for who may not.
    static func check(_ command: ServiceRequest.Command, on request: ServiceRequest, by reader: Principal) throws {
        guard allows(command, on: request, by: reader) else {
            throw ErrorReply(.forbidden, "not_yours_to_say", "This is for somebody else to say.")
        }
    }

    /// The words of what this reader may ask of the request now.
    static func words(_ request: ServiceRequest, by reader: Principal, at now: Date) -> [String] {
        let other = ServiceRequest.Reference(id: reader.id, number: "")
        let asking = ["": AnswerValue.text("")]
        let commands: [ServiceRequest.Command] = [
            .revise(asking, approvals: [], promisedAt: now), .resubmit(asking, approvals: [], promisedAt: now), .begin,
            .hold(reason: "", until: nil), .resume, .fulfil(note: nil), .confirm, .reopen(reason: "", task: reader.id),
            .cancel(reason: ""), .askCancellation(reason: ""), .declineCancellation(reason: ""), .merge(into: other),
            .changeLane(request.lane == .change ? .relationship : .change, reason: ""),
        ]
        return commands.filter { command in
            guard allows(command, on: request, by: reader) else { return false }
            do {
                return try !request.deciding(command, at: now).isEmpty
            } catch {
                return false
            }
        }.map(\.name)
    }
}
