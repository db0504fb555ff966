import Foundation
import Records

/// What is expected of a job, and what it means when it stays away.
package struct HeartbeatPlan: Codable, Equatable, Sendable {
    package var name: String
    /// Part of its address below an integration's key: lower-case letters, digits, `-` and `_`.
    package var slug: String
    /// Seconds between two successes; or `cron`.
    package var period: Int?
    package var cron: String?
    /// The zone of `cron`; UTC without.
    package var timeZone: String?
    /// Seconds a success may be late, and a started run may take.
    package var grace: Int
    package var severity: Severity?
    package var item: String?
    package var service: String?

    package init(
        name: String, slug: String, period: Int? = nil, cron: String? = nil, timeZone: String? = nil,
        grace: Int = 3600, severity: Severity? = nil, item: String? = nil, service: String? = nil
    ) {
        self.name = name
        self.slug = slug
        self.period = period
        self.cron = cron
        self.timeZone = timeZone
        self.grace = grace
        self.severity = severity
        self.item = item
        self.service = service
    }

    /// What a ping makes of a slug that is not known: once a day, an hour late at most.
    package static func standard(slug: String) -> HeartbeatPlan {
        HeartbeatPlan(name: slug, slug: slug, period: 86_400)
    }

    /// Throws `Invalid` naming the field that cannot be used.
    package func validate() throws(Invalid) {
        guard (1...100).contains(name.count) else { throw Invalid("Give 1 to 100 characters.", field: "name") }
        guard HeartbeatPlan.isSlug(slug) else {
            throw Invalid("Give 1 to 100 lower-case letters, digits, - and _.", field: "slug")
        }
        guard (period == nil) != (cron == nil) else {
            throw Invalid("Give either a period or a cron schedule.", field: "period")
        }
        guard period.map({ (60...366 * 86_400).contains($0) }) ?? true else {
            throw Invalid("Give 60 seconds to a year.", field: "period")
        }
        guard (60...366 * 86_400).contains(grace) else {
            throw Invalid("Give 60 seconds to a year.", field: "grace")
        }
        guard timeZone.map({ TimeZone(identifier: $0) != nil }) ?? true else {
            throw Invalid("This is no time zone such as Europe/Berlin.", field: "timeZone")
        }
        for (field, value) in [("item", item), ("service", service)] {
            guard value.map({ (1...200).contains($0.count) }) ?? true else {
                throw Invalid("Give 1 to 200 characters.", field: field)
            }
        }
        if let cron {
            guard try CronSchedule(cron, zone: zone).next(after: Date(timeIntervalSince1970: 0)) != nil else {
                throw Invalid("This never runs.", field: "cron")
            }
        }
    }

    package static func isSlug(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
            }
    }

    private var zone: TimeZone { timeZone.flatMap { TimeZone(identifier: $0) } ?? .gmt }

    /// When the next success is expected, after one at an instant.
    package func expected(after success: Date) -> Date {
        if let period { return success + TimeInterval(period) }
        let schedule = cron.flatMap { text in try? CronSchedule(text, zone: zone) }
        return schedule?.next(after: success) ?? success + 86_400
    }

    /// When it is down unless it is heard of: after the latest success, and after the start of a run that has not ended.
    package func deadline(success: Date?, start: Date?) -> Date? {
        let late = TimeInterval(grace)
        return [success.map { expected(after: $0) + late }, start.map { $0 + late }].compactMap(\.self).min()
    }
}
