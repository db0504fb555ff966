import Chassis
import Foundation
import Messaging
import Postgres

/// The incident service: restores service.
@main
struct IncidentApp: ServiceApp {
    static let name = "incident"
    static let title = "Incident"
    static let standardPort = 8082
    static let migrations = IncidentTables.migrations

    static func settings(_ reader: inout SettingsReader) -> Settings { Settings(&reader) }

    static func assemble(_ kit: Kit<Settings>) async throws -> Assembly {
        let incidents = Incidents(store: IncidentStore())
        let outages = ReadOutages(shelf: incidents.shelf)
        var api = incidentAPI(incidents, kit.database)
        RestoreRoutes(outages: outages, database: kit.database).add(to: &api)
        OnCallRoutes(database: kit.database).add(to: &api)
        addPaging(to: &api, kit)
        var assembly = Assembly(
            api: api,
            verification: Verification(
                incidents.store, MajorIncidentStore(), OnCallStore(), PolicyStore(), PageStore()))
        assembly.incoming = incoming(incidents)
        addTimers(&assembly, incidents)
        let watch = RestoreWatch(outages: outages, database: kit.database, logger: kit.logger)
        assembly.workers = [{ await watch.run() }]
        let sender = PageSender(database: kit.database, settings: kit.settings.pager, logger: kit.logger)
        assembly.workers += sender.lanes(4)
        assembly.gauges = LevelMetrics.gauges
        return assembly
    }

    private static func addTimers(_ assembly: inout Assembly, _ incidents: Incidents) {
        assembly.timers.on(KeepTimers.autoClose) { incident, _, tx in
            try CloseIncident(incidents: incidents).whenUntouched(incident, in: tx)
        }
        assembly.timers.on(KeepTimers.followUp) { incident, _, tx in
            try HoldIncident(incidents: incidents).resumeWhenDue(incident, in: tx)
        }
        assembly.timers.on(KeepTimers.growOlder) { incident, _, tx in
            try GrowOlder(incidents: incidents).due(incident, in: tx)
        }
        assembly.timers.on(UsersBeforeMonitoring.timer) { service, _, tx in
            try UsersBeforeMonitoring().due(service, incidents, in: tx)
        }
        assembly.timers.on(LeadChildren.timer) { child, _, tx in try LeadChildren.due(child, incidents, in: tx) }
        assembly.timers.on(EscalateIncidents.timer) { incident, _, tx in
            try EscalateIncidents(versions: incidents.clocks.versions).due(incident, incidents, in: tx)
        }
        assembly.timers.on(KeepClocks.timer) { incident, _, tx in try incidents.clocks.due(incident, in: tx) }
        assembly.timers.on(FollowMajorIncident.timer) { major, _, tx in try incidents.majors.updateDue(major, in: tx) }
        assembly.timers.on(CoverageChecks.timer) { schedule, _, tx in try CoverageChecks().due(schedule, in: tx) }
        assembly.timers.on(Paging.timer) { page, _, tx in try Paging().due(page, in: tx) }
    }

    private static func addPaging(to api: inout API, _ kit: Kit<Settings>) {
        let (database, pager) = (kit.database, kit.settings.pager)
        PolicyRoutes(database: database, policies: KeepPolicies(hosts: pager.hosts)).add(to: &api)
        PageRoutes(database: database).add(to: &api)
        PageLinkRoutes(database: database).add(to: &api)
        PagerContactRoutes(database: database, settings: pager).add(to: &api)
        OnCallReportRoutes(database: database).add(to: &api)
    }
}
