/// What is known beside the alerts and the model when causes are weighed.
package struct CauseKnowledge: Sendable {
    package static let none = CauseKnowledge()

    package var changes: RecentChanges
    package var relations: CauseRelations

    package init(changes: RecentChanges = .none, relations: CauseRelations = .none) {
        self.changes = changes
        self.relations = relations
    }
}
