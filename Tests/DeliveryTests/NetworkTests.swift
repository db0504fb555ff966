import Delivery
import Testing

@Suite struct NetworkTests {
    @Test(arguments: [
        "127.0.0.1", "10.1.2.3", "172.31.0.9", "192.168.1.1", "169.254.169.254", "100.100.100.200", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::1", "2001:db8::1",
    ])
    func `no internal address is reached, however it is written`(address: String) throws {
        #expect(!ReachableNetworks().allow(try #require(NetworkAddress(address))))
    }

    @Test(arguments: ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "::ffff:9.9.9.9"])
    func `public addresses are`(address: String) throws {
        #expect(ReachableNetworks().allow(try #require(NetworkAddress(address))))
    }

    @Test func `an allowed network is reached, and nothing beside it`() throws {
        let networks = ReachableNetworks(
            besidesPublic: ["10.1.0.0/20", "fd00:1::/32", "127.0.0.1"].compactMap { Network($0) })
        for (text, isAllowed) in [
            ("10.1.15.255", true), ("10.1.16.0", false), ("fd00:1::9", true), ("fd00:2::9", false),
            ("127.0.0.1", true), ("127.0.0.2", false), ("::ffff:10.1.0.1", true),
        ] {
            #expect(networks.allow(try #require(NetworkAddress(text))) == isAllowed, "\(text)")
        }
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "web1", "10.0.0.0/-1", "10.0.0.0/x"])
    func `what is no network is refused`(text: String) {
        #expect(Network(text) == nil)
    }

    @Test func `a name that points inside is refused when the connection is made`() async throws {
        let http = OutboundHTTP(timeout: .seconds(2), reaching: ReachableNetworks())
        do {
            _ = try await http.send(OutboundRequest("POST", "http://localhost:9/"))
            Issue.record("It was reached.")
        } catch let failure as OutboundHTTP.Failure {
            #expect(failure.reason.contains("internal address") && !failure.mayHaveArrived)
        }
    }
}
