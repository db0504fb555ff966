import ChangeDomain
import Chassis
import Messaging
import Postgres

/// `dienst-change`: configuration items, changes and maintenance windows.
@main
struct ChangeApp: ServiceApp {
    static let name = "change"
    static let title = "Change"
    static let standardPort = 8084
    static let migrations = changeMigrations

    static func settings(_ reader: inout SettingsReader) -> Settings { Settings(&reader) }

    static func assemble(_ kit: Kit<Settings>) async throws -> Assembly {
        let directory = Directory()
        let names = NameReader(items: ItemStore(), directory: directory)
        let items = Ledger(ItemStore())
        let changes = Ledger(ChangeStore())
        let window = KeepWindow(windows: Ledger(WindowStore()))

        var api = API(service: name, title: title, version: "1")
        ItemRoutes(
            database: kit.database, items: ItemStore(), names: names,
            imports: ImportModel(items: items, directory: directory)
        ).add(to: &api)
        ChangeRoutes(
            database: kit.database, changes: ChangeStore(), names: names,
            plans: ReadPlan(items: ItemStore(), directory: directory),
            reach: MeasureReach(items: ItemStore(), directory: directory), drafting: DraftChange(changes: changes),
            steering: SteerChange(changes: changes, window: window)
        ).add(to: &api)
        WindowRoutes(database: kit.database, windows: WindowStore(), names: names).add(to: &api)

        DeploymentRoutes(database: kit.database).add(to: &api)

        var assembly = Assembly(
            api: api, verification: Verification(ItemStore(), ChangeStore(), WindowStore()))
        assembly.incoming = .ofChange
        assembly.timers.on(KeepWindow.Timer.opens) { owner, _, tx in try window.opens(owner, in: tx) }
        assembly.timers.on(KeepWindow.Timer.ends) { owner, _, tx in try window.ends(owner, in: tx) }
        Reannouncing(ChangeStore()).add(to: &assembly.timers)
        Reannouncing(ItemStore()).add(to: &assembly.timers)
        return assembly
    }
}
