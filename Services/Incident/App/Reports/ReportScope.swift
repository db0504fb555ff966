import Chassis
import Contracts
import Foundation
import Postgres
import Records

/// From an instant until before another.
struct ReportPeriod: Sendable {
    let from: Date
    let until: Date

    /// What is yet to come says nothing: a month that goes on ends now.
    func ending(by now: Date) -> ReportPeriod {
        from < now ? ReportPeriod(from: from, until: min(until, now)) : self
    }
}

/// Which incidents, and which of their clocks, a report is about: those its reader may see, and of these those asked for.
struct ReportScope: Sendable {
    private static let standard: TimeInterval = 30 * 86_400
    /// Two years, and then some.
    private static let longest: TimeInterval = 800 * 86_400

    static let parameters = [
        QueryParameter("from", .date, "From this instant; thirty days before the end if left out"),
        QueryParameter("until", .date, "Until before this instant; now if left out"),
        QueryParameter("service", .uuid, "Only incidents that hurt these services", isList: true),
        QueryParameter("team", .uuid, "Only incidents of these teams", isList: true),
        QueryParameter("priority", .integer, "Only these priorities, 1 to 5", isList: true),
        QueryParameter("customer", .text, "Only of these customers; none for the provider's own", isList: true),
        QueryParameter("hour", .text, "Only incidents opened then: 1-08 is Monday from eight until nine", isList: true),
        QueryParameter("zone", .text, "Whose hours, days and months; UTC if left out"),
        QueryParameter("kind", .oneOf(AgreementKind.self), "Clocks of such agreements; with customers if left out"),
        QueryParameter("measure", .oneOf(ServiceLevelTarget.Measure.self), "Only clocks of this measure"),
        QueryParameter("target", .text, "Only clocks of the target with this name"),
        QueryParameter("policy", .uuid, "Only clocks of this policy"),
        QueryParameter("version", .integer, "Only clocks of this version of the policy"),
    ]

    let period: ReportPeriod
    let incidents: SQL
    let clocks: SQL
    /// The weekday and hour in which an incident was opened, as text.
    let openingHour: SQL

    /// Throws 422 naming the parameter at fault.
    init(_ call: Call, period given: ReportPeriod? = nil, now: Date) throws {
        let query = call.query
        period = try (given ?? Self.period(query, now: now)).ending(by: WireTime.truncated(now))
        var incidents: [SQL] = [Sight.incidents.visible(to: try call.principal) ?? "TRUE"]
        let services = query.list("service").compactMap { UUID(uuidString: $0) }
        if !services.isEmpty { incidents.append("services && \(services)") }
        let teams = query.list("team").compactMap { UUID(uuidString: $0) }
        if !teams.isEmpty { incidents.append("team = ANY(\(teams))") }
        let priorities = query.list("priority").compactMap { Int($0) }
        if !priorities.isEmpty { incidents.append("priority = ANY(\(priorities))") }
        if !query.list("customer").isEmpty { incidents.append(try Self.customers(query.list("customer"))) }
        let zone = query.text("zone") ?? "UTC"
        guard TimeZone(identifier: zone) != nil else {
            throw Invalid("There is no such time zone.", field: "zone", code: "unknown_zone")
        }
        openingHour = "to_char(opened_at AT TIME ZONE \(zone)::text, 'ID-HH24')"
        let hours = query.list("hour")
        if !hours.isEmpty { incidents.append("\(openingHour) = ANY(\(hours))") }
        self.incidents = incidents.map { "(\($0))" }.joined(separator: " AND ")
        clocks = try Self.clocks(call)
    }

    /// The same of the period before, which is as long.
    func before(_ call: Call, now: Date) throws -> ReportScope {
        let length = period.until.timeIntervalSince(period.from)
        return try ReportScope(
            call, period: ReportPeriod(from: period.from.addingTimeInterval(-length), until: period.from), now: now)
    }

    private static func period(_ query: Query, now: Date) throws(Invalid) -> ReportPeriod {
        let until = query.date("until") ?? WireTime.truncated(now)
        let from = query.date("from") ?? until.addingTimeInterval(-standard)
        guard from < until, until.timeIntervalSince(from) <= longest else {
            throw Invalid("Give a period of at most 800 days.", field: "until", code: "period")
        }
        return ReportPeriod(from: from, until: until)
    }

    private static func customers(_ words: [String]) throws(Invalid) -> SQL {
        let ids = words.compactMap { UUID(uuidString: $0) }
        let hasNone = words.contains("none")
        guard ids.count + (hasNone ? 1 : 0) == words.count else {
            throw Invalid("Give ids of customers, or none.", field: "customer")
        }
        return hasNone ? "(organisation = ANY(\(ids)) OR organisation IS NULL)" : "organisation = ANY(\(ids))"
    }

    /// What was agreed between teams and with suppliers is nobody's business but the provider's.
    private static func clocks(_ call: Call) throws -> SQL {
        let query = call.query
        let kind = query.word("kind", as: AgreementKind.self) ?? .customer
        if kind != .customer, try !call.principal.may(.incidentsWork) {
            throw ErrorReply.permissionNeeded(.incidentsWork)
        }
        var clocks: [SQL] = ["c.kind = \(kind)"]
        if let measure = query.word("measure", as: ServiceLevelTarget.Measure.self) {
            clocks.append("c.measure = \(measure)")
        }
        if let target = query.text("target") { clocks.append("c.target = \(target)") }
        if let policy = query.uuid("policy") { clocks.append("c.policy = \(policy)") }
        if let version = query.integer("version") { clocks.append("c.policy_version = \(version)") }
        return clocks.joined(separator: " AND ")
    }
}
