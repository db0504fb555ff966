import Chassis
import Foundation
import Postgres
import TestSupport
import Testing

extension Stories {
    /// Each service starts with all others, and the broker, down: ready, and it serves its own routes.
    @Test(arguments: ["desk", "incident", "problem", "change", "event"])
    func `a service starts and answers with all others down`(service: String) async throws {
        try await TestDatabase.address { address in
            let port = try FreePort.any()
            let log = FileManager.default.temporaryDirectory.appending(path: "dienst-alone-\(service).log")
            let app = try Tool.start(
                "dienst-\(service)", [],
                environment: [
                    "DIENST_DATABASE_URL": address, "DIENST_BROKER_URL": "amqp://nobody:no@127.0.0.1:1/dienst",
                    "DIENST_LISTEN": "127.0.0.1:\(port)",
                ], log: log)
            do {
                let root = "http://127.0.0.1:\(port)"
                try await eventually("\(service) never became ready") {
                    (try? await HTTP.ask("GET", "\(root)/health/ready", token: nil))?.status == 200
                }
                let document = try await HTTP.ask("GET", "\(root)/api/v1/\(service)/openapi.json", token: nil)
                #expect(document.json["openapi"] == "3.1.0")
                let refused = try await HTTP.ask("GET", "\(root)/api/v1/\(service)/parked-messages", token: "x")
                #expect([401, 503].contains(refused.status))
            } catch {
                await app.stop()
                throw error
            }
            let begin = ContinuousClock.now
            await app.stop()
            #expect(ContinuousClock.now - begin < .seconds(10))
        }
    }
}
