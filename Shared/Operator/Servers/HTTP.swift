import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Plain requests to servers on this machine, never through a proxy.
enum HTTP {
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.connectionProxyDictionary = [:]
        configuration.httpShouldSetCookies = false
        return URLSession(configuration: configuration)
    }()

    static func send(_ request: URLRequest) async throws -> (status: Int, body: Data) {
        let (data, response) = try await session.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, data)
    }

    /// The status a service on loopback answers, nil when nothing answers.
    static func status(port: Int, path: String) async -> Int? {
        guard Ports.answers(port), let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { return nil }
        return try? await send(URLRequest(url: url, timeoutInterval: 3)).status
    }
}
