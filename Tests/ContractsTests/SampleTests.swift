import Contracts
import Crypto
import Foundation
import Testing

/// A sample of every message is frozen the day it ships: it must decode for ever, and nothing of it may be lost.
@Suite struct SampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")
    static let messages: [any WireMessage.Type] = Catalogue.announcements + Catalogue.instructions
    static let subjects: [String] = messages.map { $0.subject }

    @Test(arguments: subjects)
    func `a frozen sample decodes and keeps every field`(subject: String) throws {
        let sample = try Self.sample(subject)
        let type = try #require(Self.messages.first { $0.subject == subject })
        #expect(try Self.throughCode(sample, type) == Self.object(sample))
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
        let frozen = try String(contentsOf: Self.folder.appending(path: "FROZEN"), encoding: .utf8)
        let names = frozen.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
        for line in names {
            let data = try Data(contentsOf: Self.folder.appending(path: String(line[1])))
            let hash = SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
            #expect(hash == line[0], "\(line[1]) was altered: make a new version of the subject beside the old one")
        }
        #expect(Set(names.map { String($0[1]) }) == Set(Self.subjects.map { "\($0).json" }))
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
