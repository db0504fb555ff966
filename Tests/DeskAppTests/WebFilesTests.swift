import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import DeskApp

@Suite struct WebFilesTests {
    @Test func `the first page stands at the root and wherever a deep link leads`() async throws {
        try await withWeb { web in
            for path in ["/", "/incidents/INC-7", "/people/", "/pages"] {
                let page = try await web.get(path)
                #expect(page.status == .ok && page.text == "<title>Dienst</title>", "\(path)")
                #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            }
        }
    }

    @Test func `files have their type, and strict rules for what a page may do`() async throws {
        try await withWeb { web in
            let script = try await web.get("/pages/start.js")
            #expect(script.text == "start()" && script.headers[.contentType] == "text/javascript; charset=utf-8")
            let policy = try #require(script.headers[.contentSecurityPolicy])
            #expect(
                policy == "default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
            #expect(script.headers[.xContentTypeOptions] == "nosniff")
            #expect(script.headers[.cacheControl] == "no-cache")
            #expect(try await web.get("/mark.svg").headers[.contentType] == "image/svg+xml")
        }
    }

    @Test(arguments: [
        "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/pages/..%2f..%2fsecret.txt", "/%2fetc%2fpasswd",
        "/pages/%2e%2e/%2e%2e/secret.txt", "/..%5csecret.txt", "/outside.txt", "/.hidden", "/pages/.git/config",
        "/%00", "/mark.svg%00.js", "/missing.js", "/%ff",
    ])
    func `nothing outside the folder, hidden or missing is ever answered`(path: String) async throws {
        try await withWeb { web in
            let answer = try await web.get(path)
            #expect(answer.status == .notFound || answer.status == .badRequest, "\(path)")
            #expect(!answer.text.contains("secret"))
        }
    }

    @Test(arguments: ["/api/v1/nothing", "/intake/x", "/metricsx/../metrics", "/%61pi/v1/nothing"])
    func `what is asked of the machine is never answered with a page`(path: String) async throws {
        try await withWeb { web in
            let answer = try await web.get(path)
            #expect(!answer.text.contains("<title>"), "\(path)")
        }
    }

    @Test func `an unchanged file is not sent again, also when the gateway weakened its tag`() async throws {
        try await withWeb { web in
            let tag = try #require(try await web.get("/pages/start.js").headers[.eTag])
            for known in [tag, "W/\(tag)", "\"other\", \(tag)"] {
                let again = try await web.get("/pages/start.js", [.ifNoneMatch: known])
                #expect(again.status == .notModified && again.text.isEmpty && again.headers[.eTag] == tag)
            }
            try Data("start(2)".utf8).write(to: web.folder.appending(path: "pages/start.js"))
            let changed = try await web.get("/pages/start.js", [.ifNoneMatch: tag])
            #expect(changed.status == .ok && changed.text == "start(2)")
        }
    }

    @Test func `the first page names an edition, which stays for good until a file changes`() async throws {
        try await withWeb { web in
            try Data("<script src=\"/pages/start.js\"></script>".utf8).write(
                to: web.folder.appending(path: "index.html"))
            let page = try await web.get("/portal")
            let address = try #require(page.text.split(separator: "\"").dropFirst().first.map(String.init))
            #expect(address.hasPrefix("/edition-") && address.hasSuffix("/pages/start.js"))
            #expect(page.headers[.cacheControl] == "no-cache")
            let kept = try await web.get(address)
            #expect(kept.text == "start()" && kept.headers[.cacheControl] == "public, max-age=31536000, immutable")
            let old = try await web.get("/edition-0123456789abcdef/pages/start.js")
            #expect(old.text == "start()" && old.headers[.cacheControl] == "no-cache")
            #expect(try await web.get("/edition-0123456789abcdef/../secret.txt").status == .notFound)
            #expect(try await web.get("/edition-0123456789abcdef/missing.js").status == .notFound)

            try Data("start(2)".utf8).write(to: web.folder.appending(path: "pages/start.js"))
            try await eventually("the edition is another") {
                try await web.get("/portal", [.ifNoneMatch: page.headers[.eTag] ?? ""]).status == .ok
            }
        }
    }

    @Test func `only reading is possible, and a head is one without its body`() async throws {
        try await withWeb { web in
            #expect(try await web.get("/pages/start.js", method: .put).status == .notFound)
            let head = try await web.get("/pages/start.js", method: .head)
            #expect(head.status == .ok && head.text.isEmpty && head.headers[.contentLength] == "7")
        }
    }

    @Test func `a folder without a first page is told at start`() {
        #expect(throws: WebFiles.Unusable.self) { try WebFiles(directory: "/nowhere") }
    }
}

/// A desk's web application of a few files, with a secret beside its folder.
private struct TestWeb: Sendable {
    struct Answer {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let text: String
    }

    let folder: URL
    let client: any TestClientProtocol

    func get(
        _ path: String, _ headers: HTTPFields = [:], method: HTTPRequest.Method = .get
    ) async throws -> Answer {
        let response = try await client.execute(uri: path, method: method, headers: headers)
        return Answer(status: response.status, headers: response.headers, text: String(buffer: response.body))
    }
}

private func withWeb(_ test: @Sendable @escaping (TestWeb) async throws -> Void) async throws {
    let top = FileManager.default.temporaryDirectory.appending(path: "dienst-web-\(UUID().uuidString)")
    let folder = top.appending(path: "web")
    for (path, text) in [
        "secret.txt": "secret", "web/index.html": "<title>Dienst</title>", "web/pages/start.js": "start()",
        "web/mark.svg": "<svg/>", "web/.hidden": "secret", "web/pages/.git/config": "secret",
    ] {
        let file = top.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
    try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "outside.txt"), withDestinationURL: top.appending(path: "secret.txt"))
    defer { try? FileManager.default.removeItem(at: top) }
    try await withDesk(["DIENST_WEB_DIRECTORY": folder.path]) { desk in
        try await test(TestWeb(folder: folder, client: desk.client))
    }
}
