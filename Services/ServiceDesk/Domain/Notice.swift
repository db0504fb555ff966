import Foundation

/// Something a person is told, in their in-app inbox and by mail. All texts in it are from outside and shown as text only.
package struct Notice: Codable, Equatable, Sendable {
    /// What happened; one text per language belongs to each.
    package enum Template: String, Codable, CaseIterable, Sendable {
        case approvalRequested = "approval_requested"
        case requestDecided = "request_decided"
        case reply, mention
        case recordUpdate = "record_update"
        case taskAssigned = "task_assigned"
        case serviceAppeared = "service_appeared"
        case articleReview = "article_review"
        case agreementReview = "agreement_review"
        /// A report that somebody subscribed to.
        case reportReady = "report_ready"
        case escalated
        /// A major incident began, goes on or is over.
        case majorIncident = "major_incident"
        /// Nobody has told how a major incident goes.
        case updateOverdue = "update_overdue"
        /// A schedule leaves times in which nobody is on call.
        case coverageGap = "coverage_gap"

        /// Whether it is told at once, however one likes to be told and however often.
        package var isUrgent: Bool {
            switch self {
            case .majorIncident, .updateOverdue, .escalated, .reportReady: true
            case .approvalRequested, .requestDecided, .reply, .mention, .recordUpdate, .taskAssigned, .serviceAppeared,
                .articleReview, .agreementReview, .coverageGap:
                false
            }
        }
    }

    package enum Outcome: String, Codable, CaseIterable, Sendable {
        /// Of a request.
        case approved, rejected
        /// Of a major incident: it is led from now on, service is back, it is over.
        case began, restored, ended
    }

    /// A time that it tells of; its reader sees it by their own clock.
    package struct Period: Codable, Equatable, Sendable {
        package let from: Date
        package let until: Date

        package init(from: Date, until: Date) {
            self.from = from
            self.until = until
        }
    }

    package let template: Template
    package let record: RecordReference
    /// `REQ0000042`; stands in the subject.
    package let number: String
    /// The record's summary.
    package let title: String
    /// Where to go, below the suite's public address: `/records/request/…`.
    package private(set) var link: String
    /// Who did it, by name.
    package let actor: String?
    /// A reply, a comment, a reason.
    package let text: String?
    package let outcome: Outcome?
    /// Until when something is wanted of the person.
    package let due: Date?
    /// The next ones first; nil for none.
    package let periods: [Period]?

    package static let longestText = 4_000
    private static let mostPeriods = 20
    private static let longestLine = 200

    /// Texts that are too long are cut, and control characters become blanks: a notice never fails what it tells of.
    ///
    /// - Parameter link: a path that begins with one slash; anything else becomes the record's page.
    package init(
        _ template: Template, about record: RecordReference, number: String, title: String, link: String,
        actor: String? = nil, text: String? = nil, outcome: Outcome? = nil, due: Date? = nil,
        periods: [Period] = []
    ) {
        self.template = template
        self.record = record
        self.number = Self.line(number)
        self.title = Self.line(title)
        self.link = Self.isPath(link) ? link : Self.page(of: record)
        self.actor = actor.map(Self.line).flatMap { $0.isEmpty ? nil : $0 }
        self.text = text.map(Self.paragraphs).flatMap { $0.isEmpty ? nil : $0 }
        self.outcome = outcome
        self.due = due
        self.periods = periods.isEmpty ? nil : Array(periods.prefix(Self.mostPeriods))
    }

    /// The page of a record in the web application.
    package static func page(of record: RecordReference) -> String {
        "/records/\(record.kind.rawValue)/\(record.id.uuidString.lowercased())"
    }

    /// The notice without what only its mail may carry: a one-time link becomes the record's page.
    package var withoutOneTimeLink: Notice {
        guard template == .approvalRequested else { return self }
        var notice = self
        notice.link = Self.page(of: record)
        return notice
    }

    private static func isPath(_ link: String) -> Bool {
        link.hasPrefix("/") && !link.hasPrefix("//") && link.utf8.count <= 2_000
            && link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
    }

    private static func line(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(longestLine * 2).map { isPlain($0) ? $0 : " " }
        let line = String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespaces)
        return cut(line, to: longestLine)
    }

    private static func paragraphs(_ text: String) -> String {
        let scalars = text.replacing("\r\n", with: "\n").unicodeScalars.prefix(longestText * 2)
        let plain = scalars.map { $0 == "\n" || isPlain($0) ? $0 : " " }
        let trimmed = String(String.UnicodeScalarView(plain)).trimmingCharacters(in: .whitespacesAndNewlines)
        return cut(trimmed, to: longestText)
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.unicodeScalars.count > limit else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
    }

    /// Neither control characters nor those that turn the direction of what follows.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        default: !scalar.properties.isBidiControl
        }
    }
}
