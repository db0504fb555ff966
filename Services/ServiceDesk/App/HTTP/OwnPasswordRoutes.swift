import Chassis
import Foundation
import Messaging
import Records

/// One's own password.
struct OwnPasswordRoutes: Sendable {
    let passwords: ChangeOwnPassword

    func add(to api: inout API) {
        api.post(
            "/api/v1/me/password", "Give myself another password, which ends all my sessions", for: .signedIn,
            accepts: OwnPasswordBody.self, answers: Nothing.self, limit: 16_384
        ) { call, body in
            let (id, provenance) = (try call.principal.id, try call.provenance("set-password"))
            try await SignInRefusal.translating {
                try await passwords.change(
                    from: body.current, to: body.password, of: id, at: CallerAddress.of(call), by: provenance)
            }
            return .done
        }
    }
}

/// The password somebody has, and the one they want.
struct OwnPasswordBody: Codable, Sendable {
    let current: String
    let password: String
}
