import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres

/// Event management: hears monitoring, and says what it makes of it.
@main
struct EventApp: ServiceApp {
    static let name = "event"
    static let title = "Event management"
    static let standardPort = 8085
    static let migrations =
        EventTables.migrations + CauseTables.migrations + AdjustmentTables.migrations + InhibitionTables.migrations
        + StormTables.migrations + RelationTables.migrations + DirectiveTables.migrations

    static func settings(_ reader: inout SettingsReader) -> Settings { Settings(&reader) }

    static func assemble(_ kit: Kit<Settings>) async throws -> Assembly {
        let (database, settings) = (kit.database, kit.settings)
        let shelf = ModelShelf()
        let moves = MoveAlerts(model: shelf, rule: settings.rule)
        let folding = Signal()
        let accept = AcceptDelivery(
            database: database, folding: folding, outside: Outside(certificates: settings.sourceCertificates))
        let works = RunbookWorks(
            model: shelf, folding: folding, reach: settings.runbookReach, keys: settings.secretKeys)
        let runner = AdjustmentRunner(database: database, works: works, logger: kit.logger)
        var assembly = Assembly(
            api: eventAPI(database, moves, accept, works),
            verification: Verification(
                IntegrationStore(), AlertStore(), SituationStore(), HealthStore(), HeartbeatStore(), SilenceStore(),
                RuleStore(), InhibitionStore(), StormStore(), RelationStore(), RunbookStore(), AdjustmentStore(),
                AdjustmentSwitchStore()))
        assembly.incoming = incoming(moves, works)
        assembly.timers = timers(moves, folding, works)
        let folder = FoldingWorker(
            database: database, fold: FoldIntake(moves: moves, folding: folding), wake: folding, logger: kit.logger)
        let keeper = IntakeKeeper(
            database: database, expire: ExpireAlerts(moves: moves, grace: settings.expiryGrace),
            retention: settings.rawRetention, logger: kit.logger)
        assembly.workers = [
            { await folder.run() }, { await keeper.expire() }, { await keeper.tidy() }, { await runner.run() },
        ]
        listen(for: &assembly, kit, accept, folding)
        assembly.gauges = gauges
        assembly.prepare = {
            try await keeper.tidyOnce()
            try await works.secrets.takeOver(in: database, logger: kit.logger)
            try await database.transaction { tx in try KeepRelations.expect(in: tx) }
            guard let key = settings.firstIntegrationKey else { return }
            try await database.transaction { tx in try KeepIntegrations().prepareFirst(key: key.value, in: tx) }
        }
        return assembly
    }

    /// What does not come over HTTP: syslog, streams that we fetch, the broker.
    private static func listen(
        for assembly: inout Assembly, _ kit: Kit<Settings>, _ accept: AcceptDelivery, _ folding: Signal
    ) {
        let (database, settings, logger) = (kit.database, kit.settings, kit.logger)
        if let port = settings.syslogPort {
            let inbox = SyslogInbox(of: settings.syslogIntegration, database: database, accept: accept, logger: logger)
            let listener = SyslogListener(host: settings.syslogAddress, port: port, inbox: inbox, logger: logger)
            assembly.workers.append { await listener.run() }
        }
        if let secrets = settings.streamSecrets {
            let streams = IcingaStreams(database: database, accept: accept, secrets: secrets, logger: logger)
            assembly.workers.append { await streams.run() }
        }
        let broker = BrokerIntake(database: database, keys: accept.keys, folding: folding, logger: logger)
        assembly.readers = [QueueReader(queue: Topology.intakeQueue) { await broker.read($0, halt: $1) }]
    }

    private static let gauges =
        [
            StandingGauge("dienst_intake_waiting", sql: "SELECT count(*)::float8 AS value FROM intake_waiting"),
            StandingGauge(
                "dienst_storms_raging", sql: "SELECT count(*)::float8 AS value FROM storm WHERE state = 'raging'"),
            StandingGauge(
                "dienst_situations_held",
                sql: """
                    SELECT count(*)::float8 AS value FROM situation
                    WHERE state = 'pending' AND record ->> 'heldBy' IS NOT NULL
                    """),
        ] + AdjustmentStore.gauges

    static func timers(_ moves: MoveAlerts, _ folding: Signal, _ works: RunbookWorks) -> TimerHandlers {
        var timers = TimerHandlers(before: { tx in try Turn.take(in: tx) })
        works.add(to: &timers)
        timers.on(SituationKeeping.holdOff) { situation, _, tx in
            try moves.situations.announce(situation, in: tx)
        }
        timers.on(SituationKeeping.graceOver) { situation, _, tx in
            try moves.situations.outlasted(situation, in: tx)
        }
        timers.on(FollowMaintenance.windowEnd) { window, _, tx in
            try FollowMaintenance(moves: moves).ended(window, in: tx)
        }
        timers.on(KeepHeartbeats.timer) { heartbeat, _, tx in
            try KeepHeartbeats(folding: folding).overdue(heartbeat, in: tx)
        }
        timers.on(WatchIntegrations.timer) { integration, _, tx in
            try WatchIntegrations(folding: folding).overdue(integration, in: tx)
        }
        timers.on(WatchIntegrations.health) { _, _, tx in
            try AssessHealth().afterSilence(in: try moves.model.model(in: tx), in: tx)
        }
        timers.on(HandleAlerts.due) { alert, _, tx in try HandleAlerts(moves: moves).settle(alert, in: tx) }
        timers.on(KeepSilences.turn) { silence, _, tx in try KeepSilences(moves: moves).turned(silence, in: tx) }
        timers.on(FollowInhibitions.turn) { source, _, tx in
            try FollowInhibitions().turned(source, moves, in: tx)
        }
        timers.on(WatchStorms.turn) { storm, _, tx in
            try WatchStorms().turned(storm, moves.situations, in: tx)
        }
        timers.on(TellSituations.timer) { _, _, tx in try TellSituations().due(in: tx) }
        timers.on(KeepRelations.learning) { _, _, tx in try KeepRelations().learn(in: tx) }
        timers.on(FollowModel.settled) { _, _, tx in try FollowModel(moves: moves).settle(in: tx) }
        return timers
    }
}
