import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// The files of the web application: each at its own address, and its first page wherever a deep link may lead.
///
/// The first page names its files below `/edition-…/`, which changes with any of them: what stands there is kept by browsers for good, so
/// that a second visit asks for the first page only.
final class WebFiles: Sendable {
    /// What is asked of a machine is never answered with a page.
    private static let reserved: Set<String> = ["api", "intake", "scim", "health", "metrics", "openapi.json"]

    /// What the addresses of an edition begin with.
    private static let marker = "edition"

    private struct File: Sendable {
        let changedAt: Date
        let size: Int
        let tag: String
        let type: String
        let bytes: ByteBuffer
    }

    private struct Edition: Sendable {
        let word: String
        let readAt: ContinuousClock.Instant
    }

    /// What the settings name is no web application.
    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    private let root: URL
    private let known = Mutex<[String: File]>([:])
    private let latest = Mutex<Edition?>(nil)

    /// Throws `Unusable` for a folder without a first page.
    init(directory: String) throws {
        root = URL(filePath: directory, directoryHint: .isDirectory).resolvingSymlinksInPath()
        guard FileManager.default.fileExists(atPath: root.appending(path: "index.html").path) else {
            throw Unusable(description: "DIENST_WEB_DIRECTORY: there is no index.html in \(root.path)")
        }
    }

    /// Nil for what is no file's or page's address.
    @Sendable func answer(_ request: Request) throws -> Response? {
        guard request.method == .get || request.method == .head, let parts = Self.parts(request.uri.path),
            !Self.reserved.contains(parts.first ?? "")
        else { return nil }
        guard
            let response = try fixed(parts, request) ?? file(parts).map({ response($0, knownTo: request) })
                ?? page(parts).map({ response($0, knownTo: request) })
        else { return nil }
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// A file below an edition: for good when it is the present one, else as it is now, for pages that were opened before.
    private func fixed(_ parts: [String], _ request: Request) throws -> Response? {
        guard let first = parts.first, first.hasPrefix(Self.marker + "-"),
            let file = try file(Array(parts.dropFirst()))
        else { return nil }
        var response = response(file, knownTo: request)
        if try first == edition() { response.headers[.cacheControl] = "public, max-age=31536000, immutable" }
        return response
    }

    /// `edition-` and a digest of all files; looked at again after a second.
    private func edition() throws -> String {
        if let latest = latest.withLock({ $0 }), ContinuousClock.now - latest.readAt < .seconds(1) {
            return latest.word
        }
        var digest = SHA256()
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
            guard let parts = Self.parts(path), let file = try file(parts) else { continue }
            digest.update(data: Data("\(path) \(file.tag)\n".utf8))
        }
        let word = "\(Self.marker)-" + digest.finalize().prefix(8).map { String(format: "%02x", $0) }.joined()
        latest.withLock { $0 = Edition(word: word, readAt: .now) }
        return word
    }

    /// The names along a path; nil for one that leads elsewhere, or to what is hidden.
    private static func parts(_ path: String) -> [String]? {
        var parts: [String] = []
        for raw in path.split(separator: "/") {
            guard let part = raw.removingPercentEncoding, !part.hasPrefix("."),
                !part.contains(where: { $0 == "/" || $0 == "\\" }),
                part.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
            else { return nil }
            parts.append(part)
        }
        return parts
    }

    /// The first page, which names the files of the present edition.
    private func page(_ parts: [String]) throws -> File? {
        guard parts.last?.contains(".") != true, let page = try file(["index.html"]) else { return nil }
        let edition = try edition()
        let text = String(buffer: page.bytes).replacing(/(href|src)="\/([^"\/][^"]*\.[a-z0-9]+)"/) {
            "\($0.1)=\"/\(edition)/\($0.2)\""
        }
        return File(
            changedAt: page.changedAt, size: page.size, tag: Self.tag(of: Data(text.utf8)), type: page.type,
            bytes: ByteBuffer(string: text))
    }

    private func file(_ parts: [String]) throws -> File? {
        let place = parts.reduce(root) { $0.appending(path: $1) }.resolvingSymlinksInPath()
        guard place.path.hasPrefix(root.path + "/") else { return nil }
        let manager = FileManager.default
        guard manager.fileExists(atPath: place.path) else { return nil }
        let attributes = try manager.attributesOfItem(atPath: place.path)
        guard attributes[.type] as? FileAttributeType == .typeRegular,
            let changedAt = attributes[.modificationDate] as? Date, let size = attributes[.size] as? Int
        else { return nil }
        if let file = known.withLock({ $0[place.path] }), file.changedAt == changedAt, file.size == size { return file }
        let bytes = try Data(contentsOf: place)
        let file = File(
            changedAt: changedAt, size: size, tag: Self.tag(of: bytes), type: MediaType.of(place.pathExtension),
            bytes: ByteBuffer(bytes: bytes))
        known.withLock { $0[place.path] = file }
        return file
    }

    private static func tag(of bytes: Data) -> String {
        "\"" + SHA256.hash(data: bytes).prefix(16).map { String(format: "%02x", $0) }.joined() + "\""
    }

    private func response(_ file: File, knownTo request: Request) -> Response {
        var headers = Self.headers
        headers[.eTag] = file.tag
        // The gateway compresses, and then calls the tag weak.
        let has = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        if has?.contains(where: { $0 == "*" || $0 == file.tag || $0 == "W/" + file.tag }) == true {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = file.type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }

    /// Own scripts and styles only, none within a page; in no frame of anybody's.
    private static let headers: HTTPFields = {
        var headers: HTTPFields = [
            .contentSecurityPolicy: """
            default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
            form-action 'self'; frame-ancestors 'none'
            """,
            .cacheControl: "no-cache", .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [
            ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return headers
    }()
}

/// What a file is, by the end of its name; browsers are told not to guess.
enum MediaType {
    private static let known = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "json": "application/json",
        "map": "application/json", "webmanifest": "application/manifest+json", "svg": "image/svg+xml",
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "ico": "image/x-icon",
        "woff2": "font/woff2", "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
    ]

    static func of(_ ending: String) -> String { known[ending.lowercased()] ?? "application/octet-stream" }
}
