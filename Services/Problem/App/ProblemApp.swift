import Chassis
import Messaging
import Postgres
import ProblemDomain

/// Problem management: candidates, problems, known errors.
@main
struct ProblemApp: ServiceApp {
    static let name = "problem"
    static let title = "Problem management"
    static let standardPort = 8083
    static let migrations = ProblemTables.migrations

    static func settings(_ reader: inout SettingsReader) -> ProblemSettings { ProblemSettings(&reader) }

    static func assemble(_ kit: Kit<ProblemSettings>) -> Assembly {
        var api = API(service: name, title: title, version: "1.0.0")
        ProblemRoutes(database: kit.database).add(to: &api)
        CandidateRoutes(database: kit.database).add(to: &api)
        KnownErrorRoutes(database: kit.database).add(to: &api)

        let stores = Verification(CandidateStore(), ProblemStore(), KnownErrorStore())
        var assembly = Assembly(api: api, verification: stores)
        assembly.incoming = .problem(rule: kit.settings.recurrence)
        return assembly
    }
}
