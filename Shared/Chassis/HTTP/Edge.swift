import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// The outermost layer: correlation, errors as problem details, security headers, measurement and one log line.
struct Edge: RouterMiddleware {
    let endpoints: [Endpoint]
    let otherwise: (@Sendable (Request) async throws -> Response?)?
    let metrics = RequestMetrics()

    func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.correlation = CallHeaders.correlation(request.headers)
        context.logger[metadataKey: "correlation"] = "\(context.correlation)"
        metrics.began()
        var response = try await answer(request, context, next)
        finish(&response, context)
        let route = context.endpointPath.flatMap { $0 == "NotFound" ? nil : $0 } ?? "unmatched"
        metrics.ended(request.method, route, response.status, ContinuousClock.now - start)
        let level: Logger.Level = response.status.code >= 500 ? .info : .debug
        context.logger.log(
            level: level, "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(route)", "status": "\(response.status.code)",
                "duration": "\(ContinuousClock.now - start)",
            ])
        return response
    }

    private func answer(
        _ request: Request, _ context: EdgeContext, _ next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await served(request, context, next)
        } catch {
            var reply = ErrorReply(error, correlation: context.correlation)
            if (error as? HTTPError)?.status == .notFound { reply = notServed(request) ?? reply }
            if reply.status.code >= 500 {
                let level: Logger.Level = reply.status == .internalServerError ? .error : .warning
                context.logger.log(level: level, "request failed", metadata: ["error": "\(String(reflecting: error))"])
            } else if let refused = error as? TokenRefused {
                context.logger.info("token refused", metadata: ["reason": "\(refused.reason)"])
            }
            return try reply.response(correlation: context.correlation)
        }
    }

    private func served(
        _ request: Request, _ context: EdgeContext, _ next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && context.endpointPath == "NotFound" {
            guard let response = try await otherwise?(request) else { throw error }
            return response
        }
    }

    /// 405 for an address that is served, but not with this method.
    private func notServed(_ request: Request) -> ErrorReply? {
        let methods = endpoints.filter { $0.matches(request.uri.path) }.map(\.method.rawValue).sorted()
        guard !methods.isEmpty else { return nil }
        let list = methods.joined(separator: ", ")
        return ErrorReply(.methodNotAllowed, "method_not_allowed", "This address takes \(list).").adding(.allow, list)
    }

    private func finish(_ response: inout Response, _ context: EdgeContext) {
        response.headers[.correlation] = context.correlation
        for (name, value) in Self.securityHeaders where response.headers[name] == nil { response.headers[name] = value }
    }

    private static let securityHeaders: [(HTTPField.Name, String)] = [
        (.xContentTypeOptions, "nosniff"),
        (.cacheControl, "no-store"),
        (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
        (.referrerPolicy, "no-referrer"),
    ]
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .accept
}

extension Endpoint {
    fileprivate func matches(_ address: String) -> Bool {
        let (own, given) = (path.split(separator: "/"), address.split(separator: "/"))
        return own.count == given.count && zip(own, given).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
