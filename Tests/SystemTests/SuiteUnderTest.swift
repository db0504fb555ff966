import Chassis
import Contracts
import Foundation
import FoundationNetworking
import Synchronization
import TestSupport
import Testing

/// The whole suite as `dienst up` runs it: real binaries, database, broker and gateway, in a folder of its own.
struct SuiteUnderTest: Sendable {
    struct Access: Decodable, Sendable {
        struct Account: Decodable, Sendable { let name, password: String }
        struct Integration: Decodable, Sendable { let key: String }
        let gateway: String
        let administrator, agent: Account
        let integration: Integration
    }

    let directory: URL
    let access: Access
    private let token: String
    /// The administrator's access token, for requests that may be refused.
    var signedIn: String { token }

    /// `settings`: of the incident service.
    static func run(
        copies: Int = 1, settings: [String: String] = [:], _ story: (SuiteUnderTest) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "dienst-system-\(UUID().uuidString)")
        let dienst = try Tool.start(
            "dienst",
            ["up", "--directory", directory.path(), "--port", "0", "--copies", "\(copies)"]
                + settings.sorted { $0.key < $1.key }.flatMap { ["--setting", "incident:\($0.key)=\($0.value)"] },
            log: FileManager.default.temporaryDirectory.appending(path: "\(directory.lastPathComponent).log"))
        do {
            try await eventually("The suite did not start: \(directory.lastPathComponent).log", within: .seconds(120)) {
                try #require(dienst.isRunning)
                return FileManager.default.fileExists(atPath: directory.appending(path: "run/ready").path())
            }
            try await story(try await SuiteUnderTest(directory))
        } catch {
            await dienst.stop()
            throw error
        }
        await dienst.stop()
        try FileManager.default.removeItem(at: directory)
    }

    private init(_ directory: URL) async throws {
        self.directory = directory
        access = try JSONDecoder().decode(
            Access.self, from: Data(contentsOf: directory.appending(path: "access.json")))
        let (name, password) = (access.administrator.name, access.administrator.password)
        let body: JSONValue = ["name": .text(name), "password": .text(password)]
        let answer = try await HTTP.ask("POST", access.gateway + "/api/v1/sign-in", body, token: nil)
        token = try #require(answer.json["accessToken"]?.word)
    }

    /// An answer of the API that must be good.
    @discardableResult
    func ask(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        let answer = try await HTTP.ask(method, "\(access.gateway)/api/v1/\(path)", body, token: token)
        try #require((200...299).contains(answer.status), "\(method) \(path): \(answer.status) \(answer.json)")
        return answer.json
    }

    /// A list, or nil while the suite cannot answer: what is still recovering is no failure.
    func itemsIfAnswered(_ path: String) async -> [JSONValue]? {
        let answer = try? await HTTP.ask("GET", "\(access.gateway)/api/v1/\(path)", token: token)
        return answer?.status == 200 ? answer?.json["items"]?.list : nil
    }

    func items(_ path: String) async throws -> [JSONValue] { try await ask("GET", path)["items"]?.list ?? [] }

    /// The status that the intake answers an alert with.
    func alert(_ check: String, on item: String, firing: Bool = true, severity: String = "critical") async throws -> Int
    {
        let ends = WireTime.text(Date() + (firing ? 240 : 0))
        let body: JSONValue = [
            [
                "labels": ["alertname": .text(check), "ci": .text(item), "severity": .text(severity)],
                "annotations": ["summary": .text("\(check) on \(item)")], "startsAt": .text(WireTime.text(Date() - 1)),
                "endsAt": .text(ends),
            ]
        ]
        let path = "/intake/alertmanager/\(access.integration.key)/api/v2/alerts"
        return try await HTTP.ask("POST", access.gateway + path, body, token: nil).status
    }

    /// What `dienst verify` prints and how it ends.
    func verify() async throws -> (status: Int32, text: String) {
        try await Tool.outcome("dienst", ["verify", "--directory", directory.path(), "--patience", "60"])
    }

    /// Process numbers by name, as they are now: `incident.1`, `rabbitmq` …
    func processes() throws -> [String: pid_t] {
        let folder = directory.appending(path: "run")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "pid" }.reduce(into: [:]) { all, file in
            guard FileManager.default.fileExists(atPath: file.path()) else { return }
            let words = try String(contentsOf: file, encoding: .utf8).split(separator: " ")
            all[file.deletingPathExtension().lastPathComponent] = words.first.flatMap { pid_t($0) }
        }
    }
}

extension JSONValue {
    var word: String? { if case .text(let text) = self { text } else { nil } }
    var count: Int? { if case .number(let number) = self { number } else { nil } }
    var list: [JSONValue]? { if case .list(let values) = self { values } else { nil } }
}
