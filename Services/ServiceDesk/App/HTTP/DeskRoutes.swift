import Chassis
import Delivery
import DeskDomain
import Postgres

/// The service desk's route table.
struct DeskRoutes {
    let kit: Kit<Settings>
    let hasher: PasswordHasher
    let keys: SigningKeys
    let secondFactors: SecondFactors
    let signIn: SignIn
    let sessions: KeepSessions
    let hub: LiveHub
    let articles: KeepArticles
    let attachments: KeepAttachments

    private var database: Database { kit.database }
    private var settings: Settings { kit.settings }

    var table: API {
        var api = API(service: DeskApp.name, title: DeskApp.title, version: "1")
        addSignIn(to: &api)
        addPeople(to: &api)
        addServices(to: &api)
        addRequests(to: &api)
        addKnowledge(to: &api)
        addRecords(to: &api)
        return api
    }

    private func addSignIn(to api: inout API) {
        SignInRoutes(database: database, signIn: signIn, keys: keys).add(to: &api)
        SessionRoutes(sessions: sessions, hub: hub).add(to: &api)
        SecondFactorRoutes(database: database, secondFactors: secondFactors).add(to: &api)
        let openID = OpenIDSignIn(
            database: database, sessions: sessions, client: OpenIDClient(http: OutboundHTTP()),
            key: settings.secretKey, logger: kit.logger)
        SignInProviderRoutes(database: database, openID: openID, key: settings.secretKey, hub: hub).add(to: &api)
        APITokenRoutes(database: database, signIn: signIn).add(to: &api)
        let ownPasswords = ChangeOwnPassword(database: database, settings: settings.signIn, hasher: hasher)
        OwnPasswordRoutes(passwords: ownPasswords).add(to: &api)
        LiveRoutes(sessions: sessions, hub: hub).add(to: &api)
    }

    private func addPeople(to api: inout API) {
        PeopleFileRoutes(database: database).add(to: &api)
        PeopleRoutes(database: database, passwords: SetPassword(database: database, hasher: hasher)).add(to: &api)
        MeRoutes(database: database).add(to: &api)
        DefinitionRoutes<TeamDetails>(database: database).add(to: &api)
        DefinitionRoutes<OrganisationDetails>(database: database).add(to: &api)
        DefinitionRoutes<SiteDetails>(database: database).add(to: &api)
        DefinitionRoutes<RoleDetails>(database: database).add(to: &api)
        SCIMRoutes(database: database).add(to: &api)
    }

    private func addServices(to api: inout API) {
        DefinitionRoutes<ServiceDetails>(database: database).add(to: &api)
        CalendarPreview(database: database).add(to: &api)
        DefinitionRoutes<CalendarDetails>(database: database).add(to: &api)
        DefinitionRoutes<AgreementDetails>(database: database).add(to: &api)
        DefinitionRoutes<PolicyDetails>(database: database).add(to: &api)
        ContactRoutes(database: database).add(to: &api)
        ContactReportRoutes(database: database).add(to: &api)
        ReportSubscriptionRoutes(database: database).add(to: &api)
        PortalRoutes(database: database).add(to: &api)
        StatusPageRoutes(database: database).add(to: &api)
    }

    /// The catalogue, requests by it, their approvals and tasks, and what the catalogue does not offer.
    private func addRequests(to api: inout API) {
        let hours = settings.workingHours
        DefinitionRoutes<DomainDetails>(database: database).add(to: &api)
        OfferingRoutes(database: database).add(to: &api)
        RequestItemRoutes(database: database).add(to: &api)
        CatalogueRoutes(database: database, hours: hours).add(to: &api)
        RequestRoutes(database: database, hours: hours).add(to: &api)
        TaskRoutes(database: database, hours: hours).add(to: &api)
        ApprovalRoutes(database: database, hours: hours).add(to: &api)
        DelegationRoutes(database: database).add(to: &api)
        DemandRoutes(database: database).add(to: &api)
    }

    private func addKnowledge(to api: inout API) {
        ArticleRoutes(database: database, articles: articles).add(to: &api)
        ArticleTextRoutes(database: database, articles: articles).add(to: &api)
        ArticleUseRoutes(database: database).add(to: &api)
        KnowledgeRoutes(database: database).add(to: &api)
    }

    /// What belongs to records of any kind.
    private func addRecords(to api: inout API) {
        ConversationAPI.add(to: &api, database, attachments, hours: settings.workingHours)
        SearchRoutes(database: database).add(to: &api)
        SavedViewRoutes(database: database).add(to: &api)
        NoticeRoutes(database: database, sends: settings.mail.sending != nil).add(to: &api)
    }
}
