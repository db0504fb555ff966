import ArgumentParser
import Foundation
import Messaging

/// Which services are asked for parked messages.
struct ParkedServices: ParsableArguments {
    @OptionGroup var folder: SuiteFolder

    @Option(help: "One service: desk, incident, problem, change or event; all five if left out.")
    var service: String?

    /// Signs in as administrator. Throws when there is no such service.
    func messages() async throws -> ParkedMessages {
        let known = Topology.services.map(\.name)
        if let service, !known.contains(service) {
            throw OperatorError("There is no service \(service); choose one of \(known.joined(separator: ", ")).")
        }
        let access = try folder.access()
        let client = try await GatewayClient(signingInAs: access.administrator, at: access.gateway)
        return ParkedMessages(client: client, services: service.map { [$0] } ?? known)
    }
}

/// A message that a service could not apply.
struct ParkedEntry: Sendable {
    let service: String
    let details: Details

    /// As its service tells it.
    struct Details: Decodable, Sendable {
        let id: String
        let subject: String
        let sender: String
        let reason: String
        let attempts: Int
        let body: String
        let parkedAt: String
        let state: String
        let decidedBy: String?
    }

    var subject: String { details.subject }

    /// Everything about it, for one who has to decide.
    var text: String {
        """
        service   \(service)
        id        \(details.id.lowercased())
        subject   \(details.subject)
        sender    \(details.sender.isEmpty ? "-" : details.sender)
        state     \(details.state)\(details.decidedBy.map { " by \($0)" } ?? "")
        parked    \(details.parkedAt) after \(details.attempts) attempts
        reason    \(details.reason)

        \(details.body)
        """
    }
}

/// The parked messages of some services.
struct ParkedMessages: Sendable {
    let client: GatewayClient
    let services: [String]

    func list(openOnly: Bool) async throws -> [ParkedEntry] {
        var found: [ParkedEntry] = []
        for service in services {
            let query = openOnly ? ["state": "open"] : [:]
            let page: GatewayClient.Page<ParkedEntry.Details> = try await client.get(path(service), query)
            found += page.items.map { ParkedEntry(service: service, details: $0) }
        }
        return found
    }

    /// Asks one service after the other. Throws when none of them has it.
    func find(_ id: String) async throws -> ParkedEntry {
        guard UUID(uuidString: id) != nil else { throw OperatorError("\(id) is no id: dienst parked list shows them.") }
        for service in services {
            do {
                return ParkedEntry(service: service, details: try await client.get("\(path(service))/\(id)"))
            } catch let refusal as Refusal where refusal.status == 404 {
                continue
            }
        }
        throw OperatorError("No parked message \(id) at \(services.joined(separator: ", ")).")
    }

    /// `replay` or `discard`. Throws `Refusal` when the message cannot be applied, or was decided before.
    func decide(_ id: String, _ verb: String) async throws -> ParkedEntry {
        let parked = try await find(id)
        let decided: ParkedEntry.Details = try await client.post(
            "\(path(parked.service))/\(id)/\(verb)", [String: String]())
        return ParkedEntry(service: parked.service, details: decided)
    }

    private func path(_ service: String) -> String { "/api/v1/\(service)/parked-messages" }
}

/// Parked messages in columns.
struct ParkedTable {
    let text: String

    init(_ messages: [ParkedEntry]) {
        guard !messages.isEmpty else {
            text = "No message is parked."
            return
        }
        let head = ["service", "id", "parked", "state", "subject", "reason"]
        let rows = [head] + messages.map(Self.cells)
        let widths = head.indices.dropLast().map { column in rows.map { $0[column].count }.max() ?? 0 }
        text = rows.map { Self.line($0, widths) }.joined(separator: "\n")
    }

    private static func cells(_ message: ParkedEntry) -> [String] {
        let details = message.details
        let reason = details.reason.split(whereSeparator: \.isNewline).joined(separator: " ")
        return [
            message.service, details.id.lowercased(), String(details.parkedAt.prefix(19)), details.state,
            details.subject, String(reason.prefix(120)),
        ]
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
        return (padded + [cells[cells.count - 1]]).joined(separator: "  ")
    }
}
