import Foundation
import Records

extension Alert: Lifecycle {
    package static let kind = "alert"

    package enum Command: Equatable, Sendable {
        case raise(Raise)
        case clear(at: Date)
        /// The source stopped repeating it.
        case expire(at: Date)
        case mute(Mute, Explanation)
        case release(Explanation)
        case nameExceeded(ChangeReference, Explanation)
        case join(situation: UUID)
        /// The model has changed, and the labels name something else now.
        case bind(Binding)
        case acknowledge(by: UUID, note: String?, name: String? = nil)
        case unacknowledge
        /// Mutes it for a time, whatever it does.
        case shelve(Overlay)
        case assign(Assignment)
        case comment(String)
        case lay(Overlay, Explanation)
        case lift(Overlay, Explanation?)
        /// Lifts what is over by now: the shelf, a hold, flapping.
        case settle(FlapRule)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case raised(raise: Raise)
        case reopened(raise: Raise)
        case severityChanged(to: Severity, word: String?)
        case cleared(at: Date)
        case expired(at: Date)
        case suppressed(by: Mute, why: Explanation)
        case released(why: Explanation)
        case impactExceeded(change: ChangeReference, why: Explanation)
        case situationJoined(situation: UUID)
        case bound(binding: Binding)
        case acknowledged(by: UUID, note: String?, name: String? = nil)
        case unacknowledged(why: Explanation?)
        case assigned(to: Assignment)
        case commented(text: String)
        /// What the rules did, and want.
        case ruled(treatment: Treatment)
        case muted(by: Overlay, why: Explanation?)
        case unmuted(from: Overlay, why: Explanation?)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.firing, .raise(let raise)):
            raise.severity == severity
                ? []
                : [.severityChanged(to: raise.severity, word: raise.severityWord)]
                    + unacknowledging(for: raise.severity)
        case (.cleared, .raise(let raise)), (.expired, .raise(let raise)):
            isReopenable(by: raise) ? [.reopened(raise: raise)] : [.raised(raise: raise)]
        case (.firing, .clear(let end)): [.cleared(at: end)]
        case (.firing, .expire(let end)): [.expired(at: end)]
        case (.cleared, .clear), (.cleared, .expire), (.expired, .clear), (.expired, .expire): []
        case (.firing, .mute(let by, let why)): by == mute ? [] : [.suppressed(by: by, why: why)]
        case (.firing, .release(let why)): mute == nil ? [] : [.released(why: why)]
        case (.firing, .nameExceeded(let change, let why)):
            change == exceeds ? [] : [.impactExceeded(change: change, why: why)]
        case (_, .join(let id)): id == situation ? [] : [.situationJoined(situation: id)]
        case (.firing, .bind(let new)): new.isAbout(binding) ? [] : [.bound(binding: new)]
        case (.cleared, .bind), (.expired, .bind), (.cleared, .release), (.expired, .release): []
        case (.cleared, .mute), (.expired, .mute), (.cleared, .nameExceeded), (.expired, .nameExceeded):
            throw Rejection(
                "Alert \(number) is \(state.rawValue): only a firing alert can be muted or exceed a change.")
        case (.cleared, .acknowledge), (.expired, .acknowledge):
            throw Rejection("Alert \(number) is \(state.rawValue): there is nothing to acknowledge.")
        case (.firing, .acknowledge(let by, let note, let name)):
            acknowledgement == nil ? [.acknowledged(by: by, note: note, name: name)] : []
        case (_, .unacknowledge): acknowledgement == nil ? [] : [.unacknowledged(why: nil)]
        case (_, .shelve(let shelf)): try deciding(shelving: shelf, at: now)
        case (_, .assign(let new)): new == assignment ? [] : [.assigned(to: new)]
        case (_, .comment(let text)): [.commented(text: text)]
        case (_, .settle(let rule)): settling(under: rule, at: now)
        case (_, .lay(let overlay, let why)): (overlays ?? []).contains(overlay) ? [] : [.muted(by: overlay, why: why)]
        case (_, .lift(let overlay, let why)):
            (overlays ?? []).first { $0.isSame(as: overlay) }.map { [.unmuted(from: $0, why: why)] } ?? []
        }
    }

    private func isReopenable(by raise: Raise) -> Bool {
        guard let clearedAt else { return false }
        return raise.onset <= clearedAt + (raise.reopenWithin.map(TimeInterval.init) ?? Alert.reopenWindow)
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Alert? {
        guard case .raised(let raise) = fact else { return nil }
        return Alert(
            id: id, number: raise.number, integration: raise.integration, state: .firing, severity: raise.severity,
            worstSeverity: raise.severity, severityWord: raise.severityWord, check: raise.check, summary: raise.summary,
            labels: raise.labels, annotations: raise.annotations, link: raise.link, binding: raise.binding,
            onset: raise.onset, episodes: 1, reopenings: 0, changes: [instant])
    }

    package func applying(_ fact: Fact, at instant: Date) -> Alert {
        var next = self
        switch fact {
        case .raised(let raise):
            next.begin(anew: raise)
            next.noteChange(at: instant)
        case .reopened(let raise):
            next.comeBack(raise)
            next.noteChange(at: instant)
        case .severityChanged(let severity, let word):
            next.severity = severity
            next.severityWord = word
            next.worstSeverity = max(worstSeverity, severity)
        case .cleared(let end):
            next.end(.cleared, at: end)
            next.noteChange(at: instant)
        case .expired(let end):
            next.end(.expired, at: end)
            next.noteChange(at: instant)
        case .suppressed(let mute, _):
            next.mute = mute
            next.lastMute = mute
        case .released: next.mute = nil
        case .impactExceeded(let change, _): next.exceeds = change
        case .situationJoined(let id): next.situation = id
        case .bound(let binding): next.binding = binding
        case .acknowledged(let by, let note, let name):
            next.acknowledgement = Acknowledgement(by: by, at: instant, note: note, name: name)
        case .unacknowledged: next.acknowledgement = nil
        case .assigned(let assignment): next.assignment = assignment
        case .ruled(let treatment): next.opensAtOnce = treatment.opensAtOnce ? true : nil
        case .commented: next.comments = (comments ?? 0) + 1
        case .muted(let overlay, _): next.lay(overlay)
        case .unmuted(let overlay, _): next.lift(overlay)
        }
        return next
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .raised(let raise), .reopened(let raise): raise.binding.why
        case .bound(let binding): binding.why
        case .suppressed(_, let why), .released(let why), .impactExceeded(_, let why): why
        case .ruled(let treatment): treatment.why
        case .unacknowledged(let why), .muted(_, let why), .unmuted(_, let why): why
        case .severityChanged, .cleared, .expired, .situationJoined, .acknowledged, .assigned, .commented: nil
        }
    }

    private mutating func begin(anew raise: Raise) {
        take(raise)
        onset = raise.onset
        worstSeverity = raise.severity
        acknowledgement = nil
        situation = nil
        exceeds = nil
        episodes += 1
    }

    private mutating func comeBack(_ raise: Raise) {
        take(raise)
        worstSeverity = max(worstSeverity, raise.severity)
        exceeds = nil
        reopenings += 1
    }

    private mutating func take(_ raise: Raise) {
        state = .firing
        clearedAt = nil
        mute = nil
        severity = raise.severity
        severityWord = raise.severityWord
        summary = raise.summary
        labels = raise.labels
        annotations = raise.annotations
        link = raise.link
        binding = raise.binding
    }

    private mutating func end(_ state: State, at instant: Date) {
        self.state = state
        clearedAt = max(instant, onset)
        liftWhatEnds()
    }
}
