import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What matchers would mute now, before there is a silence.
struct SilenceTrialBody: Codable, Sendable {
    let matchers: [SilenceBody.MatcherBody]

    /// Throws `Invalid` for matchers that no silence could have.
    func terms(at now: Date) throws(Invalid) -> Silence.Terms {
        try Silence.Terms(
            matchers: matchers.map(\.matcher), start: now, end: now + 60, weekly: nil, comment: "", author: ""
        ).checked()
    }
}

/// The firing alerts that matchers accept, as far as the reader may see them.
struct SilenceTrial: Codable, Sendable {
    static let mostShown = 20

    struct Line: Codable, Sendable {
        let id: UUID
        let number: String
        let severity: Severity
        let summary: String
        /// Something mutes it already.
        let suppressed: Bool
    }

    let count: Int
    /// The worst and newest, at most twenty.
    let items: [Line]

    init(_ terms: Silence.Terms, visible: SQL?, in tx: Transaction) throws {
        let matchers = MatcherSet(terms.matchers)
        let accepted = try tx.query(
            """
            SELECT id, number, severity, summary, cardinality(mute_reasons) > 0 AS is_muted, record -> 'labels' AS labels
            FROM alert WHERE state = 'firing' AND \(visible ?? "TRUE") ORDER BY severity_rank DESC, onset DESC, id
            """
        ) { row -> Line? in
            let labels = try RecordColumn.decode([String: String].self, row.value("labels"))
            guard matchers.accepts(labels) else { return nil }
            return Line(
                id: try row.value("id"), number: try row.value("number"), severity: try row.value("severity"),
                summary: try row.value("summary"), suppressed: try row.value("is_muted"))
        }.compactMap(\.self)
        count = accepted.count
        items = Array(accepted.prefix(Self.mostShown))
    }
}
