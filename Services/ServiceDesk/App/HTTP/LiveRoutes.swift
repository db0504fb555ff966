import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Records

/// The stream that tells a browser which records have changed; what they say, it reads for itself as far as it may.
struct LiveRoutes: Sendable {
    /// A person has some browsers with some tabs; a page that opens streams without end is a mistake.
    private static let streamsPerPerson = 32
    private static let lastEventID = HTTPField.Name("Last-Event-ID")

    let sessions: KeepSessions
    let hub: LiveHub

    func add(to api: inout API) {
        api.raw(
            .get, "/api/v1/live", "Follow what changes, as server-sent events", for: .session,
            answers: "text/event-stream", follow)
    }

    private func follow(_ call: Call) async throws -> Response {
        try SameOrigin.check(call, isNeeded: false)
        guard let secret = SessionSecret(call.request), let holder = try await sessions.holder(of: secret) else {
            throw SessionRoutes.over(call)
        }
        let followsOwn = try await !sessions.mayFollow(holder.person)
        guard hub.streams(of: holder.person.id) < Self.streamsPerPerson else {
            var reply = ErrorReply(.tooManyRequests, "too_many_streams", "You follow what changes in too many tabs.")
            reply.headers[.retryAfter] = "30"
            throw reply
        }
        let (session, person) = (holder.session.id, holder.person.id)
        let again = Self.lastEventID.flatMap { call.request.headers[$0] } != nil
        return call.events { hub.open(session: session, person: person, followsOwn: followsOwn, again: again) }
    }
}
