import Foundation

extension Company {
    /// A change and how far it has come.
    struct Change {
        enum Course {
            case draft
            case scheduled
            case underWay
            case closed(outcome: String, notes: String)
        }

        /// When the window begins.
        enum Start {
            case hoursAgo(Double)
            /// At 20:00 UTC.
            case evening(inDays: Int)

            func date(from now: Date) -> Date {
                switch self {
                case .hoursAgo(let hours): return now.addingTimeInterval(-hours * 3600)
                case .evening(let days):
                    let today = (now.timeIntervalSince1970 / 86_400).rounded(.down)
                    return Date(timeIntervalSince1970: (today + Double(days)) * 86_400 + 20 * 3600)
                }
            }
        }

        let summary: String
        let description: String
        let type: String
        let risk: String
        let team: String
        let scope: [String]
        let start: Start
        let lasts: TimeInterval
        /// Expected impact by business service, for every one that needs the scope.
        let impact: [String: String]
        let course: Course
    }

    private static let hour: TimeInterval = 3600

    static let changes = [
        Change(
            summary: "Search engine to the current minor version",
            description: "Rolling restart of search-01; the shop shows cached results meanwhile.", type: "standard",
            risk: "low", team: "E-Commerce", scope: ["search-01"], start: .hoursAgo(1), lasts: 2 * hour,
            impact: ["Online shop": "degraded"],
            course: .closed(outcome: "successful", notes: "Done in 25 minutes, search answers in 40 ms.")),
        Change(
            summary: "Larger volume for the reports database",
            description: "Volume of reports-db-01 from 2 to 4 TB; loaders pause.", type: "normal", risk: "low",
            team: "Platform and Databases", scope: ["reports-db-01"], start: .hoursAgo(0.25), lasts: 3 * hour,
            impact: ["Business reports": "degraded"], course: .underWay),
        Change(
            summary: "Stock database to new hardware",
            description: "Move pg-stock-01 to kvm-mm-02 with a planned failover.", type: "normal", risk: "medium",
            team: "Platform and Databases", scope: ["pg-stock-01"], start: .evening(inDays: 3), lasts: 2 * hour,
            impact: ["Order fulfilment": "down", "Click and collect": "degraded"], course: .scheduled),
        Change(
            summary: fixForRecurringCause,
            description: "PgBouncer in transaction mode before pg-orders-01; services keep 20 connections each.",
            type: "normal", risk: "medium", team: "Platform and Databases", scope: ["pg-orders-01"],
            start: .evening(inDays: 6), lasts: hour, impact: ["Online shop": "degraded"], course: .draft),
    ]

    static let fixForRecurringCause = "Connection pooler for the order database"

    /// The problem behind the outage that keeps coming back.
    enum RecurringProblem {
        static let summary = "Order database runs out of connections under load"
        static let team = "Platform and Databases"
        static let assignee = "Katja Brinkhof"
        static let cause = """
            Each shop-api instance opens up to 60 connections and never gives idle ones back. When the cluster scales \
            out at peak hours, all 500 are taken.
            """
        static let symptom =
            "PostgreSQL refuses connections, shop API and checkout answer with errors 50 to 80 s later."
        static let workaround = """
            1. Scale shop-api down to 6 instances.
            2. End idle connections of user shop that are older than 5 minutes.
            3. Watch for 10 minutes, then let the cluster scale again.
            """
        static let plan = "A connection pooler before the database limits what each service may hold."
    }
}
