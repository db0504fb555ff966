import Foundation

/// Terms that are made for one page: where no policy says whom to call, or where somebody comes first.
extension EscalationPolicy.Terms {
    private static let minutes = 10
    private static let repeats = 2
    /// Who should have told how a major incident goes has this long before the next is called.
    private static let updateMinutes = 5

    /// All of these at once, three times.
    package static func calling(_ targets: [EscalationPolicy.Target], as name: String) -> Self {
        Self(
            name: name, team: nil, lowestPriority: 5, steps: [.init(targets: targets, minutes: minutes)],
            repeats: repeats)
    }

    /// Whoever writes its updates, then whoever leads it, three times; having said "I have it" holds as long as one of these waits.
    package static func update(of major: MajorIncident) -> Self {
        let holders = [MajorIncidentRole.communications, .commander].compactMap(major.holder(of:))
        let people = holders.enumerated().filter { !holders.prefix($0.offset).contains($0.element) }.map(\.element)
        return Self(
            name: major.number, team: nil, lowestPriority: 5,
            steps: people.map { .init(targets: [.init(kind: .person, id: $0)], minutes: updateMinutes) },
            repeats: repeats, acknowledgement: minutes)
    }

    /// First this person, then as it says.
    package func beginning(with person: UUID) -> Self {
        let first = EscalationPolicy.Step(
            targets: [.init(kind: .person, id: person)], minutes: steps.first?.minutes ?? Self.minutes)
        return Self(
            name: name, team: team, lowestPriority: lowestPriority, steps: [first] + steps, repeats: repeats,
            acknowledgement: acknowledgement, quiet: quiet)
    }
}
