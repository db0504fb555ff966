import Chassis
import EventDomain
import Postgres

/// Event management's route table.
func eventAPI(
    _ database: Database, _ moves: MoveAlerts, _ accept: AcceptDelivery, _ works: RunbookWorks
) -> API {
    let shelf = moves.model
    var api = API(service: EventApp.name, title: EventApp.title, version: "1")
    IntakeRoutes(accept: accept).add(to: &api)
    AlertmanagerRoutes(database: database, moves: moves, keys: accept.keys).add(to: &api)
    OpsgenieRoutes(database: database, keys: accept.keys).add(to: &api)
    ServiceNowRoutes(database: database, keys: accept.keys).add(to: &api)
    AlertRoutes(database: database, shelf: shelf).add(to: &api)
    AlertCommandRoutes(database: database, moves: moves).add(to: &api)
    SuppressionRoutes(database: database).add(to: &api)
    SilenceRoutes(database: database, moves: moves).add(to: &api)
    InhibitionRoutes(database: database, moves: moves).add(to: &api)
    StormRoutes(database: database).add(to: &api)
    RelationRoutes(database: database).add(to: &api)
    RuleRoutes(database: database).add(to: &api)
    RunbookRoutes(database: database, keep: works.keep, orders: works.orders).add(to: &api)
    AdjustmentRoutes(database: database, keep: works.keep, orders: works.orders).add(to: &api)
    SituationRoutes(database: database, shelf: shelf).add(to: &api)
    SituationAlerts(database: database, shelf: shelf).add(to: &api)
    SituationSteering(database: database, shelf: shelf, steer: SteerSituations(moves.situations)).add(to: &api)
    HealthRoutes(database: database, shelf: shelf).add(to: &api)
    HealthQuestions(database: database, shelf: shelf).add(to: &api)
    AvailabilityReportRoute(database: database, shelf: shelf).add(to: &api)
    ErrorBudgetRoutes(database: database, shelf: shelf).add(to: &api)
    IntegrationRoutes(database: database, watch: WatchIntegrations(folding: accept.folding)).add(to: &api)
    let heartbeats = KeepHeartbeats(folding: accept.folding)
    HeartbeatRoutes(database: database, heartbeats: heartbeats).add(to: &api)
    PingRoutes(database: database, keys: accept.keys, heartbeats: heartbeats).add(to: &api)
    AlertLinkRoutes(database: database).add(to: &api)
    PayloadRoutes(database: database, folding: accept.folding).add(to: &api)
    return api
}
