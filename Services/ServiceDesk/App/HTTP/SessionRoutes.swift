import Chassis
import Foundation
import HTTPTypes
import Hummingbird
import Records

/// Sessions of browsers: begun with name and password, kept by a cookie, listed and ended by their person.
struct SessionRoutes: Sendable {
    let sessions: KeepSessions
    let hub: LiveHub

    func add(to api: inout API) {
        let root = "/api/v1/sessions"
        api.post(
            root, "Sign a browser in, which gets a cookie", for: .anyone, accepts: SignInBody.self,
            answers: SignedIn.self, limit: 16_384, begin)
        api.post(
            "\(root)/refresh", "Get a fresh access token for the browser's cookie", for: .session,
            answers: SignedIn.self, refresh)
        api.delete("\(root)/current", "Sign the browser out", for: .session, answers: Nothing.self, endCurrent)
        api.get(root, "List my sessions, the latest used first", for: .signedIn, answers: Page<SessionView>.self) {
            call in
            let mine = try await sessions.list(of: call.principal.id)
            let current = try await currentSession(call)
            return .ok(Page(mine.map { SessionView($0, isCurrent: $0.id == current) }))
        }
        api.delete("\(root)/{id}", "End a session of mine", for: .signedIn, answers: Nothing.self) { call in
            let id = try call.uuid("id")
            try await sessions.end(id, of: call.principal.id)
            hub.end(session: id)
            return .done
        }
    }

    private func currentSession(_ call: Call) async throws -> UUID? {
        guard let secret = SessionSecret(call.request) else { return nil }
        return try await sessions.holder(of: secret)?.session.id
    }

    private func begin(_ call: Call, _ body: SignInBody) async throws -> Answer<SignedIn> {
        let old = SessionSecret(call.request)
        try SameOrigin.check(call, isNeeded: old != nil)
        let visitor = KeepSessions.Visitor(
            address: CallerAddress.of(call), userAgent: call.request.headers[.userAgent] ?? "")
        let begun = try await SignInRefusal.translating {
            try await sessions.begin(
                name: body.name, password: body.password, code: body.code, from: visitor, replacing: old)
        }
        if let replaced = begun.replaced { hub.end(session: replaced) }
        return .ok(SignedIn(begun.result)).header("Set-Cookie", begun.secret.cookie(for: call))
    }

    private func refresh(_ call: Call) async throws -> Answer<SignedIn> {
        guard let secret = SessionSecret(call.request) else { throw Self.over(call) }
        try SameOrigin.check(call, isNeeded: true)
        guard let result = try await sessions.refresh(secret) else { throw Self.over(call) }
        return .ok(SignedIn(result))
    }

    /// Without a session there is nothing to end, which is what was asked for.
    private func endCurrent(_ call: Call) async throws -> Answer<Nothing> {
        if let secret = SessionSecret(call.request) {
            try SameOrigin.check(call, isNeeded: true)
            if let ended = try await sessions.end(secret) { hub.end(session: ended) }
        }
        return Answer.done.header("Set-Cookie", SessionSecret.noCookie(for: call))
    }

    /// 401 that also takes the cookie away.
    static func over(_ call: Call) -> ErrorReply {
        var reply = ErrorReply(.unauthorized, "session_over", "This browser is not signed in, or no longer.")
        reply.headers[.setCookie] = SessionSecret.noCookie(for: call)
        return reply
    }
}

/// A session as its person sees it.
struct SessionView: Codable, Sendable {
    let id: UUID
    let begunAt: Date
    let lastUsedAt: Date
    let address: String
    let userAgent: String
    /// Whether it is the one that asks.
    let current: Bool

    init(_ session: Session, isCurrent: Bool) {
        id = session.id
        begunAt = session.begunAt
        lastUsedAt = session.usedAt
        address = session.address
        userAgent = session.userAgent
        current = isCurrent
    }
}
