import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import IncidentDomain
import Messaging
import Postgres
import Records

/// The link in a call: answers it without signing in, also while the desk is away.
///
/// Reading it changes nothing, since mail scanners follow links; the button on it does.
struct PageLinkRoutes {
    private static let one = "/api/v1/page-links/{token}"

    let database: Database

    func add(to api: inout API) {
        let database = database
        api.raw(.get, Self.one, "What a call is about, with a button to answer it", for: .anyone, answers: "text/html")
        { call in
            let token = try call.path("token")
            return try await database.transaction { tx in
                let found = try Self.find(token, in: tx)
                let button = found.page.state == .ended ? nil : found.words.takeIt
                return Self.show(found, button == nil ? found.words.isOver : nil, button: button)
            }
        }
        api.raw(.post, Self.one, "Say that one has it: nobody else is called", for: .anyone, answers: "text/html") {
            call in
            let token = try call.path("token")
            return try await database.transaction { tx in
                let found = try Self.find(token, in: tx)
                guard found.page.state != .ended else { return Self.show(found, found.words.isOver, status: .conflict) }
                let by = Provenance(
                    actor: Actor(.person, found.person.uuidString.lowercased()), command: "acknowledge-page",
                    reason: "by the link in the call", correlation: UUID.v7().uuidString.lowercased())
                try Paging().answer(found.page.id, by: found.person, by, in: tx)
                return Self.show(found, found.words.thanks)
            }
        }
    }

    private struct Found {
        let page: OnCallPage
        let person: UUID
        let words: PageWords
        let title: String
    }

    /// Throws `NotFound`, also when who was called has left.
    private static func find(_ token: String, in tx: Transaction) throws -> Found {
        guard let link = try SignedLink(token, for: .page, in: tx),
            let person = try Projection<PersonAnnounced>().find(link.person, in: tx), person.active
        else { throw NotFound("call", token) }
        let page = try PageStore().read(link.subject, in: tx).record
        let incident = try IncidentStore().read(page.calling.incident, in: tx)?.record
        return Found(
            page: page, person: link.person, words: PageWords(person.language),
            title: "\(incident?.number ?? ""): \(incident?.summary ?? "")")
    }

    private static func show(
        _ found: Found, _ text: String?, button: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        let form = button.map { "<form method=\"post\"><button autofocus>\(escaped($0))</button></form>" } ?? ""
        let page = """
            <!doctype html><html lang="\(found.words.language)"><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><title>\(escaped(found.title))</title>
            <style>:root{color-scheme:light dark}body{font:1.1rem system-ui;max-width:32rem;margin:15vh auto;padding:0 1rem}
            button{font:inherit;padding:.8em 1.6em;width:100%}</style>
            <h1>\(escaped(found.title))</h1><p role="status">\(escaped(text ?? ""))</p>\(form)</html>
            """
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy:
                    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
