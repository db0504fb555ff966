import Chassis
import Foundation
import HTTPTypes
import Hummingbird

/// Where sources speak: every entrance of every format, with the key in the address or elsewhere in the request.
struct IntakeRoutes {
    let accept: AcceptDelivery

    func add(to api: inout API) {
        for format in IntakeFormats.all {
            for entrance in format.entrances {
                for (root, hasKey) in Self.roots(of: format, entrance) {
                    add(entrance, of: format, at: root + entrance.path, hasKey, to: &api)
                }
            }
        }
    }

    /// The beginnings of an entrance's addresses, and whether the key stands in them.
    private static func roots(of format: any IntakeFormat.Type, _ entrance: Entrance) -> [(String, hasKey: Bool)] {
        let own =
            entrance.path.contains("{key}")
            ? [("/intake/\(format.name)", true)]
            : [("/intake/\(format.name)/{key}", true), ("/intake/\(format.name)", false)]
        return own + entrance.also.map { ($0, ($0 + entrance.path).contains("{key}")) }
    }

    private func add(
        _ entrance: Entrance, of format: any IntakeFormat.Type, at path: String, _ hasKey: Bool, to api: inout API
    ) {
        let accept = accept
        api.raw(
            entrance.method, path, entrance.summary, for: .anyone,
            accepts: entrance.method == .get ? nil : entrance.accepts, answers: "application/json",
            limit: AcceptDelivery.bodyLimit, takesAnyQuery: true
        ) { call in
            do {
                let receipt = try await accept.accept(call, format, by: entrance, hasKey: hasKey)
                return try await entrance.answer(receipt).response
            } catch let fault as ErrorReply {
                guard let refuse = entrance.refuse, fault.status.code < 500 else { throw fault }
                return refuse(fault).response
            }
        }
    }
}
