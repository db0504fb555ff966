import Foundation

extension Alert {
    /// What follows for an alert that fires anew, or comes back, from what the rules want for it.
    package static func facts(of treatment: Treatment, on alert: Alert?, at now: Date) -> [Fact] {
        var facts: [Fact] = [.ruled(treatment: treatment)]
        if let team = treatment.team, alert?.assignment?.team == nil, alert?.assignment?.person == nil {
            facts.append(.assigned(to: Assignment(team: team, person: nil)))
        }
        if let hold = treatment.hold {
            let overlay = Overlay(.hold, by: hold.rule, named: hold.name, until: now + TimeInterval(hold.seconds))
            facts.append(.muted(by: overlay, why: treatment.why))
        }
        return facts
    }
}
