import Contracts
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Chassis
@testable import DeskApp

/// An incident of Rita's as the desk knows it: its address, Rita, and an agent's token.
func anIncident(
    _ desk: TestDesk, _ state: IncidentState = .inProgress, of requester: (id: String, token: String)? = nil,
    below parent: UUID? = nil
) async throws -> (record: String, rita: (id: String, token: String), agent: String) {
    let rita: (id: String, token: String)
    if let requester {
        rita = requester
    } else {
        rita = try await desk.requester("Rita", as: desk.administratorToken())
    }
    let id = UUID()
    try await desk.receive(
        IncidentAnnounced(
            record: id, facts: ["opened"], number: "INC0000042", state: state, summary: "It is slow", priority: 3,
            impact: 2, urgency: 2, services: [], causeItem: nil, situation: nil, problem: nil, team: nil,
            assignee: nil, requester: UUID(uuidString: rita.id), openedAt: Date(), resolvedAt: nil, closedAt: nil,
            reopenCount: 0, parent: parent), sequence: 1)
    return ("/api/v1/records/incident/\(id.uuidString.lowercased())", rita, try await desk.agentToken())
}

extension TestDesk {
    /// Uploads bytes as a file.
    func upload(_ bytes: [UInt8], as name: String, to record: String, by token: String) async throws -> Reply {
        let coded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
        let response = try await client.execute(
            uri: "\(record)/attachments?name=\(coded)", method: .post,
            headers: [.authorization: "Bearer \(token)", .contentType: "application/octet-stream"],
            body: ByteBuffer(bytes: bytes))
        let json = try JSONDecoder().decode(JSONValue.self, from: Data(response.body.readableBytesView))
        return Reply(status: response.status.code, headers: response.headers, json: json)
    }

    /// The bytes an address answers with.
    func bytes(
        _ path: String, as token: String, headers more: HTTPFields = [:]
    ) async throws -> (status: Int, headers: HTTPFields, bytes: [UInt8]) {
        var headers = more
        headers[.authorization] = "Bearer \(token)"
        let response = try await client.execute(uri: path, method: .get, headers: headers)
        return (response.status.code, response.headers, Array(response.body.readableBytesView))
    }
}
