import Chassis
import Foundation
import FoundationNetworking

/// A plain client, as any program outside would be one.
enum HTTP {
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 10
        return URLSession(configuration: configuration)
    }()

    static func ask(
        _ method: String, _ address: String, _ body: JSONValue? = nil, token: String?
    ) async throws -> (
        status: Int, json: JSONValue
    ) {
        guard let url = URL(string: address) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = try body.map { try JSONEncoder().encode($0) }
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        let (data, answer) = try await session.data(for: request)
        let json = try? JSONDecoder().decode(JSONValue.self, from: data)
        return ((answer as? HTTPURLResponse)?.statusCode ?? 0, json ?? .null)
    }
}
