import Foundation
import Records

extension Alert {
    /// Somebody has seen it and looks after it.
    package struct Acknowledgement: Codable, Equatable, Sendable {
        package let by: UUID
        package let at: Date
        package let note: String?
        /// Who it was, where the source says so: then `by` is its integration, and no person of ours.
        package let name: String?
    }

    /// Who looks after it.
    package struct Assignment: Codable, Equatable, Sendable {
        package let team: UUID?
        package let person: UUID?

        package init(team: UUID?, person: UUID?) {
            self.team = team
            self.person = person
        }
    }

    /// Something that lies over an alert, so that nobody hears of what it does until it is lifted.
    package struct Overlay: Codable, Equatable, Sendable {
        package enum Reason: String, Codable, CaseIterable, Sendable {
            case maintenance, silence, inhibition, flapping, shelf, hold
        }

        package let reason: Reason
        /// The window, silence, rule or person it comes from; nil for what the alert does itself.
        package let source: UUID?
        /// What people know the source by.
        package let name: String
        /// When it ends by itself; nil when that is not known.
        package let until: Date?

        package init(_ reason: Reason, by source: UUID? = nil, named name: String, until: Date? = nil) {
            self.reason = reason
            self.source = source
            self.name = name
            self.until = until
        }

        /// Stays when the alert ends: whoever shelved it meant the time, not the episode, and flapping is made of ends.
        var outlivesTheEnd: Bool { reason == .shelf || reason == .flapping }

        /// There is one shelf, one hold and one flapping; of the others one for each source.
        package func isSame(as other: Overlay) -> Bool {
            guard reason == other.reason else { return false }
            return [.shelf, .hold, .flapping].contains(reason) || source == other.source
        }
    }

    /// Everything that mutes it now, maintenance first.
    package var mutes: [Overlay] {
        let window = mute.map { [Overlay(.maintenance, by: $0.window, named: $0.change.number)] } ?? []
        return window + (overlays ?? [])
    }

    /// Nobody hears of what it does now.
    package var isMuted: Bool { mute != nil || overlays?.isEmpty == false }

    package var isFlapping: Bool { overlay(.flapping) != nil }

    /// The first overlay with this reason.
    package func overlay(_ reason: Overlay.Reason) -> Overlay? { overlays?.first { $0.reason == reason } }

    mutating func lay(_ overlay: Overlay) {
        overlays = (overlays ?? []).filter { !$0.isSame(as: overlay) } + [overlay]
    }

    mutating func lift(_ overlay: Overlay) {
        overlays = overlays?.filter { !$0.isSame(as: overlay) }
        if overlays?.isEmpty == true { overlays = nil }
    }

    /// What muted the episode goes with it.
    mutating func liftWhatEnds() {
        mute = nil
        for overlay in overlays ?? [] where !overlay.outlivesTheEnd { lift(overlay) }
    }

    mutating func noteChange(at instant: Date) { changes = (changes ?? []).suffix(19) + [instant] }

    /// Longer than this nobody may put an alert on the shelf: a silence or a mended check is what is needed then.
    package static let longestShelf: TimeInterval = 30 * 86_400

    func deciding(shelving shelf: Overlay, at now: Date) throws(Rejection) -> [Fact] {
        guard let until = shelf.until, until > now, until <= now + Alert.longestShelf else {
            throw Rejection(
                "Alert \(number) can be shelved until some time within the next thirty days.", code: "invalid_until")
        }
        return overlay(.shelf) == shelf ? [] : [.muted(by: shelf, why: nil)]
    }

    /// What gets worse after somebody has seen it has to be seen again.
    func unacknowledging(for severity: Severity) -> [Fact] {
        guard acknowledgement != nil, severity > self.severity else { return [] }
        let why = Explanation(
            decision: "acknowledgement", rule: "what gets worse must be seen again",
            inputs: ["was": self.severity.rawValue, "is": severity.rawValue], outcome: "unacknowledged",
            because: "it was acknowledged as \(self.severity.rawValue) and is \(severity.rawValue) now")
        return [.unacknowledged(why: why)]
    }

    /// When something that mutes it ends by itself; of silences and windows others keep the time.
    package func due(under rule: FlapRule) -> Date? {
        (overlays ?? []).compactMap { end(of: $0, under: rule) }.min()
    }

    private func end(of overlay: Overlay, under rule: FlapRule) -> Date? {
        switch overlay.reason {
        case .shelf, .hold: overlay.until
        case .flapping: changes?.last.map { $0 + rule.quiet }
        case .maintenance, .silence, .inhibition: nil
        }
    }

    func settling(under rule: FlapRule, at now: Date) -> [Fact] {
        (overlays ?? []).compactMap { overlay in
            guard let end = end(of: overlay, under: rule), end <= now else { return nil }
            if overlay.reason == .flapping {
                return .unmuted(from: overlay, why: rule.explanation(changes ?? [], began: false, at: now))
            }
            let why = Explanation(
                decision: "suppression", rule: "until its time", inputs: ["by": overlay.name], outcome: "released",
                because: overlay.reason == .shelf ? "the time on the shelf is over" : "it still fires after the hold")
            return .unmuted(from: overlay, why: why)
        }
    }
}
