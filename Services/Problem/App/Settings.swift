import Chassis
import ProblemDomain

/// What this service can be told beside the settings that all services share.
struct ProblemSettings: Sendable {
    /// When incidents with one cause raise a candidate.
    let recurrence: RecurrenceRule

    init(_ reader: inout SettingsReader) {
        recurrence = RecurrenceRule(
            threshold: reader.integer(
                "DIENST_RECURRENCE_INCIDENTS", default: 3, in: 2...100,
                "incidents with one cause that raise a candidate"),
            days: reader.integer(
                "DIENST_RECURRENCE_DAYS", default: 30, in: 1...365, "days within which they were opened"))
    }
}
