import AMQP
import Foundation
import FoundationNetworking
import Logging
import Messaging
import Postgres

/// What can be asked of a service's executable.
struct CommandLineOfService<App: ServiceApp> {
    private static var usage: String {
        """
        usage: dienst-\(App.name) [serve | migrate | verify | openapi | health]
          serve    runs the service (also without a word); settings come from the environment
          migrate  brings the database to this version and ends
          verify   checks every record against its journal; prints one JSON object, exit 1 on a difference
          openapi  prints the OpenAPI document
          health   exit 0 when a running copy answers as ready

        """
    }

    func run() async {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            switch words {
            case [], ["serve"]: try await ServiceRun<App>(started()).serve()
            case ["migrate"]: try await ServiceRun<App>(started()).migrate()
            case ["verify"]: try await verify()
            case ["openapi"]: try await printDocument()
            case ["health"]: try await health()
            default: fail(Self.usage, code: 64)
            }
            exit(0)
        } catch let mistakes as SettingsMistakes {
            fail("dienst-\(App.name) cannot start:\n\(mistakes)\n", code: 78)
        } catch {
            fail("dienst-\(App.name): \(error)\n", code: 1)
        }
    }

    private func fail(_ text: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data(text.utf8))
        exit(code)
    }

    private func started() throws -> StartSettings<App.Settings> {
        try SettingsReader.read { reader in
            StartSettings(common: CommonSettings(&reader, port: App.standardPort), own: App.settings(&reader))
        }.settings
    }

    private func verify() async throws {
        let run = try ServiceRun<App>(started())
        let report = try await run.verify()
        FileHandle.standardOutput.write(try JSONEncoder().encode(report) + Data("\n".utf8))
        if !report.mismatches.isEmpty { exit(1) }
    }

    private func printDocument() async throws {
        let assembly = try await ServiceRun<App>.unconnected()
        FileHandle.standardOutput.write(try JSONEncoder().encode(assembly.api.openAPI) + Data("\n".utf8))
    }

    private func health() async throws {
        let (host, port) = try started().common.address()
        let reachable = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host
        guard let url = URL(string: "http://\(reachable):\(port)/health/ready") else { exit(1) }
        let (_, answer) = try await URLSession.shared.data(from: url)
        exit((answer as? HTTPURLResponse)?.statusCode == 200 ? 0 : 1)
    }
}

/// All settings of one executable.
struct StartSettings<Own: Sendable>: Sendable {
    let common: CommonSettings
    let own: Own
}
