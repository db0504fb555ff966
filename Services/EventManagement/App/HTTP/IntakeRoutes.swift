import Chassis
import Foundation
import HTTPTypes
import Hummingbird

/// Where sources speak. The key stands in the address, or comes as a Bearer token.
struct IntakeRoutes {
    private static let alertmanager = "/intake/alertmanager"
    private static let cloudevents = "/intake/cloudevents"

    let accept: AcceptDelivery

    func add(to api: inout API) {
        addAlertmanager(to: &api, below: "\(Self.alertmanager)/{key}", hasKey: true)
        addAlertmanager(to: &api, below: Self.alertmanager, hasKey: false)
        addCloudEvents(to: &api, at: "\(Self.cloudevents)/{key}", hasKey: true)
        addCloudEvents(to: &api, at: Self.cloudevents, hasKey: false)
    }

    private func addAlertmanager(to api: inout API, below root: String, hasKey: Bool) {
        let accept = accept
        api.raw(
            .post, "\(root)/api/v2/alerts", "Take alerts as Prometheus posts them", for: .anyone,
            accepts: "application/json", answers: "text/plain", limit: AcceptDelivery.bodyLimit
        ) { call in
            try await accept.accept(call, .alertmanager, key: hasKey ? try call.path("key") : nil)
            return Response(status: .ok, headers: [.contentType: "text/plain"])
        }
    }

    private func addCloudEvents(to api: inout API, at path: String, hasKey: Bool) {
        let accept = accept
        api.raw(
            .post, path, "Take CloudEvents 1.0: structured, binary or batched", for: .anyone,
            accepts: "application/cloudevents+json", answers: "text/plain", limit: AcceptDelivery.bodyLimit
        ) { call in
            try await accept.accept(call, .cloudevents, key: hasKey ? try call.path("key") : nil)
            return Response(status: .accepted, headers: [.contentType: "text/plain"])
        }
    }
}
