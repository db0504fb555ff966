import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Speaks to a running suite as one of its users, through the gateway like everybody else.
struct GatewayClient: Sendable {
    /// A page of any list.
    struct Page<Item: Decodable>: Decodable {
        let items: [Item]
        let next: String?
    }

    private struct SignedIn: Decodable {
        let accessToken: String
    }

    private struct Nothing: Encodable {}

    private let gateway: String
    private let token: String?

    /// Throws `Refusal` when name and password do not fit, `OperatorError` when nothing answers.
    init(signingInAs account: Access.Account, at gateway: String) async throws {
        let anyone = GatewayClient(gateway: gateway, token: nil)
        let answer: SignedIn = try await anyone.post("/api/v1/sign-in", account)
        self.init(gateway: gateway, token: answer.accessToken)
    }

    private init(gateway: String, token: String?) {
        self.gateway = gateway
        self.token = token
    }

    /// One thing. Throws `Refusal` when there is none, or it may not be seen.
    func get<Answer: Decodable>(_ path: String, _ query: [String: String] = [:]) async throws -> Answer {
        try decoded(try await send("GET", path, query, nil))
    }

    /// A whole list, page after page.
    func list<Item: Decodable>(_ path: String, _ query: [String: String] = [:]) async throws -> [Item] {
        var items: [Item] = []
        var query = query.merging(["limit": "200"]) { given, _ in given }
        while true {
            let page: Page<Item> = try await get(path, query)
            items += page.items
            guard let next = page.next else { return items }
            query["cursor"] = next
        }
    }

    /// The first of a list, as it sorts by itself; nil when the list is empty.
    func first<Item: Decodable>(of path: String, _ query: [String: String] = [:]) async throws -> Item? {
        let page: Page<Item> = try await get(path, query.merging(["limit": "1"]) { given, _ in given })
        return page.items.first
    }

    /// A command whose answer matters.
    func post<Answer: Decodable>(_ path: String, _ body: some Encodable) async throws -> Answer {
        try decoded(try await send("POST", path, [:], Body(type: "application/json", data: encoded(body))))
    }

    /// A command whose answer does not matter.
    func post(_ path: String, _ body: some Encodable) async throws {
        _ = try await send("POST", path, [:], Body(type: "application/json", data: encoded(body)))
    }

    /// Writes what stands at this version; whatever stands there without one.
    func put<Answer: Decodable>(_ path: String, _ body: some Encodable, version: Int? = nil) async throws -> Answer {
        let body = Body(type: "application/json", data: try encoded(body))
        return try decoded(try await send("PUT", path, [:], body, version: version))
    }

    /// A command that takes nothing.
    func post(_ path: String) async throws {
        try await post(path, Nothing())
    }

    /// A command that takes YAML.
    func post<Answer: Decodable>(_ path: String, yaml: String, _ query: [String: String] = [:]) async throws -> Answer {
        try decoded(try await send("POST", path, query, Body(type: "application/yaml", data: Data(yaml.utf8))))
    }

    private struct Body {
        let type: String
        let data: Data
    }

    private func send(
        _ method: String, _ path: String, _ query: [String: String], _ body: Body?, version: Int? = nil
    ) async throws -> Data {
        var address = URLComponents(string: gateway)
        address?.path = path
        if !query.isEmpty {
            address?.queryItems = query.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
        }
        guard let url = address?.url else { throw OperatorError("\(gateway)\(path) is no address.") }
        var request = URLRequest(url: url, timeoutInterval: 30)
        request.httpMethod = method
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if let version { request.setValue("\"\(version)\"", forHTTPHeaderField: "If-Match") }
        if let body {
            request.setValue(body.type, forHTTPHeaderField: "Content-Type")
            request.httpBody = body.data
        }
        let answer = try await answer(to: request)
        guard (200..<300).contains(answer.status) else { throw Refusal(method, path, answer.status, answer.body) }
        return answer.body
    }

    private func answer(to request: URLRequest) async throws -> (status: Int, body: Data) {
        do {
            return try await HTTP.send(request)
        } catch let error as URLError {
            throw OperatorError("The suite does not answer at \(gateway) (\(error.code.rawValue)); is it running?")
        }
    }

    private func encoded(_ body: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(body)
    }

    private func decoded<Answer: Decodable>(_ data: Data) throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: data)
    }
}
