import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// A request of an identity provider, its body read.
struct SCIMCall: Sendable {
    let call: Call
    let body: Data

    /// The body as JSON. Throws `SCIMRefusal`.
    var json: JSONValue {
        get throws {
            guard let value = try? JSONDecoder().decode(JSONValue.self, from: body) else {
                throw SCIMRefusal.badSyntax("The body is no JSON.")
            }
            return value
        }
    }

    /// An id in the address; what is none stands for nothing.
    func id(_ name: String) throws -> UUID {
        guard let id = UUID(uuidString: try call.path(name)) else { throw SCIMRefusal.missing }
        return id
    }

    func query(_ name: String) -> String? { call.query.text(name) }
}

/// The identity provider that asks, by the token of somebody who may keep people.
struct Provisioner: Sendable {
    let provenance: Provenance
    /// With all they may do: what they may not give, their token may not either.
    let owner: Principal
}

extension SCIMRoutes {
    typealias Handler = @Sendable (SCIMCall, String, Provisioner, Transaction) throws -> Response

    /// Adds an endpoint that checks the token itself and answers refusals as the standard has them.
    func add(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, query: [QueryParameter] = [],
        to api: inout API, _ handler: @escaping Handler
    ) {
        let takesBody = [.post, .put, .patch].contains(method)
        api.raw(
            method, SCIM.root + path, summary, for: .anyone, query: query, accepts: takesBody ? SCIM.mediaType : nil,
            answers: SCIM.mediaType
        ) { call in
            do {
                let body = takesBody ? Data(try await call.body().readableBytesView) : Data()
                return try await answer(SCIMCall(call: call, body: body), handler)
            } catch {
                guard let refusal = SCIMRefusal(error) else { throw error }
                return try refusal.response()
            }
        }
    }

    private func answer(_ call: SCIMCall, _ handler: @escaping Handler) async throws -> Response {
        guard let bearer = call.call.bearer else { throw SCIMRefusal.signInNeeded }
        let root = call.call.origin + SCIM.root
        let (correlation, traceparent) = (call.call.correlation, call.call.traceparent)
        return try await database.transaction { tx in
            guard let holder = try KeepAPITokens().holder(of: bearer, in: tx) else { throw SCIMRefusal.signInNeeded }
            guard holder.grants[.peopleManage] == .all else { throw SCIMRefusal.forbidden }
            let provenance = Provenance(
                actor: .person(holder.person.id), command: "provision", reason: "API token \(holder.token.name)",
                correlation: correlation, traceparent: traceparent)
            let owner = try Readers.principal(of: holder.person, in: tx)
            return try handler(call, root, Provisioner(provenance: provenance, owner: owner), tx)
        }
    }
}

extension Call {
    /// The address this suite was asked at, as the gateway tells: `https://desk.example.org`.
    var origin: String {
        let header = { (name: String) in HTTPField.Name(name).flatMap { request.headers[$0] } }
        let host = header("X-Forwarded-Host") ?? request.head.authority ?? "localhost"
        return "\(header("X-Forwarded-Proto") ?? "http")://\(host)"
    }
}
