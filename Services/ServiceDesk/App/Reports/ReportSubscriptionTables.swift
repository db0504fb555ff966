import DeskDomain
import Foundation
import Postgres

typealias ReportSubscriptionStore = DefinitionStore<ReportSubscriptionDetails>

/// Who wants to be told of which report.
enum ReportSubscriptionTables {
    static let migrations = [Migration(name: "m0925_report_subscription", sql: subscriptions)]

    private static let subscriptions = """
        CREATE TABLE report_subscription (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_report_subscription_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            person uuid NOT NULL REFERENCES person (id),
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_report_subscription_per_name ON report_subscription (person, lower(name))
            WHERE state = 'active';
        """
}

extension ReportSubscriptionDetails: KeptDefinition {
    static let table = "report_subscription"
    static let uniqueName = "one_active_report_subscription_per_name"
    var columns: [(name: String, value: SQL)] { [("person", "\(person)")] }

    static func check(_ details: ReportSubscriptionDetails, before: ReportSubscription?, in tx: Transaction) throws {
        try InUse.people([details.person], field: "person", in: tx)
        if let customer = details.customer { try OrganisationStore().require(customer, field: "customer", in: tx) }
    }

    static func follow(_ subscription: ReportSubscription, in tx: Transaction) throws {
        try MailReports().follow(subscription, in: tx)
    }
}
