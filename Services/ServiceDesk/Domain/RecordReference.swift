import Foundation

/// Every kind of record that can be found, followed, talked about and told of, whichever service owns it; the word stands in
/// addresses.
package enum RecordKind: String, Codable, CaseIterable, Hashable, Sendable {
    case incident, problem
    case knownError = "known-error"
    case change, request, contact, article
    case unsupportedRequest = "unsupported-request"
    /// Only told of.
    case onCallSchedule = "on-call-schedule"
    case agreement
    case reportSubscription = "report-subscription"
}

/// Names one record of any service.
package struct RecordReference: Codable, Hashable, Sendable, CustomStringConvertible {
    package let kind: RecordKind
    package let id: UUID

    package init(kind: RecordKind, id: UUID) {
        self.kind = kind
        self.id = id
    }

    /// `incident/0199…`, as it stands in addresses.
    package var description: String { "\(kind.rawValue)/\(id.uuidString.lowercased())" }
}
