import AMQP
import Testing

@Suite struct BrokerConfigurationTests {
    @Test func `an address names host, port, virtual host and user`() throws {
        let it = try BrokerConfiguration(url: "amqp://ann:s%40cret@mq.example:5673/desk%2Fone", connectionName: "x")
        #expect((it.host, it.port, it.virtualHost, it.user) == ("mq.example", 5673, "desk/one", "ann"))
        #expect(it.encryption == nil)
    }

    @Test(arguments: [
        ("amqp://mq.example", 5672, "/"), ("amqps://mq.example/", 5671, "/"), ("amqp://[::1]/%2F", 5672, "/"),
    ])
    func `what the address leaves out has the usual value`(url: String, port: Int, virtualHost: String) throws {
        let it = try BrokerConfiguration(url: url, connectionName: "x")
        #expect((it.port, it.virtualHost, it.user) == (port, virtualHost, "guest"))
    }

    @Test func `an encrypted connection verifies the broker unless told otherwise`() throws {
        let plain = try BrokerConfiguration(url: "amqps://mq/", connectionName: "x")
        let named = try BrokerConfiguration(url: "amqps://mq/v?cacertfile=/ca.pem&verify=peer", connectionName: "x")
        let trusting = try BrokerConfiguration(url: "amqps://mq/v?verify=none", connectionName: "x")
        #expect(plain.encryption?.verifiesPeer == true)
        #expect(named.encryption?.authorities == "/ca.pem")
        #expect(trusting.encryption?.verifiesPeer == false)
    }

    @Test(arguments: ["http://mq/", "mq.example", "amqp:///v", "amqps://mq/?verify=maybe", "amqps://mq/?cafile=x"])
    func `a wrong address is refused with the reason`(url: String) {
        #expect(throws: BrokerConfigurationError.self) { try BrokerConfiguration(url: url, connectionName: "x") }
    }

    @Test func `the password is never shown`() throws {
        let it = try BrokerConfiguration(url: "amqp://ann:hidden@mq/", password: "also-hidden", connectionName: "x")
        var dumped = ""
        dump(it, to: &dumped)
        for shown in ["\(it)", String(reflecting: it), dumped] { #expect(!shown.contains("hidden")) }
    }
}
