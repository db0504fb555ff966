import Foundation

// How states and commands are said in a refusal.

extension Incident.State {
    var words: String { rawValue.replacingOccurrences(of: "_", with: " ") }
}

extension Incident.Command {
    var participle: String {
        switch self {
        case .assign: "assigned"
        case .startWork: "taken into work"
        case .hold: "put on hold"
        case .resume, .hearEnd: "resumed"
        case .resolve: "resolved"
        case .reopen: "reopened"
        case .hearReply: "replied to"
        case .close: "closed"
        case .cancel: "cancelled"
        case .note: "noted on"
        case .overridePriority: "given another priority"
        case .follow: "changed by monitoring"
        case .offer: "given a workaround"
        case .link: "linked to a problem"
        case .addAffected: "joined by more people"
        case .explainBreach: "explained"
        case .flag: "flagged"
        case .growOlder: "weighed again"
        case .findGap: "held against monitoring"
        case .categorise: "categorised"
        case .addItem, .removeItem: "given other configuration items"
        case .escalate: "escalated"
        case .join, .leave: "given another parent"
        case .addTask: "given a task"
        case .giveTask, .finishTask, .dropTask: "changed in its tasks"
        }
    }
}
