import Contracts
import Foundation
import Testing

struct UUIDv7Tests {
    @Test func `ids of one instant keep the order in which they were made`() {
        let instant = Date(timeIntervalSince1970: 1_790_000_000.123)
        let ids = (1...10_000).map { _ in UUID.v7(at: instant).uuidString }
        #expect(ids == ids.sorted() && Set(ids).count == ids.count)
    }

    @Test func `an id carries its millisecond, version and variant`() {
        let id = UUID.v7(at: Date(timeIntervalSince1970: 1_645_557_742)).uuidString
        #expect(id.hasPrefix("017F22E2-79B0-7"))
        #expect("89AB".contains(Array(id)[19]))
    }
}
