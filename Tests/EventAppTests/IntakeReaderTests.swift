import Foundation
import Records
import Testing

@testable import EventApp

@Suite struct IntakeReaderTests {
    private func read(_ text: String) throws -> IntakeValue { try IntakeReader.read(Data(text.utf8)) }

    @Test func `values of every kind are read`() throws {
        let value = try read(#" {"a":[1,-2.5e3,true,false,null,"x\n\"\u00e9\ud83d\ude00"],"b":{"c":""}} "#)
        #expect(
            value["a"]
                == .list([.number("1"), .number("-2.5e3"), .boolean(true), .boolean(false), .null, .text("x\n\"é😀")]))
        #expect(value["b"]?["c"] == .text(""))
    }

    @Test(arguments: [
        "", "{", "[1", #"{"a"}"#, #"{"a":}"#, #"["\x"]"#, "[1] 2", "nul", "+", #"["a"#, #"["\u12"]"#, "[1,]", "{,}",
    ])
    func `what is no JSON is told with its place`(text: String) {
        #expect(throws: Invalid.self) { try read(text) }
    }

    @Test func `a deep nest is refused`() {
        #expect(throws: Invalid.self) { try read(String(repeating: "[", count: 100_000)) }
    }

    @Test func `half a pair and NUL become the replacement character`() throws {
        #expect(try read(#""\ud83d""#) == .text("\u{FFFD}"))
        #expect(try read(#""a\u0000b""#) == .text("a\u{FFFD}b"))
    }

    @Test func `random bytes never crash it`() {
        let alphabet = Array(#"{}[]",:\u0123456789truefalsn \"#.utf8)
        var state: UInt64 = 99
        for _ in 0..<5000 {
            let bytes = (0..<24).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(state >> 33) % alphabet.count]
            }
            _ = try? IntakeReader.read(Data(bytes))
        }
    }

    @Test(arguments: [
        ("2026-11-21T10:00:00Z", 1_795_255_200.0), ("2026-11-21T10:00:00.5Z", 1_795_255_200.5),
        ("2026-11-21T10:00:00.123456789Z", 1_795_255_200.123), ("2026-11-21T11:00:00+01:00", 1_795_255_200.0),
        ("2024-02-29T00:00:00Z", 1_709_164_800.0), ("1969-12-31T23:59:59Z", -1.0),
    ])
    func `times are read to the millisecond`(text: String, seconds: Double) {
        #expect(SourceTimes.instant(text) == Date(milliseconds: Int((seconds * 1000).rounded())))
    }

    @Test(arguments: [
        "", "now", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-21", "2026-11-21T25:00:00Z",
        "2026-11-21T10:00:00.Z",
    ])
    func `what is no time is none`(text: String) { #expect(SourceTimes.instant(text) == nil) }
}
