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
    ])
    func `labels name an item by name, alias, host and port`(labels: [String: String]) {
        #expect(model.bind(labels).item == web1)
    }

    @Test func `an address is not cut at its dots`() { #expect(model.bind(["instance": "10.0.0.2:80"]).item == nil) }

    @Test func `the surest label decides and says so`() {
        let bound = model.bind(["host": "web1", "ci": "db1", "service": "checkout", "job": "orders"])
        #expect(bound.item == db1 && bound.service == checkout)
        #expect(bound.why.because.contains("label ci names configuration item db1"))
    }
}
