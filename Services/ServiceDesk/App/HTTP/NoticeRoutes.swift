import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Notices: everybody's own inbox and preferences; administrators see what is sent and what failed.
struct NoticeRoutes: Sendable {
    private static let mostCounted = 1_000

    let database: Database
    /// Whether a mail server is set.
    let sends: Bool

    func add(to api: inout API) {
        let root = "/api/v1/notices"
        api.list(root, "List my notices", for: .signedIn, by: NoticeLists.inbox, of: InboxNoticeView.self) {
            call, wanted in
            let person = try call.principal.id
            return try await database.transaction { try NoticeLists.inbox(wanted, of: person, in: $0) }
        }
        api.get("\(root)/unread", "Count my unread notices, up to 1000", for: .signedIn, answers: UnreadView.self) {
            call in
            let person = try call.principal.id
            return .ok(
                try await database.transaction { tx in
                    UnreadView(unread: try NoticeStore().unread(of: person, atMost: Self.mostCounted, in: tx))
                })
        }
        api.post("\(root)/read", "Mark all my notices as read", for: .signedIn, answers: Nothing.self) { call in
            let person = try call.principal.id
            try await database.transaction { try NoticeStore().markAllRead(of: person, in: $0) }
            return .done
        }
        api.post("\(root)/{id}/read", "Mark a notice of mine as read", for: .signedIn, answers: Nothing.self, read)
        addOutgoing(to: &api, at: "\(root)/outgoing")
        addPreferences(to: &api, at: "/api/v1/people/me/preferences")
    }

    private func addOutgoing(to api: inout API, at root: String) {
        api.list(
            root, "List outgoing mail", for: .may(.settingsManage), by: NoticeLists.outgoing,
            of: OutgoingNoticeView.self
        ) { _, wanted in try await database.transaction { try NoticeLists.outgoing(wanted, in: $0) } }
        api.get(
            "\(root)/summary", "Count what waits and what failed", for: .may(.settingsManage),
            answers: OutgoingSummary.self
        ) { _ in .ok(try await database.transaction { try NoticeLists.summary(sending: sends, in: $0) }) }
        api.post(
            "\(root)/{id}/retry", "Try a failed mail again", for: .may(.settingsManage),
            answers: OutgoingNoticeView.self,
            retry)
    }

    private func addPreferences(to api: inout API, at path: String) {
        api.get(path, "Read what I want to be told by mail", for: .signedIn, answers: PreferencesView.self) { call in
            let person = try call.principal.id
            return .ok(
                PreferencesView(
                    try await database.transaction { try NoticePreferenceStore().read(of: person, in: $0) }))
        }
        api.put(
            path, "Choose what I am told by mail", for: .signedIn, accepts: PreferencesView.self,
            answers: PreferencesView.self
        ) { call, body in
            let (person, preferences) = (try call.principal.id, try body.preferences)
            try await database.transaction { try NoticePreferenceStore().save(preferences, of: person, in: $0) }
            return .ok(body)
        }
    }

    private func read(_ call: Call) async throws -> Answer<Nothing> {
        let (id, person) = (try call.uuid("id"), try call.principal.id)
        guard try await database.transaction({ try NoticeStore().markRead(id, of: person, in: $0) }) else {
            throw NotFound("notice", id.uuidString.lowercased())
        }
        return .done
    }

    private func retry(_ call: Call) async throws -> Answer<OutgoingNoticeView> {
        let id = try call.uuid("id")
        return .ok(
            try await database.transaction { tx in
                let isQueued = try NoticeStore().retry(id, in: tx)
                guard let view = try NoticeLists.outgoing(id, in: tx) else {
                    throw NotFound("notice", id.uuidString.lowercased())
                }
                guard isQueued else {
                    throw Rejection("Only what has failed can be tried again.", code: "not_failed")
                }
                tx.afterCommit { Notices.queued.raise() }
                return view
            })
    }
}

/// One's choices, all of them.
struct PreferencesView: Codable, Sendable {
    let approval: NoticePreferences.Choice
    let decision: NoticePreferences.Choice
    let reply: NoticePreferences.Choice
    let mention: NoticePreferences.Choice
    let update: NoticePreferences.Choice
    let task: NoticePreferences.Choice
    let service: NoticePreferences.Choice
    let review: NoticePreferences.Choice

    init(_ chosen: NoticePreferences) {
        (approval, decision, reply, mention) = (chosen.approval, chosen.decision, chosen.reply, chosen.mention)
        (update, task, service, review) = (chosen.update, chosen.task, chosen.service, chosen.review)
    }

    /// Throws `Invalid` for an approval that is off.
    var preferences: NoticePreferences {
        get throws(Invalid) {
            try NoticePreferences(
                approval: approval, decision: decision, reply: reply, mention: mention, update: update, task: task,
                service: service, review: review)
        }
    }
}
