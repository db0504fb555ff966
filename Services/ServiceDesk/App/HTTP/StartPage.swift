import Foundation
import HTTPTypes
import Hummingbird

/// What a browser finds at the suite's address without the web application: where the API is described.
enum StartPage {
    @Sendable static func answer(_ request: Request) -> Response? {
        guard request.uri.path == "/", request.method == .get || request.method == .head else { return nil }
        let response = Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy,
                .cacheControl: "public, max-age=300",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// No script, no style from elsewhere, no frame around it.
    private static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private static let documents = [
        ("desk", "Service desk: people, teams, services, contacts, sign-in"),
        ("incident", "Incidents: restoring services in the order that matters"),
        ("problem", "Problems: causes, known errors and workarounds"),
        ("change", "Changes: configuration items, changes, maintenance windows"),
        ("event", "Event management: alerts, situations, service health"),
    ]

    private static let page = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Dienst</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
        li { margin: 0.5rem 0; }
        </style>
        </head>
        <body>
        <main>
        <h1>Dienst</h1>
        <p>IT service management in five services. Sign in with <code>POST /api/v1/sign-in</code>;
        each service describes its interface as OpenAPI 3.1:</p>
        <ul>
        \(documents.map { "<li><a href=\"/api/v1/\($0.0)/openapi.json\">\($0.1)</a></li>" }.joined(separator: "\n"))
        </ul>
        </main>
        </body>
        </html>

        """
}
