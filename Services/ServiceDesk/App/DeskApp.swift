import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres

/// The service desk: people and sign-in, services, catalogue, requests, knowledge, conversations, search, mail and the web application.
@main struct DeskApp: ServiceApp {
    static let name = "desk"
    static let title = "Service desk"
    static let standardPort = 8081
    static let migrations = DeskTables.migrations

    static func settings(_ reader: inout SettingsReader) -> Settings { Settings(&reader) }

    static func assemble(_ kit: Kit<Settings>) async throws -> Assembly {
        let (database, settings) = (kit.database, kit.settings)
        let hasher = PasswordHasher()
        let keys = SigningKeys(settings: settings.signIn)
        let secondFactors = SecondFactors(key: settings.secretKey, demand: settings.secondFactorDemand)
        let signIn = SignIn(
            database: database, settings: settings.signIn, hasher: hasher, secondFactors: secondFactors,
            logger: kit.logger)

        let sessions = KeepSessions(database: database, signIn: signIn, settings: settings.sessions)
        let hub = LiveHub()
        let articles = KeepArticles(settings: settings.articles)
        let attachments = KeepAttachments(database: database, settings: settings.attachments)
        let routes = DeskRoutes(
            kit: kit, hasher: hasher, keys: keys, secondFactors: secondFactors, signIn: signIn, sessions: sessions,
            hub: hub, articles: articles, attachments: attachments)

        var assembly = Assembly(api: routes.table, verification: DeskStores.verification)
        assembly.incoming = .desk(articles)
        assembly.timers = timers(settings, keys, articles, attachments)
        assembly.keys = { try SigningKeyStore().published(in: $0) }
        assembly.live = LiveFeed(heard: hub.heard, missed: hub.missed)
        assembly.workers = workers(kit, hub, sessions)
        assembly.gauges = NoticeStore.gauges
        assembly.otherwise = try settings.webDirectory.map { try WebFiles(directory: $0).answer } ?? StartPage.answer
        assembly.prepare = { try await prepare(database, settings, keys, hasher) }
        return assembly
    }

    private static func workers(
        _ kit: Kit<Settings>, _ hub: LiveHub, _ sessions: KeepSessions
    ) -> [@Sendable () async -> Void] {
        let (database, logger) = (kit.database, kit.logger)
        let sorter = LiveSorter(hub: hub, database: database, logger: logger)
        let presence = PresenceTeller(hub: hub, database: database, logger: logger)
        let heads = RenewHeads(database: database, logger: logger)
        var workers: [@Sendable () async -> Void] = [
            { await hub.beat() }, { await sorter.run() }, { await presence.run() },
            { await hub.guardSessions(sessions, logger: logger) }, { await heads.run() },
        ]
        if let sending = kit.settings.mail.sending {
            let sender = MailSender(database: database, sending: sending, logger: logger)
            workers.append { await sender.run() }
        }
        return workers
    }

    private static func prepare(
        _ database: Database, _ settings: Settings, _ keys: SigningKeys, _ hasher: PasswordHasher
    ) async throws {
        try await database.transaction { tx in
            _ = try keys.signing(in: tx)
            if let domain = settings.mail.domain { try MailIdentity.keep(domain: domain, in: tx) }
            try PurgeNotices.arm(in: tx)
        }
        try await FirstAccounts(database: database, hasher: hasher).ensure(settings.firstAccounts)
    }

    private static func timers(
        _ settings: Settings, _ keys: SigningKeys, _ articles: KeepArticles, _ attachments: KeepAttachments
    ) -> TimerHandlers {
        var timers = TimerHandlers()
        for timer in FollowRequest.timers {
            timers.on(timer) { owner, _, tx in
                try FollowRequest(hours: settings.workingHours).due(timer, owner, in: tx)
            }
        }
        timers.on(DelegateApprovals.timer) { id, _, tx in try DelegateApprovals().begins(id, in: tx) }
        timers.on(SigningKeys.timer) { _, _, tx in try keys.end(in: tx) }
        timers.on(KeepArticles.timer) { article, _, tx in
            try ReviewArticles(articles: articles).due(article, in: tx)
        }
        timers.on(RemindOfReviews.timer) { agreement, _, tx in try RemindOfReviews().due(agreement, in: tx) }
        timers.on(MailReports.timer) { subscription, _, tx in try MailReports().due(subscription, in: tx) }
        Reannouncing(AgreementStore()).add(to: &timers)
        Reannouncing(CalendarStore()).add(to: &timers)
        timers.on(DigestNotices.timer) { person, _, tx in try DigestNotices().send(to: person, in: tx) }
        ConversationAPI.add(to: &timers, attachments, hours: settings.workingHours)
        timers.on(PurgeNotices.timer) { _, _, tx in try PurgeNotices.purge(in: tx) }
        return timers
    }
}

/// Everything the desk keeps by its journal, for `dienst verify`.
enum DeskStores {
    static let verification = Verification(
        PersonStore(),
        TeamStore(),
        ServiceStore(),
        ContactStore(),
        ArticleStore(),
        OrganisationStore(),
        SiteStore(),
        RoleDefinitionStore(),
        ConversationStore(),
        TemplateStore(),
        RecurringRecordStore(),
        SavedViewStore(),
        SignInProviderStore(),
        DomainStore(),
        CalendarStore(),
        AgreementStore(),
        ServiceLevelPolicyStore(),
        ReportSubscriptionStore(),
        OfferingStore(),
        RequestItemStore(),
        RequestStore(),
        UnsupportedRequestStore(),
        ApprovalDelegationStore()
    )
}
