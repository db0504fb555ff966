import Chassis
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Records
import TestSupport
import Testing

/// Every route of a service × every caller × every row, against a table that is written down beside the tests.
package struct AccessMatrix: Sendable {
    let api: API
    /// By method and path: `GET /api/v1/incidents/{number}`.
    let rules: [String: MatrixRule]
    /// The records to ask about, by kind.
    let records: [String: [MatrixRow: UUID]]

    package init(_ api: API, rules: [String: MatrixRule], records: [String: [MatrixRow: UUID]] = [:]) {
        self.api = api
        self.rules = rules
        self.records = records
    }

    /// Asks everything; each answer that is not as the table says is an issue.
    package func check() async throws {
        let unknown = api.endpoints.filter { rule(of: $0) == nil }
        #expect(unknown.map(Self.name).sorted() == [], "routes without an entry in the matrix")
        let routes = Set(api.endpoints.map(Self.name))
        #expect(Set(rules.keys).subtracting(routes).sorted() == [], "entries of the matrix without a route")
        let router = try api.router(authenticator: MatrixDoorman())
        try await Application(router: router, logger: .silent).test(.router) { client in
            for endpoint in api.endpoints {
                guard let rule = rule(of: endpoint) else { continue }
                try await check(endpoint, rule, client)
            }
        }
    }

    /// Counters are for whom their list is for; commands for many records are at least not for who may give none.
    private func rule(of endpoint: Endpoint) -> MatrixRule? {
        if let rule = rules[Self.name(endpoint)] { return rule }
        if endpoint.path.hasSuffix("/count"), let list = rules["GET \(endpoint.path.dropLast(6))"] {
            return MatrixRule(admission: list.admission)
        }
        if endpoint.path.hasSuffix("/bulk"), endpoint.method == .post { return .staff }
        return nil
    }

    private static func name(_ endpoint: Endpoint) -> String { "\(endpoint.method.rawValue) \(endpoint.path)" }

    private func check(_ endpoint: Endpoint, _ rule: MatrixRule, _ client: any TestClientProtocol) async throws {
        switch rule.admission {
        case .open: return #expect(endpoint.access == .anyone, "\(Self.name(endpoint))")
        case .session: return #expect(endpoint.access == .session, "\(Self.name(endpoint))")
        case .signedIn, .may, .staff: break
        }
        let nobody = try await ask(endpoint, rule, as: nil, client)
        #expect(nobody.status == .unauthorized, "\(Self.name(endpoint)) without a token: \(nobody.status)")
        for caller in MatrixCaller.allCases {
            try await check(endpoint, rule, caller, client)
        }
    }

    private func check(
        _ endpoint: Endpoint, _ rule: MatrixRule, _ caller: MatrixCaller, _ client: any TestClientProtocol
    ) async throws {
        let what = "\(Self.name(endpoint)) as \(caller)"
        if case .may(let action) = rule.admission, caller.grants[action] == nil {
            let answer = try await ask(endpoint, rule, as: caller, client)
            return #expect(answer.status == .forbidden, "\(what): \(answer.status)")
        }
        if rule.admission == .staff {
            guard !caller.principal.isStaff else { return }
            let answer = try await ask(endpoint, rule, as: caller, client)
            return #expect(answer.status == .forbidden, "\(what): \(answer.status)")
        }
        guard let rows = rule.rows else {
            let answer = try await ask(endpoint, rule, as: caller, client)
            return #expect(![401, 403].contains(answer.status.code), "\(what): \(answer.status) \(answer.text)")
        }
        let known = records[rows.kind] ?? [:]
        #expect(!known.isEmpty, "\(what): there are no records of the kind \(rows.kind)")
        guard !endpoint.placeholders.isEmpty else {
            let answer = try await ask(endpoint, rule, as: caller, client)
            return expectList(answer, of: known, rows, caller, what)
        }
        for (row, id) in known {
            let answer = try await ask(endpoint, rule, as: caller, about: id, client)
            expect(answer, rule, rows, caller, row, "\(what), \(row)")
        }
    }

    private func expect(
        _ answer: TestResponse, _ rule: MatrixRule, _ rows: MatrixRule.Rows, _ caller: MatrixCaller, _ row: MatrixRow,
        _ what: String
    ) {
        let status = answer.status.code
        if !rows.isSeen(caller, row) {
            #expect(status == 404, "\(what): \(status) \(answer.text)")
        } else if let action = rule.action, !MatrixRule.covers(caller, row, action) {
            #expect(status == 403, "\(what): \(status) \(answer.text)")
        } else {
            #expect(![401, 403, 404].contains(status), "\(what): \(status) \(answer.text)")
        }
    }

    private func expectList(
        _ answer: TestResponse, of known: [MatrixRow: UUID], _ rows: MatrixRule.Rows, _ caller: MatrixCaller,
        _ what: String
    ) {
        let text = answer.text.lowercased()
        #expect(answer.status == .ok, "\(what): \(answer.status) \(answer.text)")
        for (row, id) in known {
            let isShown = text.contains(#""id":"\#(id.uuidString.lowercased())""#)
            #expect(isShown == rows.isSeen(caller, row), "\(what), \(row)")
        }
    }

    /// The version sent is never the current one, so that no command changes what the next caller is asked about.
    private func ask(
        _ endpoint: Endpoint, _ rule: MatrixRule, as caller: MatrixCaller?, about record: UUID? = nil,
        _ client: any TestClientProtocol
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.ifMatch: "\"999\""]
        if let caller { headers[.authorization] = "Bearer \(caller.rawValue)" }
        var body: ByteBuffer?
        if let accepts = endpoint.accepts {
            headers[.contentType] = accepts.mediaType
            let example = ExampleBody(definitions: api.schemas.definitions)
            body = ByteBuffer(string: try rule.body ?? example.text(accepts))
        }
        return try await client.executeRequest(
            uri: address(endpoint, rule, record), method: endpoint.method, headers: headers, body: body)
    }

    private func address(_ endpoint: Endpoint, _ rule: MatrixRule, _ record: UUID?) -> String {
        var path = endpoint.path
        let place = endpoint.placeholders.first { rule.names[$0] == nil }
        for name in endpoint.placeholders {
            let value = rule.names[name] ?? (name == place ? record : nil)?.uuidString ?? UUID().uuidString
            path = path.replacing("{\(name)}", with: value)
        }
        let needed = endpoint.query.filter(\.isRequired).map { "\($0.name)=\(Self.example($0.kind))" }
        return needed.isEmpty ? path : "\(path)?\(needed.joined(separator: "&"))"
    }

    private static func example(_ kind: ValueKind) -> String {
        switch kind {
        case .text: "text"
        case .integer, .number: "1"
        case .boolean: "true"
        case .uuid: UUID().uuidString
        case .date: "2026-11-21T10:00:00Z"
        case .words(let words): words.first ?? ""
        }
    }
}

extension TestResponse {
    fileprivate var text: String { String(buffer: body) }
}
