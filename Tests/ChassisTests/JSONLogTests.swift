import Foundation
import Logging
import Synchronization
import Testing

@testable import Chassis

@Suite struct JSONLogTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    @Test func `a hostile value stays inside its line`() throws {
        let lines = Lines()
        var logger = Logger(label: "test") { label in
            JSONLogHandler(service: "incident", label: label, level: .info) { line in
                lines.all.withLock { $0.append(line) }
            }
        }
        logger[metadataKey: "correlation"] = "c-1"
        logger.info("new\nline \u{1B}[31m \"quoted\" \u{2028}", metadata: ["nested": ["a": ["1", "2\\"]]])
        logger.debug("not written")
        let written = lines.all.withLock { $0 }
        #expect(written.count == 1)
        let line = try #require(written.first)
        #expect(line.hasSuffix("}\n") && line.dropLast().allSatisfy { !$0.isNewline })
        let read = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(read["service"] as? String == "incident")
        #expect(read["level"] as? String == "info")
        #expect(read["message"] as? String == "new\nline \u{1B}[31m \"quoted\" \u{2028}")
        let metadata = try #require(read["metadata"] as? [String: Any])
        #expect(metadata["correlation"] as? String == "c-1")
        #expect(metadata["nested"] as? [String: [String]] == ["a": ["1", "2\\"]])
    }
}
