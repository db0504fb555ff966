import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// People by the file: taken from one, and written to one.
struct PeopleFileRoutes: Sendable {
    let database: Database

    private static let largest = 8 << 20

    func add(to api: inout API) {
        api.raw(
            .post, "/api/v1/people/import", "Take people from a CSV file", for: .may(.peopleManage),
            query: [
                QueryParameter("dryRun", .boolean, "Only say what would happen"),
                QueryParameter("partial", .boolean, "Take what is good even if some lines are refused"),
            ],
            accepts: "text/csv", answers: "application/json", limit: Self.largest, takeFile)
        api.raw(
            .get, "/api/v1/people/export", "Write everybody to a CSV file", for: .may(.peopleManage),
            answers: "text/csv",
            writeFile)
    }

    private func takeFile(_ call: Call) async throws -> Response {
        let body = try await call.body()
        let file = try PeopleFile(Data(body.readableBytesView))
        let people = UpsertPerson(by: try call.provenance("import"), granting: Granting(by: try call.principal))
        let (isDry, isPartial) = (call.query.boolean("dryRun") ?? false, call.query.boolean("partial") ?? false)
        let report: PeopleImported
        do {
            report = try await database.transaction { tx in
                let outcomes = try ImportPeople(file: file, people: people).outcomes(in: tx)
                let isRefused = outcomes.contains { $0.outcome == .refused }
                guard !isDry, isPartial || !isRefused else { throw ImportPeople.NotKept(outcomes: outcomes) }
                return PeopleImported(outcomes, applied: true)
            }
        } catch let error as ImportPeople.NotKept {
            report = PeopleImported(error.outcomes, applied: false)
        }
        return try Answer.ok(report).response()
    }

    private func writeFile(_ call: Call) async throws -> Response {
        let lines = try await database.transaction { try PeopleExport.lines(in: $0) }
        let headers: HTTPFields = [
            .contentType: "text/csv; charset=utf-8; header=present",
            .contentDisposition: #"attachment; filename="people.csv""#,
        ]
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: lines.joined())))
    }
}

/// What became of a file.
struct PeopleImported: Codable, Sendable {
    /// Whether anything was written: not for a trial, and not when a line was refused, unless a part was asked for.
    let applied: Bool
    let created: Int
    let revised: Int
    let unchanged: Int
    let refused: Int
    let lines: [ImportPeople.Outcome]

    init(_ outcomes: [ImportPeople.Outcome], applied: Bool) {
        let counts = Dictionary(grouping: outcomes, by: \.outcome).mapValues(\.count)
        self.applied = applied
        created = counts[.created] ?? 0
        revised = counts[.revised] ?? 0
        unchanged = counts[.unchanged] ?? 0
        refused = counts[.refused] ?? 0
        lines = outcomes
    }
}

/// Everybody as the lines of a file that can be taken again.
enum PeopleExport {
    static func lines(in tx: Transaction) throws -> [String] {
        let heading = CSV.line(PeopleFile.Column.allCases.map(\.rawValue))
        return [heading]
            + (try tx.query(
                """
                SELECT person.record, person.version, organisation.name AS organisation, site.name AS site,
                    manager.record->'details'->>'signInName' AS manager,
                    coalesce((SELECT string_agg(team.name, ';' ORDER BY team.name) FROM team
                        WHERE team.id = ANY(person.teams)), '') AS team_names
                FROM person
                LEFT JOIN organisation ON organisation.id::text = lower(person.record->'details'->>'organisation')
                LEFT JOIN site ON site.id::text = lower(person.record->'details'->>'site')
                LEFT JOIN person AS manager ON manager.id::text = lower(person.record->'details'->>'manager')
                ORDER BY person.name, person.id
                """, line))
    }

    private static func line(_ row: Row) throws -> String {
        let person = try PersonStore.kept(row).record
        let cells: [PeopleFile.Column: String] = [
            .signInName: person.details.signInName, .name: person.details.name, .mail: person.details.mail ?? "",
            .organisation: try row.value("organisation") ?? "", .site: try row.value("site") ?? "",
            .teams: try row.value("team_names"), .roles: person.roles.map(\.rawValue).joined(separator: ";"),
            .manager: try row.value("manager") ?? "", .language: person.details.language?.rawValue ?? "",
            .zone: person.details.zone ?? "", .active: person.state == .active ? "true" : "false",
        ]
        return CSV.line(PeopleFile.Column.allCases.map { cells[$0] ?? "" })
    }
}
