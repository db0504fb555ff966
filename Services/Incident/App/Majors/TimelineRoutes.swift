import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import IncidentDomain
import Messaging
import NIOCore
import Postgres
import Records

/// The timeline of a major incident, to read and to take away.
struct TimelineRoutes: Sendable {
    private static let one = "/api/v1/major-incidents/{number}"

    let database: Database
    private let store = MajorIncidentStore()

    init(database: Database) { self.database = database }

    func add(to api: inout API) {
        api.get(
            "\(Self.one)/timeline", "What happened, from all services, oldest first", for: .may(.incidentsWork),
            answers: TimelineAnswer.self
        ) { call in
            .ok(
                try await database.transaction { tx in
                    TimelineAnswer(items: try ReadTimeline().lines(of: store.seen(call, in: tx).record, in: tx))
                })
        }
        api.raw(
            .get, "\(Self.one)/timeline/file", "The timeline as a file", for: .may(.incidentsWork),
            query: [QueryParameter("format", .oneOf(TimelineFile.Format.self), "json, markdown or csv")],
            answers: "*/*", timelineFile)
    }

    private func timelineFile(_ call: Call) async throws -> Response {
        let format = TimelineFile.Format(rawValue: call.query.text("format") ?? "markdown") ?? .markdown
        let (major, lines) = try await database.transaction { tx in
            let major = try store.seen(call, in: tx).record
            return (major, try ReadTimeline().lines(of: major, in: tx))
        }
        let (type, name, text): (String, String, String) =
            switch format {
            case .markdown: ("text/markdown; charset=utf-8", "md", TimelineFile.markdown(lines, of: major))
            case .csv: ("text/csv; charset=utf-8; header=present", "csv", TimelineFile.csv(lines))
            case .json:
                (
                    "application/json", "json",
                    String(decoding: try WireJSON.encoder.encode(TimelineAnswer(items: lines)), as: UTF8.self)
                )
            }
        let headers: HTTPFields = [
            .contentType: type, .contentDisposition: #"attachment; filename="\#(major.number).\#(name)""#,
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
