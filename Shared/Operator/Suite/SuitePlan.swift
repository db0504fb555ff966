import Foundation
import Messaging

/// What is to run, as the operator asked for it.
struct SuitePlan: Sendable {
    let directory: String
    let address: String
    let port: Int
    let binaries: URL
    let copies: Copies
    let logLevel: String
    let deployment: String?
    let servers: GivenServers

    /// Every copy of every service with the port it listens on.
    func apps(_ ports: inout Ports) throws -> [AppProcess] {
        var apps: [AppProcess] = []
        for service in Topology.services {
            for copy in 1...copies.count(of: service.name) {
                apps.append(
                    AppProcess(service: service, copy: copy, port: try ports.port("\(service.name).\(copy)")))
            }
        }
        return apps
    }

    func checkBinaries() throws {
        for service in Topology.services {
            let path = AppProcess.executable(of: service, in: binaries)
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw OperatorError("\(path) is missing: build it, or say where it is with --binaries.")
            }
        }
    }
}

/// How many copies of each service run, as told by `2` (of all) or `incident=2`.
struct Copies: Sendable {
    private var everywhere = 1
    private var single: [String: Int] = [:]

    init(_ wishes: [String]) throws {
        for wish in wishes {
            let parts = wish.split(separator: "=", omittingEmptySubsequences: false)
            guard let last = parts.last, let count = Int(last), (1...16).contains(count), parts.count <= 2 else {
                throw OperatorError("--copies takes a number from 1 to 16 or incident=2, not \"\(wish)\".")
            }
            guard parts.count == 2 else {
                everywhere = count
                continue
            }
            guard Topology.services.contains(where: { $0.name == parts[0] }) else {
                throw OperatorError("--copies: there is no service \"\(parts[0])\".")
            }
            single[String(parts[0])] = count
        }
    }

    func count(of service: String) -> Int { single[service] ?? everywhere }
}
