import Contracts
import Foundation
import HTTPTypes
import Hummingbird

extension API {
    /// The router that serves the table, its OpenAPI document, health and metrics.
    ///
    /// `otherwise` may answer what no endpoint does. Throws when a body or an answer cannot be described, or when two lines of the table would serve the same request.
    package func router(
        authenticator: any Authenticator, ready: [ReadyCheck] = [], metrics: PrometheusFactory? = nil,
        otherwise: (@Sendable (Request) async throws -> Response?)? = nil
    ) throws -> Router<EdgeContext> {
        try check()
        let router = Router(context: EdgeContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Edge(endpoints: endpoints, otherwise: otherwise))
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await endpoint.serve(request, context, authenticator)
            }
        }
        try addDocument(to: router)
        addHealth(to: router, ready)
        router.get("/metrics") { _, _ in
            Self.reply(.ok, "text/plain; version=0.0.4; charset=utf-8", Data((metrics?.render() ?? "").utf8))
        }
        try router.validate()
        return router
    }

    private func check() throws {
        if let mistake = mistakes.first { throw mistake }
        var seen: Set<String> = []
        for endpoint in endpoints where !seen.insert("\(endpoint.method.rawValue) \(endpoint.path)").inserted {
            throw SchemaMistake("\(endpoint.method.rawValue) \(endpoint.path) stands twice in the table.")
        }
    }

    private func addDocument(to router: Router<EdgeContext>) throws {
        let document = try WireJSON.encoder.encode(openAPI)
        for path in ["/api/v1/\(service)/openapi.json", "/openapi.json"] {
            router.get(RouterPath(path)) { _, _ in Self.reply(.ok, "application/json", document) }
        }
    }

    private func addHealth(to router: Router<EdgeContext>, _ ready: [ReadyCheck]) {
        router.get("/health/live") { _, _ in try Self.reply(Health(status: "live", checks: [:]), .ok) }
        router.get("/health/ready") { _, _ in
            var checks: [String: Bool] = [:]
            for check in ready { checks[check.name] = await check.isReady() }
            let isReady = checks.values.allSatisfy(\.self)
            return try Self.reply(
                Health(status: isReady ? "ready" : "not ready", checks: checks), isReady ? .ok : .serviceUnavailable)
        }
    }

    private static func reply(_ health: Health, _ status: HTTPResponse.Status) throws -> Response {
        reply(status, "application/json", try WireJSON.encoder.encode(health))
    }

    private static func reply(_ status: HTTPResponse.Status, _ type: String, _ body: Data) -> Response {
        Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
