import Foundation

extension Incident {
    /// A configuration item that has to do with it, beside the cause that monitoring sees.
    package struct AffectedItem: Codable, Equatable, Sendable {
        package enum Role: String, Codable, CaseIterable, Sendable {
            /// A person takes it for the cause.
            case cause
            /// It suffers.
            case affected
        }

        package let item: UUID
        package let role: Role

        package init(item: UUID, role: Role) {
            self.item = item
            self.role = role
        }
    }

    /// Items kept with an incident.
    package static let mostItems = 100

    /// The same item in another role takes its place.
    func added(_ new: AffectedItem) -> [Fact] {
        let known = items ?? []
        guard !known.contains(new), known.count < Self.mostItems else { return [] }
        return [.itemAdded(item: new)]
    }
}
