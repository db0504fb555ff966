import EventDomain
import Foundation
import Records
import Testing

@Suite struct ServiceModelTests {
    @Test func `needs and dependants follow every step`() {
        #expect(model.needs(of: web1) == [db1, san1])
        #expect(model.dependants(of: san1) == [db1, web1, web2])
        #expect(model.services(on: san1) == [checkout, orders])
        #expect(model.items(under: checkout) == [web1, web2, db1, san1])
    }

    @Test func `a cycle ends`() {
        let a = id(1), b = id(2)
        let round = ServiceModel(items: [
            .init(id: a, name: "a", dependsOn: [b]), .init(id: b, name: "b", dependsOn: [a]),
        ])
        #expect(round.needs(of: a) == [b])
    }

    @Test(arguments: [
        ["ci": "WEB1"], ["instance": "web1:9100"], ["host": "web1.lab.example"], ["instance": "10.0.0.1:80"],
        ["node": "web1.elsewhere.example"], ["ci": "unheard-of", "host": "web1"],
        ["instance": "https://web1.lab.example:8443/metrics"], ["ci": "00000000-0000-4000-8000-000000000003"],
    ])
    func `labels name an item by name, alias, host and port`(labels: [String: String]) {
        #expect(model.bind(labels).item == web1)
    }

    @Test func `a bare host name finds the only item that has it in a domain`() {
        let (one, two, other) = (id(1), id(2), id(3))
        let model = ServiceModel(items: [
            .init(id: one, name: "mail.north.example"), .init(id: two, name: "dns.north.example"),
            .init(id: other, name: "dns.south.example"),
        ])
        #expect(model.bind(["host": "mail"]).item == one && model.bind(["host": "dns"]).item == nil)
    }

    @Test func `an address is not cut at its dots`() { #expect(model.bind(["instance": "10.0.0.2:80"]).item == nil) }

    @Test func `the surest label decides and says so`() {
        let bound = model.bind(["host": "web1", "ci": "db1", "service": "checkout", "job": "orders"])
        #expect(bound.item == db1 && bound.service == checkout)
        #expect(bound.why.because.contains("label ci names configuration item db1"))
    }
}
