import Chassis
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Overrides, swaps and take-overs of a schedule.
struct OnCallExceptionRoutes {
    private static let one = OnCallRoutes.one

    let database: Database
    let schedules = KeepSchedules()

    func add(to api: inout API) {
        addAgreed(to: &api)
        addTakeOver(to: &api)
        addWithdrawal(to: &api)
    }

    /// What people agree on beforehand.
    private func addAgreed(to api: inout API) {
        let schedules = schedules
        api.post(
            "\(Self.one)/override", "Have somebody on call instead for a time", for: .may(.incidentsWork),
            accepts: OnCallOverrideBody.self, answers: OnCallView.self
        ) { call, body in
            try await move(call, "override") { id, by, tx in
                let exception = OnCallException(
                    id: UUID(), kind: .override, from: body.from.wholeSecond, until: body.until.wholeSecond,
                    instead: body.instead, by: body.by)
                return try schedules.perform(.except([exception]), on: id, by: by, in: tx)
            }
        }
        api.post(
            "\(Self.one)/swap", "Let two people take each other's times", for: .may(.incidentsWork),
            accepts: SwapBody.self, answers: OnCallView.self
        ) { call, body in
            try await move(call, "swap") { id, by, tx in
                let (one, other) = (body.one, body.other)
                let swap = OnCallException.swap(
                    one.person, (one.from.wholeSecond, one.until.wholeSecond), other.person,
                    (other.from.wholeSecond, other.until.wholeSecond))
                return try schedules.perform(.except(swap), on: id, by: by, in: tx)
            }
        }
    }

    private func addTakeOver(to api: inout API) {
        let schedules = schedules
        api.post(
            "\(Self.one)/take-over", "Be on call from now on", for: .may(.incidentsWork), accepts: TakeoverBody.self,
            answers: OnCallView.self
        ) { call, body in
            let person = try body.person ?? call.principal.id
            return try await move(call, "take-over") { id, by, tx in
                try schedules.takeOver(id, by: person, until: body.until, by: by, in: tx)
            }
        }
    }

    private func addWithdrawal(to api: inout API) {
        let schedules = schedules
        api.post(
            "\(Self.one)/withdraw", "Take an exception back", for: .may(.incidentsWork), accepts: WithdrawBody.self,
            answers: OnCallView.self
        ) { call, body in
            try await move(call, "withdraw") { id, by, tx in
                try schedules.perform(.withdraw(body.exception), on: id, by: by, in: tx)
            }
        }
    }

    private func move(
        _ call: Call, _ command: String,
        _ work: @escaping @Sendable (UUID, Provenance, Transaction) throws -> Kept<OnCallSchedule>
    ) async throws -> Answer<OnCallView> {
        let (id, by) = (try call.uuid("id"), try call.provenance(command))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try work(id, by, tx)
                return .ok(OnCallView(kept), version: kept.version)
            }
        }
    }
}
