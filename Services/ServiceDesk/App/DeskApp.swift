import Chassis
import Delivery
import DeskDomain
import Foundation
import Messaging
import Postgres

/// The service desk: people, teams, business services, contacts and sign-in.
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

        var api = API(service: name, title: title, version: "1")
        let sessions = KeepSessions(database: database, signIn: signIn, settings: settings.sessions)
        let hub = LiveHub()
        SignInRoutes(database: database, signIn: signIn, keys: keys).add(to: &api)
        SessionRoutes(sessions: sessions, hub: hub).add(to: &api)
        let openID = OpenIDSignIn(
            database: database, sessions: sessions, client: OpenIDClient(http: OutboundHTTP()),
            key: settings.secretKey, logger: kit.logger)
        SignInProviderRoutes(database: database, openID: openID, key: settings.secretKey, hub: hub).add(to: &api)
        APITokenRoutes(database: database, signIn: signIn).add(to: &api)
        SCIMRoutes(database: database).add(to: &api)
        PeopleFileRoutes(database: database).add(to: &api)
        SecondFactorRoutes(database: database, secondFactors: secondFactors).add(to: &api)
        let ownPasswords = ChangeOwnPassword(database: database, settings: settings.signIn, hasher: hasher)
        OwnPasswordRoutes(passwords: ownPasswords).add(to: &api)
        LiveRoutes(sessions: sessions, hub: hub).add(to: &api)
        PeopleRoutes(database: database, passwords: SetPassword(database: database, hasher: hasher)).add(to: &api)
        MeRoutes(database: database).add(to: &api)
        TeamRoutes(database: database).add(to: &api)
        OrganisationRoutes(database: database).add(to: &api)
        SiteRoutes(database: database).add(to: &api)
        RoleRoutes(database: database).add(to: &api)
        ServiceRoutes(database: database).add(to: &api)
        ContactRoutes(database: database).add(to: &api)
        let articles = KeepArticles(settings: settings.articles)
        ArticleRoutes(database: database, articles: articles).add(to: &api)
        ArticleTextRoutes(database: database, articles: articles).add(to: &api)
        ArticleUseRoutes(database: database).add(to: &api)
        KnowledgeRoutes(database: database).add(to: &api)
        NoticeRoutes(database: database, sends: false).add(to: &api)
        let attachments = KeepAttachments(database: database, settings: settings.attachments)
        ConversationAPI.add(to: &api, database, attachments)
        SearchRoutes(database: database).add(to: &api)
        SavedViewRoutes(database: database).add(to: &api)
        PortalRoutes(database: database).add(to: &api)
        NoticeRoutes(database: database, sends: settings.mail.sending != nil).add(to: &api)

        var assembly = Assembly(api: api, verification: DeskStores.verification)
        assembly.incoming = .desk(articles)
        assembly.timers.on(SigningKeys.timer) { _, _, tx in try keys.end(in: tx) }
        assembly.timers.on(KeepArticles.timer) { article, _, tx in
            try ReviewArticles(articles: articles).due(article, in: tx)
        }
        assembly.timers.on(DigestNotices.timer) { person, _, tx in try DigestNotices().send(to: person, in: tx) }
        ConversationAPI.add(to: &assembly.timers, attachments)
        assembly.timers.on(PurgeNotices.timer) { _, _, tx in try PurgeNotices.purge(in: tx) }
        assembly.keys = { try SigningKeyStore().published(in: $0) }
        assembly.live = LiveFeed(heard: hub.heard, missed: hub.missed)
        assembly.workers = [{ await hub.beat() }, { await hub.guardSessions(sessions, logger: kit.logger) }]
        if let sending = settings.mail.sending {
            let sender = MailSender(database: database, sending: sending, logger: kit.logger)
            assembly.workers.append { await sender.run() }
        }
        assembly.gauges = NoticeStore.gauges
        assembly.otherwise = try settings.webDirectory.map { try WebFiles(directory: $0).answer } ?? StartPage.answer
        assembly.prepare = {
            try await database.transaction { _ = try keys.signing(in: $0) }
            try await database.transaction { tx in
                if let domain = settings.mail.domain { try MailIdentity.keep(domain: domain, in: tx) }
                try PurgeNotices.arm(in: tx)
            }
            try await FirstAccounts(database: database, hasher: hasher).ensure(settings.firstAccounts)
        }
        return assembly
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
        RecurringRecordStore()
        SavedViewStore()
        SignInProviderStore()
    )
}
