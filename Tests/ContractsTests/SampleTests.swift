import Contracts
import Crypto
import Foundation
import Testing

/// A sample of every message is frozen the day it ships: it must decode for ever, and nothing of it may be lost.
@Suite struct SampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")
    static let messages: [any WireMessage.Type] = Catalogue.announcements + Catalogue.instructions + Catalogue.requests
    static let subjects: [String] = messages.map { $0.subject }

    @Test(arguments: subjects)
    func `frozen samples decode and keep every field`(subject: String) throws {
        let type = try #require(Self.messages.first { $0.subject == subject })
        for name in try Self.frozen().map(\.name) where Self.subject(of: name) == subject {
            let sample = try Data(contentsOf: Self.folder.appending(path: name))
            #expect(try Self.throughCode(sample, type) == Self.object(sample), "\(name)")
        }
    }

    @Test(arguments: subjects)
    func `fields and values that are not known yet are survived`(subject: String) throws {
        let object = try Self.object(try Self.sample(subject))
        object["somethingNew"] = "from a later version"
        for word in ["state", "severity", "health", "outcome"] where object[word] is String {
            object[word] = "not_known_yet"
        }
        let type = try #require(Self.messages.first { $0.subject == subject })
        _ = try Self.throughCode(try JSONSerialization.data(withJSONObject: object), type)
    }

    @Test func `no sample has been altered since it was frozen`() throws {
        let frozen = try Self.frozen()
        for (hash, name) in frozen {
            let data = try Data(contentsOf: Self.folder.appending(path: name))
            let now = SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
            #expect(hash == now, "\(name) was altered: make a new version of the subject beside the old one")
        }
        #expect(Set(frozen.map { Self.subject(of: $0.name) }) == Set(Self.subjects))
        #expect(Set(Self.subjects.map { "\($0).json" }).isSubset(of: frozen.map(\.name)))
    }

    @Test func `subjects are owned, versioned and unique`() {
        let subjects = Self.subjects
        #expect(Set(subjects).count == subjects.count)
        for subject in subjects {
            #expect(
                subject.wholeMatch(of: /(desk|incident|problem|change|event)\.[a-z-]+\.[a-z-]+\.v[1-9]/) != nil,
                "\(subject)")
        }
    }

    /// Fields added to a message later have samples of their own: `<subject>+<word>.json`.
    private static func subject(of name: String) -> String {
        String(name.prefix { $0 != "+" }).replacing(".json", with: "")
    }

    private static func frozen() throws -> [(hash: String, name: String)] {
        try String(contentsOf: folder.appending(path: "FROZEN"), encoding: .utf8).split(separator: "\n").map { line in
            let parts = line.split(separator: " ", omittingEmptySubsequences: true)
            return (String(parts[0]), String(parts[1]))
        }
    }

    static func sample(_ subject: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: "\(subject).json"))
    }

    private static func object(_ data: Data) throws -> NSMutableDictionary {
        try #require(try JSONSerialization.jsonObject(with: data, options: .mutableContainers) as? NSMutableDictionary)
    }

    private static func throughCode<M: WireMessage>(_ data: Data, _ type: M.Type) throws -> NSDictionary {
        try object(try WireJSON.encoder.encode(try WireJSON.decoder.decode(type, from: data)))
    }
}
