import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// The second factor of sign-in: everybody keeps their own, administrators help who has lost it.
struct SecondFactorRoutes: Sendable {
    let database: Database
    let secondFactors: SecondFactors

    func add(to api: inout API) {
        let root = "/api/v1/me/second-factor"
        api.get(root, "Read how my second factor stands", for: .signedIn, answers: SecondFactorView.self) { call in
            .ok(try await asking(call) { person, _, tx in try view(of: person, in: tx) })
        }
        api.post("\(root)/begin", "Begin to set up a second factor", for: .signedIn, answers: BegunSecondFactor.self) {
            call in
            .ok(
                try await asking(call) { person, _, tx in
                    let begun = try secondFactors.begin(for: person, in: tx)
                    return BegunSecondFactor(secret: begun.secret, address: begun.address)
                })
        }
        api.post(
            "\(root)/confirm", "Turn it on by showing a first code", for: .signedIn, accepts: CodeBody.self,
            answers: RecoveryCodes.self
        ) { call, body in
            .ok(
                try await asking(call) { person, provenance, tx in
                    RecoveryCodes(
                        recoveryCodes: try secondFactors.confirm(
                            body.code, for: person.id, by: provenance("turn-on-second-factor"), in: tx))
                })
        }
        api.post(
            "\(root)/remove", "Turn it off by showing a code", for: .signedIn, accepts: CodeBody.self,
            answers: Nothing.self
        ) { call, body in
            try await asking(call) { person, provenance, tx in
                try secondFactors.remove(
                    showing: body.code, for: person.id, by: provenance("turn-off-second-factor"), in: tx)
            }
            return .done
        }
        addHelp(to: &api)
    }

    private func addHelp(to api: inout API) {
        api.post(
            "/api/v1/people/{id}/reset-second-factor", "Take a person's second factor away, who lost it",
            for: .may(.peopleManage), answers: Nothing.self
        ) { call in
            let (id, provenance) = (try call.uuid("id"), try call.provenance("turn-off-second-factor"))
            try await database.transaction { try secondFactors.reset(for: id, by: provenance, in: $0) }
            return .done
        }
    }

    /// Does something for the caller, as they are now.
    private func asking<Value: Sendable>(
        _ call: Call,
        _ body: @escaping @Sendable (Person, (String) throws -> Provenance, Transaction) throws -> Value
    ) async throws -> Value {
        let id = try call.principal.id
        return try await database.transaction { tx in
            guard let person = try PersonStore().find(id, in: tx)?.record, person.state == .active else {
                throw ErrorReply(.unauthorized, "person_inactive", "This account is not active any more.")
            }
            return try body(person, { try call.provenance($0) }, tx)
        }
    }

    private func view(of person: Person, in tx: Transaction) throws -> SecondFactorView {
        let standing = try secondFactors.standing(of: person.id, in: tx)
        return SecondFactorView(
            on: standing.isOn, recoveryCodesLeft: standing.recoveryCodesLeft,
            demanded: try secondFactors.demands(of: person, in: tx))
    }
}

/// How a person's second factor stands.
struct SecondFactorView: Codable, Sendable {
    let on: Bool
    let recoveryCodesLeft: Int
    /// Whether the suite wants this person to have one.
    let demanded: Bool
}

/// What an authenticator application needs.
struct BegunSecondFactor: Codable, Sendable {
    /// Base 32, to be typed.
    let secret: String
    /// `otpauth://…`, to be shown as a QR code.
    let address: String
}

/// A code of an authenticator application, or a recovery code.
struct CodeBody: Codable, Sendable {
    let code: String
}

/// Codes for the day the device is lost, each good once; shown this once.
struct RecoveryCodes: Codable, Sendable {
    let recoveryCodes: [String]
}
