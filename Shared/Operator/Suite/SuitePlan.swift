import Foundation
import Messaging

/// What is to run, as the operator asked for it.
struct SuitePlan: Sendable {
    let directory: String
    let address: String
    let port: Int
    let binaries: URL
    let copies: Copies
    let settings: OwnSettings
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

/// Settings that the operator gives to single services, as told by `incident:DIENST_PAGING_HOSTS=hooks.example.org`.
struct OwnSettings: Sendable {
    private var values: [String: [String: String]] = [:]

    init(_ wishes: [String] = []) throws {
        for wish in wishes {
            guard let match = wish.wholeMatch(of: /([a-z]+):(DIENST_[A-Z_]+)=(.*)/),
                Topology.services.contains(where: { $0.name == match.1 })
            else {
                throw OperatorError(
                    "--setting takes incident:DIENST_NAME=value with the name of a service, not \"\(wish)\".")
            }
            values[String(match.1), default: [:]][String(match.2)] = String(match.3)
        }
    }

    func of(_ service: String) -> [String: String] { values[service] ?? [:] }
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
