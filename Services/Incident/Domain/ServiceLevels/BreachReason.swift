import Records

/// Why a service level was missed, as a person says afterwards. A miss stays a miss: an excusable one is counted apart.
package struct BreachReason: Codable, Equatable, Sendable {
    package enum Code: String, Codable, CaseIterable, Sendable {
        /// More work than people.
        case capacity
        /// Nobody at hand knew how.
        case skill
        case wrongTeam = "wrong_team"
        case supplier
        /// The customer kept it waiting.
        case customer
        case change
        /// A major incident bound everybody.
        case majorIncident = "major_incident"
        /// The suite or other tools stood in the way.
        case tooling
        /// Power, weather, strike: what nobody promised to withstand.
        case outsideInfluence = "outside_influence"
        case other
    }

    package let clock: ServiceLevelClock.Key
    package let code: Code
    /// By the agreement it does not count against whoever promised.
    package let excusable: Bool
    /// Needed for what is excusable, and for any other reason than those listed.
    package let note: String?

    package init(clock: ServiceLevelClock.Key, code: Code, excusable: Bool, note: String?) {
        self.clock = clock
        self.code = code
        self.excusable = excusable
        self.note = note
    }

    func checked() throws(Rejection) -> BreachReason {
        if note == nil && (excusable || code == .other) {
            throw Rejection("Say why in words, too.", code: "note_required")
        }
        return self
    }
}
