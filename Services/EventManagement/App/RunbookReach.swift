import Delivery
import EventDomain
import Foundation

/// Where webhooks of runbooks may go: nowhere, until an operator says so.
struct RunbookReach: Sendable {
    typealias Place = AllowedHosts.Host

    static let nowhere = RunbookReach(places: [], networks: [])

    private let allowed: AllowedHosts

    init(places: [Place], networks: [Network]) { allowed = AllowedHosts(places, networks: networks) }

    var http: OutboundHTTP { allowed.http }

    /// Why a webhook may not be called; nil when it may.
    func refusal(of webhook: RunbookAction.Webhook) -> String? {
        guard let place = webhook.place else { return "its address cannot be read" }
        if allowed.admit(place.scheme, place.host, place.port) { return nil }
        return "\(place.scheme)://\(place.host):\(place.port) is not among the hosts that runbooks may call"
    }
}
