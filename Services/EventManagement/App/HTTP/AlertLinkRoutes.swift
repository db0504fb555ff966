import Chassis
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Records

/// Where a source's own page links to its alert, by the name that its answer told. It only shows the way: the page of the
/// alert asks who is there.
struct AlertLinkRoutes {
    static let root = "/intake/alerts"

    let database: Database

    func add(to api: inout API) {
        let database = database
        api.raw(
            .get, "\(Self.root)/{identity}", "Go to the page of the alert that a source was told of", for: .anyone,
            answers: "text/plain"
        ) { call in
            guard let identity = UUID(uuidString: try call.path("identity")) else {
                throw NotFound("alert", "identity")
            }
            let number: String? = try await database.transaction { tx in
                try tx.first(
                    """
                    SELECT alert.number FROM pulse JOIN alert ON alert.id = pulse.alert WHERE pulse.identity = \(identity)
                    """
                ) { try $0.value("number") }
            }
            guard let number else { throw NotFound("alert", identity.uuidString.lowercased()) }
            return Response(status: .seeOther, headers: [.location: "/operations/alerts/\(number)"])
        }
    }
}
