import Chassis
import Contracts
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// Sign-in by a provider: what browsers do, and what administrators set up.
struct SignInProviderRoutes: Sendable {
    let database: Database
    let openID: OpenIDSignIn
    let key: SealingKeys
    let hub: LiveHub
    private let ledger = Ledger(SignInProviderStore())

    init(database: Database, openID: OpenIDSignIn, key: SealingKeys, hub: LiveHub) {
        self.database = database
        self.openID = openID
        self.key = key
        self.hub = hub
    }

    private static let callback = "/api/v1/sign-in/openid/callback"

    func add(to api: inout API) {
        addBrowsers(to: &api)
        let root = "/api/v1/sign-in-providers"
        api.list(
            root, "List sign-in providers", for: .may(.settingsManage), by: SignInProviderStore.listing,
            of: SignInProviderView.self
        ) { _, wanted in
            try await database.transaction { tx in
                try wanted.read("record, version", from: "sign_in_provider", in: tx) { row in
                    SignInProviderView(try SignInProviderStore.kept(row))
                }
            }
        }
        api.post(
            root, "Set up a sign-in provider", for: .may(.settingsManage), accepts: NewSignInProvider.self,
            answers: SignInProviderView.self, define)
        api.get("\(root)/{id}", "Read a sign-in provider", for: .may(.settingsManage), answers: SignInProviderView.self)
        {
            call in
            let id = try call.uuid("id")
            let kept = try await database.transaction { try SignInProviderStore().read(id, in: $0) }
            guard let kept else { throw NotFound(SignInProvider.kind, id.uuidString.lowercased()) }
            return .ok(SignInProviderView(kept), version: kept.version)
        }
        api.patch(
            "\(root)/{id}", "Revise a sign-in provider", for: .may(.settingsManage),
            accepts: SignInProviderRevision.self,
            answers: SignInProviderView.self, revise)
        addStates(to: &api, below: root)
        api.history(of: SignInProvider.self, at: "\(root)/{id}", for: .may(.settingsManage), in: database)
    }

    private func addStates(to api: inout API, below root: String) {
        for (word, command) in [("deactivate", SignInProvider.Command.deactivate), ("reactivate", .reactivate)] {
            api.post(
                "\(root)/{id}/\(word)", word == "deactivate" ? "Stop using a sign-in provider" : "Use it again",
                for: .may(.settingsManage), answers: SignInProviderView.self
            ) { call in
                let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
                let kept = try await database.transaction {
                    try ledger.perform(command, on: id, by: provenance, in: $0)
                }
                return .ok(SignInProviderView(kept), version: kept.version)
            }
        }
    }

    private func addBrowsers(to api: inout API) {
        api.get(
            "/api/v1/sign-in/providers", "List by whom one can sign in", for: .anyone, answers: Page<SignInChoice>.self
        ) { _ in
            let all = try await database.transaction { try SignInProviderStore().all(in: $0) }
            let choices = all.filter { $0.record.state == .active }
            return .ok(Page(choices.map { SignInChoice(id: $0.record.id, name: $0.record.details.name) }))
        }
        let back = QueryParameter("return", .text, "The path to come back to")
        api.raw(
            .get, "/api/v1/sign-in/openid/{id}", "Go to a provider to sign in", for: .anyone, query: [back],
            answers: "text/html"
        ) { call in
            do {
                let begun = try await openID.begin(
                    call.uuid("id"), returningTo: LocalPath.checked(call.query.text("return")),
                    redirect: call.origin + Self.callback)
                return Self.redirect(begun.address, [OpenIDCookie.header(begun.browser.text, call)])
            } catch let refusal as OpenIDSignIn.Refusal {
                return Self.refused(refusal, call)
            }
        }
        let parameters = ["state", "code", "iss", "error", "error_description", "error_uri", "session_state", "scope"]
        api.raw(
            .get, Self.callback, "Come back from a provider", for: .anyone,
            query: parameters.map { QueryParameter($0, .text, "As the provider sends it") }, answers: "text/html",
            comeBack)
    }

    private func comeBack(_ call: Call) async throws -> Response {
        guard let state = call.query.text("state"), let code = call.query.text("code"), state.utf8.count <= 100,
            code.utf8.count <= 4096, let browser = OpenIDCookie.value(call)
        else { return Self.refused(.refused, call) }
        let returned = OpenIDSignIn.Returned(
            state: state, code: code, issuer: call.query.text("iss"), browser: browser,
            visitor: KeepSessions.Visitor(
                address: CallerAddress.of(call), userAgent: call.request.headers[.userAgent] ?? ""),
            oldSession: SessionSecret(call.request))
        do {
            let (begun, path) = try await openID.finish(returned, redirect: call.origin + Self.callback)
            if let replaced = begun.replaced { hub.end(session: replaced) }
            return Self.redirect(path, [begun.secret.cookie(for: call), OpenIDCookie.gone(call)])
        } catch let refusal as OpenIDSignIn.Refusal {
            return Self.refused(refusal, call)
        }
    }

    private static func refused(_ refusal: OpenIDSignIn.Refusal, _ call: Call) -> Response {
        redirect("/?sign-in=\(refusal.rawValue)", [OpenIDCookie.gone(call)])
    }

    private static func redirect(_ address: String, _ cookies: [String]) -> Response {
        var headers: HTTPFields = [.location: address]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .found, headers: headers)
    }

    private func define(_ call: Call, _ body: NewSignInProvider) async throws -> Answer<SignInProviderView> {
        let details = try SignInProvider.Details(
            name: body.name, issuer: body.issuer, clientID: body.clientID,
            scopes: body.scopes ?? SignInProvider.Details.standardScopes, createsPeople: body.createPeople ?? false,
            linksByMail: body.linkByMail ?? false, organisation: body.organisation)
        let provenance = try call.provenance("define")
        let kept = try await database.transaction { tx in
            let kept = try ledger.open(
                UUID.v7(at: tx.now), with: [.defined(details: details)], by: provenance, in: tx)
            return try replace(body.clientSecret, of: kept, by: provenance, in: tx)
        }
        return .created(
            SignInProviderView(kept), version: kept.version,
            at: "/api/v1/sign-in-providers/\(kept.record.id.uuidString.lowercased())")
    }

    private func revise(_ call: Call, _ body: SignInProviderRevision) async throws -> Answer<SignInProviderView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let kept = try await database.transaction { tx in
            guard let now = try ledger.store.find(id, in: tx)?.record.details else {
                throw NotFound(SignInProvider.kind, id.uuidString.lowercased())
            }
            let kept = try ledger.perform(
                .revise(body.revising(now)), on: id, by: provenance, expecting: version, in: tx)
            return try replace(body.clientSecret, of: kept, by: provenance, in: tx)
        }
        return .ok(SignInProviderView(kept), version: kept.version)
    }

    private func replace(
        _ secret: String?, of kept: Kept<SignInProvider>, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<SignInProvider> {
        guard let secret, !secret.isEmpty else { return kept }
        guard secret.utf8.count <= 1000 else {
            throw Invalid("Give at most 1000 characters.", field: "clientSecret", code: "too_long")
        }
        let id = kept.record.id
        let changed = try ledger.perform(.replaceSecret, on: id, by: provenance, in: tx)
        try ledger.store.keep(key.seal(Data(secret.utf8), for: .signInProvider, of: id), of: id, in: tx)
        return changed
    }
}
