import Foundation
import Synchronization

extension UUID {
    /// A time-ordered id (RFC 9562, version 7): 48 bits of Unix milliseconds, then 74 random bits that grow from call to call
    /// (section 6.2, method 2): what one process makes at one instant keeps its order.
    package static func v7(at instant: Date = Date()) -> UUID {
        let milliseconds = UInt64(max(0, instant.timeIntervalSince1970 * 1000))
        let random = GrowingRandom.ofProcess.withLock { $0.next() }
        return UUID(
            high: milliseconds << 16 | 0x7000 | random.upper, low: 0x8000_0000_0000_0000 | random.lower)
    }

    /// The same id for the same name within a namespace, for effects that must happen once (the layout of RFC 9562 version 8).
    package static func named(_ name: String, in namespace: UUID) -> UUID {
        let bytes = withUnsafeBytes(of: namespace.uuid) { Array($0) } + Array(name.utf8)
        let high = fnv1a(bytes, seed: 0xcbf2_9ce4_8422_2325)
        let low = fnv1a(bytes.reversed() + bytes, seed: 0x8422_2325_cbf2_9ce4)
        return UUID(
            high: high & ~0xF000 | 0x8000, low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    private static func fnv1a(_ bytes: [UInt8], seed: UInt64) -> UInt64 {
        bytes.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    private init(high: UInt64, low: UInt64) {
        var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &bytes) { buffer in
            buffer.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            buffer.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        self.init(uuid: bytes)
    }
}

/// 74 random bits, larger at every call until they begin anew, after thousands of millions of calls.
private struct GrowingRandom {
    static let ofProcess = Mutex(GrowingRandom())

    private static let upperLimit: UInt64 = 1 << 12
    private static let lowerLimit: UInt64 = 1 << 62
    private var upper = UInt64.random(in: 0..<upperLimit)
    private var lower = UInt64.random(in: 0..<lowerLimit)

    mutating func next() -> (upper: UInt64, lower: UInt64) {
        lower += UInt64.random(in: 1...1 << 40)
        if lower >= Self.lowerLimit {
            lower -= Self.lowerLimit
            upper = (upper + 1) % Self.upperLimit
        }
        return (upper, lower)
    }
}
