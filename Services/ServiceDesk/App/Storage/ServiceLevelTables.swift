import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

typealias CalendarStore = DefinitionStore<CalendarDetails>
typealias AgreementStore = DefinitionStore<AgreementDetails>
typealias ServiceLevelPolicyStore = DefinitionStore<PolicyDetails>

/// Calendars, agreements and service level policies.
enum ServiceLevelTables {
    static let migrations = [
        Migration(name: "m0700_service_levels", sql: definitions),
        Migration(name: "m0920_agreement_reviews", sql: reviews),
    ]

    private static let reviews = """
        -- Agreements that were there before reminders were.
        INSERT INTO timer (kind, owner, due_at)
        SELECT 'agreement-review', id, (review_at - 31)::timestamp AT TIME ZONE 'UTC' + interval '8 hours'
        FROM agreement WHERE state = 'active' AND review_at >= dienst_now()::date
        ON CONFLICT (kind, owner) DO NOTHING;

        -- Event management listens to these from now on: they are announced once more, when it has had time to be renewed, too.
        INSERT INTO timer (kind, owner, due_at)
        SELECT kind, '00000000-0000-0000-0000-000000000000', dienst_now() + interval '10 minutes'
        FROM unnest(ARRAY['announce-agreement', 'announce-calendar']) AS k (kind)
        WHERE EXISTS (SELECT FROM agreement)
        ON CONFLICT (kind, owner) DO NOTHING;
        """

    private static let definitions = """
        CREATE TABLE support_calendar (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_support_calendar_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_support_calendar_per_name ON support_calendar (lower(name)) WHERE state = 'active';
        CREATE INDEX support_calendar_by_name ON support_calendar (name, id);

        CREATE TABLE agreement (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_agreement_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            kind text NOT NULL CONSTRAINT known_agreement_kind CHECK (kind IN ('customer', 'team', 'supplier')),
            organisation uuid,
            review_at date,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_agreement_per_name ON agreement (lower(name)) WHERE state = 'active';
        CREATE INDEX agreement_by_name ON agreement (name, id);

        CREATE TABLE service_level_policy (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_service_level_policy_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            kind text NOT NULL CONSTRAINT known_policy_kind CHECK (kind IN ('customer', 'team', 'supplier')),
            agreement uuid REFERENCES agreement (id),
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_service_level_policy_per_name ON service_level_policy (lower(name)) WHERE state = 'active';
        CREATE INDEX service_level_policy_by_name ON service_level_policy (name, id);
        """
}

extension CalendarDetails: KeptDefinition {
    static let table = "support_calendar"
    static let uniqueName = "one_active_support_calendar_per_name"

    static func announcement(of calendar: SupportCalendar, facts: [String]) -> (any Announcement)? {
        CalendarAnnounced(
            record: calendar.id, facts: facts, name: calendar.details.name, active: calendar.state == .active,
            content: CalendarContent(calendar.details.calendar))
    }
}

extension AgreementDetails: KeptDefinition {
    static let table = "agreement"
    static let uniqueName = "one_active_agreement_per_name"
    var columns: [(name: String, value: SQL)] {
        [
            ("kind", "\(agreementKind)"), ("organisation", "\(organisation)"),
            ("review_at", "\(reviewAt?.description)::text::date"),
        ]
    }

    static func check(_ details: AgreementDetails, before: Agreement?, in tx: Transaction) throws {
        let known = before?.details
        if let organisation = details.organisation, organisation != known?.organisation {
            try OrganisationStore().require(organisation, field: "organisation", in: tx)
        }
        if let team = details.team, team != known?.team { try InUse.teams([team], field: "team", in: tx) }
        if let owner = details.owner, owner != known?.owner { try InUse.people([owner], field: "owner", in: tx) }
        for (index, target) in (details.availability ?? []).enumerated()
        where known?.availability?.contains(target) != true {
            try check(target, field: "availability.\(index)", in: tx)
        }
    }

    private static func check(_ target: AvailabilityTarget, field: String, in tx: Transaction) throws {
        guard try !CalendarStore().active([target.calendar], in: tx).isEmpty else {
            throw InUse.unknown("calendar", target.calendar, field: "\(field).calendar")
        }
        for service in target.services { try InUse.service(service, field: "\(field).services", in: tx) }
    }

    static func follow(_ agreement: Agreement, in tx: Transaction) throws {
        try RemindOfReviews().follow(agreement, in: tx)
    }

    static func announcement(of agreement: Agreement, facts: [String]) -> (any Announcement)? {
        let details = agreement.details
        return AgreementAnnounced(
            record: agreement.id, facts: facts, name: details.name, active: agreement.state == .active,
            kind: details.agreementKind.rawValue, from: details.from?.description, until: details.until?.description,
            organisation: details.organisation,
            availability: details.availability.map { $0.map(AvailabilityTargetContent.init) })
    }
}

extension PolicyDetails: KeptDefinition {
    static let table = "service_level_policy"
    static let uniqueName = "one_active_service_level_policy_per_name"
    var columns: [(name: String, value: SQL)] {
        [("kind", "\(policy.kind)"), ("agreement", "\(agreement)")]
    }

    static func check(_ details: PolicyDetails, before: PromisedLevels?, in tx: Transaction) throws {
        let known = before?.details
        if let agreement = details.agreement, agreement != known?.agreement {
            guard let kept = try AgreementStore().read(agreement, in: tx)?.record, kept.state == .active else {
                throw InUse.unknown("agreement", agreement, field: "agreement")
            }
            guard kept.details.agreementKind == details.policy.kind else {
                throw Invalid("The agreement is of another kind.", field: "kind", code: "other_kind")
            }
        }
        let calendars = Set(details.policy.targets.map(\.calendar))
        let usable = try CalendarStore().active(Array(calendars), in: tx)
        if let missing = calendars.subtracting(usable).subtracting(known?.policy.targets.map(\.calendar) ?? []).first {
            throw InUse.unknown("calendar", missing, field: "targets.calendar")
        }
        for service in details.policy.services where known?.policy.services.contains(service) != true {
            try InUse.service(service, field: "services", in: tx)
        }
        for organisation in details.policy.organisations
        where known?.policy.organisations.contains(organisation) != true {
            try OrganisationStore().require(organisation, field: "organisations", in: tx)
        }
        let teams = details.policy.targets.compactMap(\.team).filter { team in
            known?.policy.targets.contains { $0.team == team } != true
        }
        try InUse.teams(teams, field: "targets.team", in: tx)
    }

    static func announcement(of kept: PromisedLevels, facts: [String]) -> (any Announcement)? {
        let (details, policy) = (kept.details, kept.details.policy)
        return ServiceLevelPolicyAnnounced(
            record: kept.id, facts: facts, name: details.name, active: kept.state == .active,
            agreement: details.agreement, kind: policy.kind.rawValue, services: policy.services,
            organisations: policy.organisations, targets: policy.targets.map(ServiceLevelTargetContent.init))
    }
}
