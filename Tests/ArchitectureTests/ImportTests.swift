import Foundation
import Testing

/// The arrows of the design, read from the sources: what each folder may import of ours.
@Suite struct ImportTests {
    static let allowed: [String: Set<String>] = [
        "Shared/Contracts": [], "Shared/Records": [],
        "Shared/Postgres": ["CLibPQ"], "Shared/AMQP": ["CRabbitMQ", "CSys"],
        "Shared/Messaging": ["AMQP", "Contracts", "Postgres", "Records"],
        "Shared/Chassis": ["AMQP", "Contracts", "Messaging", "Postgres", "Records"],
        "Shared/Operator": ["Messaging"], "Shared/Delivery": ["CCurl", "CGMime"],
        "Services/ServiceDesk/Domain": ["Records"],
        "Services/ServiceDesk/App": app("Desk").union(["CArgon2", "Delivery"]),
        "Services/Incident/Domain": ["Records"], "Services/Incident/App": app("Incident").union(["Delivery"]),
        "Services/Problem/Domain": ["Records"], "Services/Problem/App": app("Problem"),
        "Services/Change/Domain": ["Records"], "Services/Change/App": app("Change"),
        "Services/EventManagement/Domain": ["Records"],
        "Services/EventManagement/App": app("Event").union(["AMQP", "CZLib", "Delivery"]),
    ]

    /// Everything of ours that could be imported; the rest is Foundation or a package with its reason in CONTRIBUTING.
    private static let ours: Set<String> = Set(
        allowed.keys.filter { $0.hasPrefix("Shared/") }.map { String($0.dropFirst(7)) }
    )
    .union(["CLibPQ", "CRabbitMQ", "CSys", "CArgon2", "CCurl", "CGMime", "CZLib"])
    .union(["Desk", "Incident", "Problem", "Change", "Event"].flatMap { ["\($0)Domain", "\($0)App"] })

    private static func app(_ name: String) -> Set<String> {
        ["\(name)Domain", "Chassis", "Contracts", "Messaging", "Postgres", "Records"]
    }

    @Test(arguments: allowed.keys.sorted())
    func `a folder imports only what its arrows allow`(folder: String) throws {
        let imports = try SourceFiles.below(folder).flatMap { file in
            SourceFiles.imports(of: file.text).map { (file.path, $0) }
        }
        for (path, module) in imports where Self.ours.contains(module) {
            #expect(Self.allowed[folder, default: []].contains(module), "\(path) must not import \(module)")
        }
        #expect(!imports.isEmpty || folder == "Shared/Records")
    }

    @Test(arguments: allowed.keys.filter { $0.hasSuffix("/Domain") }.sorted())
    func `a domain knows Foundation and Records, nothing else`(folder: String) throws {
        let modules = Set(try SourceFiles.below(folder).flatMap { SourceFiles.imports(of: $0.text) })
        #expect(modules.subtracting(["Foundation", "Records"]) == [])
    }

    @Test func `no folder has a name that says elsewhere`() throws {
        for path in try SourceFiles.below("Shared").map(\.path) + SourceFiles.below("Services").map(\.path) {
            let folders = path.split(separator: "/").dropLast()
            #expect(
                Set(folders).isDisjoint(with: ["Utils", "Utilities", "Helpers", "Common", "Core", "Manager"]), "\(path)"
            )
        }
    }
}
