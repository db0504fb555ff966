import Chassis
import Foundation
import HTTPTypes
import Hummingbird

/// Whether a page of ours sent a request, as browsers tell and scripts cannot change: a cookie goes along by itself.
enum SameOrigin {
    private static let forwardedHost = HTTPField.Name("X-Forwarded-Host")

    /// Throws 403 for a request from elsewhere; where a cookie counts, also for one that does not say where from.
    static func check(_ call: Call, isNeeded: Bool) throws(ErrorReply) {
        guard let origin = call.request.headers[.origin] else {
            if isNeeded { throw refusal }
            return
        }
        guard let host = host(of: call), let from = authority(of: origin), from.contains(host.lowercased()) else {
            throw refusal
        }
    }

    /// The host the browser asked for.
    private static func host(of call: Call) -> String? {
        let forwarded = forwardedHost.flatMap { call.request.headers[$0] }?.split(separator: ",").first
        return forwarded.map { $0.trimmingCharacters(in: .whitespaces) } ?? call.request.head.authority
    }

    /// Host and port of an origin, in each way a Host header may write them.
    private static func authority(of origin: String) -> [String]? {
        guard let parts = URLComponents(string: origin.lowercased()), let scheme = parts.scheme,
            let host = parts.encodedHost, !host.isEmpty, ["http", "https"].contains(scheme)
        else { return nil }
        let standard = scheme == "https" ? 443 : 80
        let port = parts.port ?? standard
        return port == standard ? [host, "\(host):\(port)"] : ["\(host):\(port)"]
    }

    private static let refusal = ErrorReply(
        .forbidden, "foreign_origin", "This takes requests from pages of this suite only.")
}
