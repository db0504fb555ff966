import EventDomain
import Foundation
import Records
import Testing

/// A fault somewhere in a known topology, heard of out of order: whatever the order, one situation names what failed.
@Suite struct StormTests {
    static let seeds = Array(UInt64(1)...20)

    @Test(arguments: seeds)
    func `one situation names the root, and noise stays outside`(seed: UInt64) {
        let storm = Storm(seed: seed, root: "rack3")
        #expect(storm.lab.names.count == 1231)
        let end = storm.run(storm.alerts(failing: ["rack3"]), noise: 20)
        #expect(end.causes == ["rack3"] && end.strangers == 0)
    }

    @Test(arguments: seeds)
    func `a root that is silent is named all the same`(seed: UInt64) {
        let storm = Storm(seed: seed, root: "rack3")
        let end = storm.run(storm.alerts(failing: ["rack3"], silent: ["rack3"]), noise: 20)
        #expect(end.causes == ["rack3"] && end.silent == ["rack3"] && end.strangers == 0)
    }

    @Test(arguments: seeds)
    func `a root heard of last and a minute late takes over`(seed: UInt64) {
        let storm = Storm(seed: seed, root: "rack3")
        let end = storm.run(storm.alerts(failing: ["rack3"], late: ["rack3": 60]), noise: 20, last: "rack3")
        #expect(end.causes == ["rack3"] && end.silent.isEmpty && end.strangers == 0)
    }

    @Test(arguments: seeds)
    func `two roots are two situations`(seed: UInt64) {
        let storm = Storm(seed: seed, root: "rack3")
        let end = storm.run(storm.alerts(failing: ["rack3", "rack7"]), noise: 20)
        #expect(end.causes == ["rack3", "rack7"])
    }

    @Test(arguments: seeds)
    func `a root is found at any depth`(seed: UInt64) {
        for root in ["core", "rack4", "r2h5", "r6h1s2"] {
            let storm = Storm(seed: seed, root: root)
            let end = storm.run(storm.alerts(failing: [root]), noise: 20)
            #expect(end.causes == [root], "\(root)")
        }
    }

    @Test(arguments: seeds)
    func `roots of three depths at once are three situations`(seed: UInt64) {
        let storm = Storm(seed: seed, root: "rack3")
        let roots: Set = ["rack3", "r5h2", "r7h1s3"]
        #expect(storm.run(storm.alerts(failing: roots), noise: 20).causes == roots)
    }

    @Test(arguments: seeds)
    func `recovery in any order opens nothing and clears once`(seed: UInt64) {
        let storm = Storm(seed: seed, root: "rack3")
        var end = storm.run(storm.alerts(failing: ["rack3"]), noise: 0)
        let before = end.opened
        end.recover(seed: seed)
        #expect(end.opened == before && end.cleared == 1 && end.reopened == 0)
    }

    @Test func `a large storm is one situation too`() {
        let storm = Storm(seed: 1, root: "core", racks: 9, hosts: 120, services: 8)
        #expect(storm.lab.names.count > 9801)
        #expect(storm.run(storm.alerts(failing: ["core"]), noise: 0).causes == ["core"])
    }
}
