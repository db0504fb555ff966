import Foundation

/// The relations that count, made ready: what can cause what, and how sure that is.
package struct CauseRelations: Sendable {
    package static let none = CauseRelations([])
    /// What was learned puts alerts together only when it is this sure; below it only weighs.
    static let sure = 0.8

    private let byCause: [String: [CauseRelation]]
    private let byEffect: [String: [CauseRelation]]

    package var isEmpty: Bool { byCause.isEmpty }

    package init(_ all: [CauseRelation]) {
        let counting = all.filter { $0.state == .configured || $0.state == .learned }
        byCause = Dictionary(grouping: counting, by: \.terms.cause.check)
        byEffect = Dictionary(grouping: counting, by: \.terms.effect.check)
    }

    /// The surest relation by which the one can cause the other.
    func relation(from cause: CauseRelation.AlertType, to effect: CauseRelation.AlertType) -> CauseRelation? {
        (byCause[cause.check] ?? []).filter { $0.terms.cause.covers(cause) && $0.terms.effect.covers(effect) }
            .max { $0.weight < $1.weight }
    }

    /// Relations that put an alert of this kind to its cause.
    func causing(_ effect: CauseRelation.AlertType) -> [CauseRelation] {
        (byEffect[effect.check] ?? []).filter { $0.joins && $0.terms.effect.covers(effect) }
    }

    /// Relations that put others to an alert of this kind.
    func caused(by cause: CauseRelation.AlertType) -> [CauseRelation] {
        (byCause[cause.check] ?? []).filter { $0.joins && $0.terms.cause.covers(cause) }
    }
}

extension CauseRelation {
    /// From 0 to 1; what a person says counts whole.
    var weight: Double { state == .configured ? 1 : evidence?.confidence ?? 0 }

    var joins: Bool { weight >= CauseRelations.sure }

    /// For a person who asks why.
    var words: String {
        let source =
            switch (state, evidence) {
            case (.learned, let evidence?):
                "learned: in \(Int((evidence.confidence * 100).rounded())) % of its cases, \(evidence.support) times"
            default: "configured"
            }
        return "\(terms.cause.words) can cause \(terms.effect.words) (\(source))"
    }
}
