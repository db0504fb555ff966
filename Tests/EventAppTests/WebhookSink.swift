import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization

/// A server of somebody else's that runbooks call, on a real port: it keeps what it is asked, and answers by the path.
final class WebhookSink: Sendable {
    struct Heard: Sendable {
        let method: String
        let path: String
        let headers: HTTPFields
        let body: String
    }

    private let all = Mutex<[Heard]>([])
    private let portOfServer = Mutex(0)

    var heard: [Heard] { all.withLock { $0 } }
    var port: Int { portOfServer.withLock { $0 } }
    var address: String { "http://127.0.0.1:\(port)" }

    /// `/fail…` answers 500, `/slow…` after three seconds, everything else 200.
    static func run(_ test: @escaping @Sendable (WebhookSink) async throws -> Void) async throws {
        let sink = WebhookSink()
        let router = Router()
        for method in [HTTPRequest.Method.get, .post, .put, .delete] {
            router.on("**", method: method) { request, _ in try await sink.answer(request) }
        }
        let app = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)))
        try await app.test(.live) { client in
            sink.portOfServer.withLock { $0 = client.port ?? 0 }
            try await test(sink)
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 16)
        let heard = Heard(
            method: request.method.rawValue, path: request.uri.string, headers: request.headers,
            body: String(buffer: body))
        all.withLock { $0.append(heard) }
        if heard.path.hasPrefix("/slow") { try await Task.sleep(for: .seconds(3)) }
        let status: HTTPResponse.Status = heard.path.hasPrefix("/fail") ? .internalServerError : .ok
        return Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: "heard \(heard.path)")))
    }
}
