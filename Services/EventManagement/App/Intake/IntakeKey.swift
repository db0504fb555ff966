import Chassis
import Foundation
import HTTPTypes
import Hummingbird

/// Where senders put an integration's key: in the address, a header, the query, or the body.
enum IntakeKey {
    private static let queryNames = ["api-key", "apiKey", "api_key", "key", "token"]

    /// The key of a request; what the sender has to put into a fixed place counts before what it may add.
    static func find(
        _ call: Call, of format: (any IntakeFormat.Type)? = nil, in body: Data = Data(), isInAddress: Bool
    ) throws -> String? {
        if isInAddress { return try call.path("key") }
        return format?.key(in: body) ?? header(call.request.headers) ?? query(call)
    }

    static func isKey(query name: String) -> Bool { queryNames.contains(name) }

    /// Of `Basic` it is the password, or the name when there is none; of Amazon's SigV4 the access key; of any other scheme what
    /// follows its name.
    private static func header(_ headers: HTTPFields) -> String? {
        guard let given = headers[.authorization] else {
            return ["X-Api-Key", CloudEventsFormat.keyHeader].lazy
                .compactMap { HTTPField.Name($0).flatMap { headers[$0] } }.first
        }
        let parts = given.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let credential = parts[1].trimmingCharacters(in: .whitespaces)
        if let signed = credential.prefixMatch(of: /Credential=([^\/,]+)\//) { return String(signed.1) }
        guard parts[0].lowercased() == "basic" else { return credential }
        guard let decoded = Data(base64Encoded: credential).flatMap({ String(data: $0, encoding: .utf8) }) else {
            return nil
        }
        let words = decoded.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return words.last { !$0.isEmpty }
    }

    private static func query(_ call: Call) -> String? {
        queryNames.lazy.compactMap { call.query.text($0) }.first { !$0.isEmpty }
    }
}
