import Foundation
import Messaging

/// nginx in front of the five services: one origin for browsers, monitoring and scripts.
struct Gateway: Sendable {
    static let name = "gateway"

    let address: String
    let port: Int
    private let data: URL
    private let worker: SystemUser?
    private let template: String
    private let routes: String

    var url: String { "http://\(address == "0.0.0.0" ? "127.0.0.1" : address):\(port)" }

    init(_ installation: Installation, files: DeploymentFiles, address: String, port: Int) async throws {
        (self.address, self.port) = (address, port)
        worker = try SystemUser.unlessOurselves("www-data")
        data = try await installation.folder(Self.name, reachableFor: worker)
        template = try files.text("gateway/nginx.conf")
        routes = try files.text("gateway/routes.conf")
    }

    func start(in front: [AppProcess], under supervisor: Supervisor) async throws {
        let file = data.appending(path: "nginx.conf")
        try Data(configuration(for: front).utf8).write(to: file)
        try Data(routes.utf8).write(to: data.appending(path: "routes.conf"))
        let nginx = try Program.find("nginx")
        let command = ["-p", data.path, "-c", file.path, "-e", "stderr"]
        try await Program.run(nginx, command + ["-q", "-t"])
        await supervisor.start(
            Child(
                name: Self.name, executable: nginx, arguments: command, workingDirectory: data.path,
                patience: .seconds(2), port: port))
        try await wait(atMost: .seconds(15), for: "The gateway") {
            try await supervisor.check(Self.name)
            return Ports.answers(port)
        }
    }

    /// The template of `deploy/gateway` with its four gaps filled.
    func configuration(for apps: [AppProcess]) -> String {
        template
            .replacing("@user@", with: worker.map { "user \($0.name) \($0.name);" } ?? "")
            .replacing("@folder@", with: data.path)
            .replacing("@listen@", with: "\(address):\(port)")
            .replacing("@upstreams@", with: Self.upstreams(apps))
    }

    /// A single copy is asked always; among several, one that does not answer is left out for a second.
    static func upstreams(_ apps: [AppProcess]) -> String {
        Topology.services.map { service in
            let copies = apps.filter { $0.service.name == service.name }
            let care = copies.count > 1 ? "max_fails=1 fail_timeout=1s" : "max_fails=0"
            let servers = copies.map { "        server 127.0.0.1:\($0.port) \(care);" }
            return """
                    upstream \(service.name) {
                \(servers.joined(separator: "\n"))
                        keepalive 64;
                        keepalive_requests 100000;
                    }
                """
        }.joined(separator: "\n")
    }
}
