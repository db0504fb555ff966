import Contracts
import Crypto
import EventDomain
import Foundation
import HTTPTypes
import Records
import Testing

@testable import EventApp

@Suite struct DeploymentFormatTests {
    private let heard = Date(timeIntervalSince1970: 1_795_293_284)

    private func read(
        _ body: String, _ format: any IntakeFormat.Type, _ headers: [String: String] = [:]
    ) -> Reading {
        format.read(Delivery(integration: UUID(), headers: headers, body: Data(body.utf8), receivedAt: heard))
    }

    private let gitHub =
        #"{"action":"created","deployment_status":{"state":"success","environment":"production","updated_at":"2026-11-21T20:34:00Z","target_url":"https://ci/1"},"deployment":{"id":42,"sha":"4f1c2d3","ref":"main","description":"CHG0000012 faster checkout","created_at":"2026-11-21T20:30:00Z","payload":{"ci":"web1"}},"repository":{"full_name":"acme/checkout","html_url":"https://gh"}}"#

    @Test func `GitHub's deployment names its revision, its change and its item`() throws {
        let told = try #require(
            read(gitHub, GitHubFormat.self, ["x-github-event": "deployment_status"]).deployments.first)
        #expect(told.key == "acme/checkout/42" && told.outcome == .successful && told.environment == "production")
        #expect(told.change == "CHG0000012" && told.labels["ci"] == "web1" && told.labels["service"] == "checkout")
        #expect(told.finishedAt == Date(timeIntervalSince1970: 1_795_293_240))
        #expect(read(#"{"zen":"x","hook_id":1}"#, GitHubFormat.self, ["x-github-event": "ping"]) == Reading())
        #expect(read(#"{"deployment":{}}"#, GitHubFormat.self).faults.map(\.field) == ["deployment.id"])
        let release =
            #"{"action":"released","release":{"id":7,"tag_name":"v2","published_at":"2026-11-21T20:34:00Z"},"repository":{"full_name":"acme/x"}}"#
        #expect(read(release, GitHubFormat.self, ["x-github-event": "release"]).deployments.first?.revision == "v2")
    }

    @Test func `GitHub's signature must be right when there is one`() async throws {
        try await EventUnderTest.run { event in
            let signature = HMAC<SHA256>.authenticationCode(
                for: Data(gitHub.utf8), using: SymmetricKey(data: Data(event.key.utf8)))
            let right = "sha256=" + signature.map { String(format: "%02x", $0) }.joined()
            let name = try #require(HTTPField.Name("X-Hub-Signature-256"))
            let path = "/intake/github/\(event.key)"
            #expect(try await event.post(gitHub, to: path, headers: [name: right]).status == 202)
            let wrong = try await event.post(
                gitHub, to: path, headers: [name: "sha256=" + String(repeating: "0", count: 64)])
            #expect(wrong.status == 401 && wrong.reply.contains("signature_wrong"))
            #expect(try await event.post(gitHub, to: path, headers: [name: "sha256="]).status == 401)
            try await event.folder.drain()
            let announced = try await event.announced(DeploymentAnnounced.self)
            #expect(announced.count == 1 && announced.first?.items == [EventUnderTest.web1])
            #expect(announced.first?.services == [EventUnderTest.checkout])
            #expect(try await event.alerts().isEmpty)
        }
    }

    @Test func `GitLab's deployments have states and an own way to write times`() throws {
        func body(_ status: String) -> String {
            #"{"object_kind":"deployment","status":"\#(status)","status_changed_at":"2026-11-21 22:34:00 +0200","deployment_id":15,"deployable_url":"https://gl","environment":"staging","project":{"path_with_namespace":"acme/shop"},"short_sha":"279484c0","commit_title":"Fix","ref":"CHG0000007-fix"}"#
        }
        let told = try #require(read(body("failed"), GitLabFormat.self).deployments.first)
        #expect(told.outcome == .failed && told.key == "acme/shop/15" && told.change == "CHG0000007")
        #expect(told.finishedAt == Date(timeIntervalSince1970: 1_795_293_240))
        #expect(read(body("running"), GitLabFormat.self).deployments.first?.startedAt == told.finishedAt)
        #expect(read(body("odd"), GitLabFormat.self) == Reading())
        #expect(read(#"{"object_kind":"push"}"#, GitLabFormat.self) == Reading())
        #expect(GitLabFormat.isGenuine(Data(), key: "k") { _ in "k" })
        #expect(!GitLabFormat.isGenuine(Data(), key: "k") { _ in "other" })
    }

    @Test func `Argo CD's template is understood`() throws {
        let body =
            #"{"app":"checkout","phase":"Succeeded","revision":"abc","repository":"https://git","environment":"prod","started":"2026-11-21T20:30:00Z","finished":"<no value>"}"#
        let told = try #require(read(body, ArgoCDFormat.self).deployments.first)
        #expect(told.outcome == .successful && told.finishedAt == nil && told.labels["service"] == "checkout")
        #expect(read(#"{"app":"a","phase":"?"}"#, ArgoCDFormat.self).faults.map(\.field) == ["phase"])
        #expect(read("{}", ArgoCDFormat.self).faults.map(\.field) == ["app"])
    }
}
