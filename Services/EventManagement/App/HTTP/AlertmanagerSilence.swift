import EventDomain
import Foundation
import HTTPTypes
import Records

/// A silence in Alertmanager's words.
struct AlertmanagerSilence: Encodable, Sendable {
    struct Status: Encodable, Sendable { let state: Silence.Phase }

    /// How long one that is over is still shown.
    static let retention: TimeInterval = 5 * 86_400

    let id: String
    let status: Status
    let updatedAt: Date
    let comment: String
    let createdBy: String
    let startsAt: Date
    let endsAt: Date
    let matchers: [LabelMatcher]

    init(_ silence: Silence, at now: Date) {
        id = silence.id.uuidString.lowercased()
        status = Status(state: silence.phase(at: now))
        updatedAt = silence.endedAt ?? silence.createdAt
        comment = silence.terms.comment
        createdBy = silence.terms.author
        startsAt = min(silence.terms.start, silence.endedAt ?? .distantFuture)
        endsAt = silence.lastMoment ?? .distantFuture
        matchers = silence.terms.matchers
    }

    /// Whether it says each of these matchers itself.
    func has(_ wanted: [LabelMatcher]) -> Bool { wanted.allSatisfy { matchers.contains($0) } }

    /// Those that mute, the next to end first; those to come; those that are over, the last ended first.
    static func inOrder(_ all: [AlertmanagerSilence]) -> [AlertmanagerSilence] {
        let ranks: [Silence.Phase: Int] = [.active: 0, .pending: 1, .expired: 2]
        return all.sorted { a, b in
            if a.status.state != b.status.state {
                return ranks[a.status.state, default: 3] < ranks[b.status.state, default: 3]
            }
            return switch a.status.state {
            case .active: a.endsAt < b.endsAt
            case .pending: a.startsAt < b.startsAt
            case .expired: a.endsAt > b.endsAt
            }
        }
    }
}

extension AlertmanagerSilence {
    /// The id and terms that a client posts. An id that is none at all is like one that nobody knows.
    static func read(
        _ body: Data, for integration: UUID, at now: Date
    ) throws(AlertmanagerRefusal) -> (id: UUID?, terms: Silence.Terms) {
        let value = try whole(body)
        let starts = try instant("startsAt", value)
        let ends = try instant("endsAt", value)
        guard case .text(let comment) = value["comment"] else { throw .missing("comment") }
        guard case .text(let creator) = value["createdBy"] else { throw .missing("createdBy") }
        guard let ends else { throw .missing("endsAt") }
        guard case .list(let given) = value["matchers"] else { throw .missing("matchers") }
        guard !given.isEmpty else {
            throw AlertmanagerRefusal(
                .unprocessableContent, "matchers in body should have at least 1 items", code: 612)
        }
        var matchers: [LabelMatcher] = []
        for (index, matcher) in given.prefix(101).enumerated() { matchers.append(try Self.matcher(matcher, index)) }
        guard let starts else { throw .missing("startsAt") }
        let id = value["id"]?.words
        guard id == nil || id.flatMap({ UUID(uuidString: $0) }) != nil else {
            throw AlertmanagerRefusal(.notFound, "silence not found")
        }
        let terms = Silence.Terms(
            matchers: matchers, start: starts, end: ends, weekly: nil, comment: comment, author: creator,
            integration: integration)
        try check(terms, at: now)
        return (id.flatMap { UUID(uuidString: $0) }, terms)
    }

    private static func check(_ terms: Silence.Terms, at now: Date) throws(AlertmanagerRefusal) {
        guard let end = terms.end, terms.start < end else {
            throw AlertmanagerRefusal(.badRequest, "Failed to create silence: start time must be before end time")
        }
        guard end >= now else {
            throw AlertmanagerRefusal(.badRequest, "Failed to create silence: end time can't be in the past")
        }
        guard terms.matchers.contains(where: \.isTelling) else {
            throw AlertmanagerRefusal(
                .badRequest, "silence invalid: at least one matcher must not match the empty string")
        }
        guard terms.comment.count <= 4000, terms.author.count <= 200 else {
            throw AlertmanagerRefusal(.badRequest, "silence invalid: at most 4000 characters of comment, 200 of name")
        }
    }

    private static func whole(_ body: Data) throws(AlertmanagerRefusal) -> IntakeValue {
        guard !body.isEmpty else { throw .missing("silence") }
        do throws(Invalid) {
            return try IntakeReader.read(body)
        } catch {
            throw AlertmanagerRefusal(.badRequest, "parsing silence body failed: \(error.message)", code: 400)
        }
    }

    private static func instant(_ name: String, _ value: IntakeValue) throws(AlertmanagerRefusal) -> Date? {
        do throws(Invalid) {
            return try value.instant(name, at: "")
        } catch {
            throw AlertmanagerRefusal(.badRequest, "parsing silence body failed: \(error.message)", code: 400)
        }
    }

    private static func matcher(_ value: IntakeValue, _ index: Int) throws(AlertmanagerRefusal) -> LabelMatcher {
        guard case .boolean(let isRegex) = value["isRegex"] else { throw .missing("matchers.\(index).isRegex") }
        guard case .text(let name) = value["name"] else { throw .missing("matchers.\(index).name") }
        guard case .text(let text) = value["value"] else { throw .missing("matchers.\(index).value") }
        let refusal = "silence invalid: invalid label matcher \(index)"
        guard LabelMatcher.isName(name) else {
            throw AlertmanagerRefusal(.badRequest, "\(refusal): invalid label name \"\(name.prefix(100))\"")
        }
        do throws(Invalid) {
            if isRegex { try LabelMatcher.checkPattern(text) }
        } catch {
            throw AlertmanagerRefusal(.badRequest, "\(refusal): \(error.message)")
        }
        return LabelMatcher(name: name, value: text, isRegex: isRegex, isEqual: value["isEqual"] != .boolean(false))
    }
}
