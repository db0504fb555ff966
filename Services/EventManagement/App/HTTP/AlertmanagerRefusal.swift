import Chassis
import EventDomain
import Foundation
import HTTPTypes
import Records

/// A no in the way Alertmanager says it: a text, or a code of its API checker with a message.
struct AlertmanagerRefusal: Error {
    let status: HTTPResponse.Status
    let code: Int?
    let message: String

    init(_ status: HTTPResponse.Status, _ message: String, code: Int? = nil) {
        self.status = status
        self.code = code
        self.message = message
    }

    static func missing(_ field: String) -> AlertmanagerRefusal {
        AlertmanagerRefusal(.unprocessableContent, "\(field) in body is required", code: 602)
    }

    var answer: IntakeAnswer {
        if let code { return .json(status, ["code": .number(code), "message": .text(message)]) }
        return .json(status, JSONValue.text(message))
    }

    static func matchers(_ texts: [String]) throws(AlertmanagerRefusal) -> [LabelMatcher] {
        var matchers: [LabelMatcher] = []
        for text in texts {
            do throws(Invalid) {
                matchers.append(try LabelMatcher(parsing: text))
            } catch {
                throw AlertmanagerRefusal(.badRequest, error.message)
            }
        }
        return matchers
    }

    /// Of what the intake refuses.
    @Sendable static func refusal(_ fault: ErrorReply) -> IntakeAnswer {
        switch fault.code {
        case "malformed_json": AlertmanagerRefusal(.badRequest, fault.detail, code: 400).answer
        case "required": AlertmanagerRefusal.missing(fault.field ?? "alerts").answer
        default: AlertmanagerRefusal(fault.status, fault.detail).answer
        }
    }
}
