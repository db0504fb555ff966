import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Contacts: agents write down what a caller says; staff may read it.
struct ContactRoutes: Sendable {
    let database: Database

    func add(to api: inout API) {
        let root = "/api/v1/contacts"
        api.list(root, "List contacts", for: .may(.contactsRead), by: ContactLists.listing, of: ContactView.self) {
            call, wanted in
            try await database.transaction { try ContactLists.page(wanted, for: call.principal, in: $0) }
        }
        api.post(
            root, "Record a contact and have its incident opened", for: .may(.contactsWork), accepts: NewContact.self,
            answers: ContactView.self, record)
        api.get("\(root)/{id}", "Read a contact", for: .may(.contactsRead), answers: ContactView.self, read)
        api.post(
            "\(root)/{id}/change-lane", "Deal with a contact another way", for: .may(.contactsWork),
            accepts: LaneBody.self, answers: ContactView.self, changeLane)
        api.history(of: Contact.self, at: "\(root)/{id}", for: .may(.contactsRead), in: database) { id, reader, tx in
            try Sight.contacts.check(id, as: id.uuidString.lowercased(), by: reader, in: tx)
        }
    }

    private func record(_ call: Call, _ body: NewContact) async throws -> Answer<ContactView> {
        guard body.channel != .portal else {
            throw Invalid("Reports in the portal are made by the person themselves.", field: "channel", code: "channel")
        }
        let said = RecordContacts.Call(
            channel: body.channel, person: body.person, service: body.service, summary: body.summary,
            description: body.description, urgency: body.urgency, category: body.category)
        let (agent, provenance) = (try call.principal.id, try call.provenance("record"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try RecordContacts().record(said, agent: agent, by: provenance, in: tx)
                return .accepted(ContactView(kept))
            }
        }
    }

    private func changeLane(_ call: Call, _ body: LaneBody) async throws -> Answer<ContactView> {
        let (id, reason) = (try call.uuid("id"), try Wording.reason(body.reason, field: "reason"))
        let provenance = try call.provenance("change-lane", reason: reason)
        let kept = try await database.transaction { tx in
            try Sight.contacts.check(id, as: id.uuidString.lowercased(), by: call.principal, in: tx)
            return try Ledger(ContactStore()).perform(
                .changeLane(body.lane, reason: reason), on: id, by: provenance, expecting: call.expectedVersion, in: tx)
        }
        return .ok(ContactView(kept), version: kept.version)
    }

    private func read(_ call: Call) async throws -> Answer<ContactView> {
        let id = try call.uuid("id")
        let kept = try await database.transaction { tx in
            try Sight.contacts.check(id, as: id.uuidString.lowercased(), by: call.principal, in: tx)
            return try ContactStore().read(id, in: tx)
        }
        guard let kept else { throw NotFound(Contact.kind, id.uuidString.lowercased()) }
        return .ok(ContactView(kept), version: kept.version)
    }
}
