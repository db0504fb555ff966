import Foundation

extension Company {
    /// What monitoring saw of one cause.
    struct Outage {
        /// When it began, counted back from now.
        let began: Ago
        /// How long it takes; nil when nobody knows yet.
        let lasted: TimeInterval?
        /// The first is the one at the cause.
        let alerts: [Alert]
        /// Whether its cause is the one that keeps coming back.
        var recurs: Bool { alerts.first?.instance.hasPrefix(Company.recurringCause) ?? false }
        var summary: String { alerts.first?.summary ?? "" }
    }

    struct Alert {
        let check: String
        /// As the exporter names it.
        let instance: String
        let severity: String
        let summary: String
        /// Seconds after the outage began.
        let after: TimeInterval

        init(_ check: String, _ instance: String, _ severity: String, _ summary: String, after: TimeInterval = 0) {
            self.check = check
            self.instance = instance
            self.severity = severity
            self.summary = summary
            self.after = after
        }
    }

    /// A time before now.
    struct Ago {
        let seconds: TimeInterval

        static func days(_ days: Int, hours: Int = 0) -> Ago { Ago(seconds: Double(days * 24 + hours) * 3600) }
        static func minutes(_ minutes: Int) -> Ago { Ago(seconds: Double(minutes) * 60) }
    }

    /// The item that has failed three times when the story begins.
    static let recurringCause = "pg-orders-01"

    static let pastOutages = [
        Outage(
            began: .days(23, hours: 3), lasted: 42 * 60,
            alerts: [
                Alert(
                    "PostgresTooManyConnections", "pg-orders-01:9187", "critical",
                    "Order database: 500 of 500 connections in use"),
                Alert("HttpErrorRateHigh", "deployment/shop-api", "major", "12 % of shop API calls fail", after: 50),
            ]),
        Outage(
            began: .days(17, hours: 9), lasted: 95 * 60,
            alerts: [
                Alert("LinkDown", "wan-mm", "critical", "Line of the Malmö warehouse is down"),
                Alert("TargetDown", "fw-mm-01.nordwarft.example:9100", "major", "fw-mm-01 is out of reach", after: 40),
                Alert("BlackboxProbeFailed", "carrier-hub", "critical", "Carriers are out of reach", after: 70),
            ]),
        Outage(
            began: .days(14, hours: 6), lasted: 31 * 60,
            alerts: [
                Alert("RabbitMQQueueGrowing", "rabbit-stores", "warning", "18,400 sales of shops wait in mq-stores-01")
            ]),
        Outage(
            began: .days(12, hours: 1), lasted: 27 * 60,
            alerts: [
                Alert(
                    "PostgresConnectionsRefused", "pg-orders-01:9187", "critical",
                    "Order database refuses connections: too many clients"),
                Alert("CheckoutSlow", "deployment/checkout-api", "major", "Checkout takes 9 s in the mean", after: 80),
            ]),
        Outage(
            began: .days(9, hours: 20), lasted: 64 * 60,
            alerts: [
                Alert("DiskLatencyHigh", "san-hl-01", "warning", "Writes on san-hl-01 take 90 ms"),
                Alert("DatabaseSlow", "erpprod", "warning", "Merchandise database is slow", after: 90),
            ]),
        Outage(
            began: .days(6, hours: 11), lasted: 18 * 60,
            alerts: [
                Alert("BlackboxProbeFailed", "psp.nordwarft.example", "critical", "Payment provider answers with 503"),
                Alert("PaymentsDeclined", "pay-gateway", "major", "31 % of payments fail", after: 45),
            ]),
        Outage(
            began: .days(4, hours: 14), lasted: 12 * 60,
            alerts: [
                Alert("CertificateExpires", "media.nordwarft.example", "minor", "Certificate of media ends in 6 days")
            ]),
        Outage(
            began: .days(3, hours: 2), lasted: 35 * 60,
            alerts: [
                Alert(
                    "PostgresPoolExhausted", "pg-orders-01:9187", "critical",
                    "Order database: no connection free for 60 s"),
                Alert("HttpLatencyHigh", "www.nordwarft.example", "major", "Shop pages take 7 s", after: 65),
            ]),
        Outage(
            began: .days(1, hours: 8), lasted: 22 * 60,
            alerts: [Alert("MailDelayed", "mail-cloud", "warning", "Mails take 25 minutes to arrive")]),
    ]

    static let openOutages = [
        Outage(
            began: .minutes(9), lasted: nil,
            alerts: [
                Alert(
                    "PostgresConnectionsNearLimit", "pg-orders-01:9187", "critical",
                    "Order database: 497 of 500 connections in use"),
                Alert(
                    "BasketErrors", "deployment/shop-api", "major", "One basket in eleven cannot be saved", after: 40),
            ]),
        Outage(
            began: .minutes(47), lasted: nil,
            alerts: [Alert("LabelsOutdated", "label-server-01", "warning", "1,120 shelf labels show old prices")]),
    ]

    /// Muted by the change that is being made now, and over before its window.
    static let mutedOutage = Outage(
        began: .minutes(4), lasted: 2 * 3600,
        alerts: [
            Alert(
                "DiskFilling", "reports-db-01.nordwarft.example:9100", "warning", "Volume of reports-db-01 is 91 % full"
            )
        ])

    static let firstNote = "Followed the workaround: shop-api scaled down, idle connections ended. Watching."
}
