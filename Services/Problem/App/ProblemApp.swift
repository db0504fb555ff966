import Chassis
import Messaging
import Postgres
import ProblemDomain

/// The problem service: finds and removes the causes of incidents.
@main
struct ProblemApp: ServiceApp {
    static let name = "problem"
    static let title = "Problem"
    static let standardPort = 8083
    static let migrations = ProblemTables.migrations

    static func settings(_ reader: inout SettingsReader) -> ProblemSettings { ProblemSettings(&reader) }

    static func assemble(_ kit: Kit<ProblemSettings>) -> Assembly {
        var assembly = Assembly(api: api(kit.database), verification: verification)
        assembly.incoming = incoming(rule: kit.settings.recurrence)
        Reannouncing(ProblemStore()).add(to: &assembly.timers)
        Reannouncing(KnownErrorStore()).add(to: &assembly.timers)
        return assembly
    }

    static let verification = Verification(CandidateStore(), ProblemStore(), KnownErrorStore(), ImprovementStore())

    /// The service's route table.
    static func api(_ database: Database) -> API {
        var api = API(service: name, title: title, version: "1")
        ProblemRoutes(database: database).add(to: &api)
        CandidateRoutes(database: database).add(to: &api)
        KnownErrorRoutes(database: database).add(to: &api)
        ImprovementRoutes(database: database).add(to: &api)
        return api
    }
}
