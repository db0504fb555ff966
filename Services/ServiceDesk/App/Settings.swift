import Chassis
import DeskDomain
import Foundation
import Records

/// Everything the desk can be told from outside.
struct Settings: Sendable {
    let signIn: SignInSettings
    let sessions: SessionSettings
    /// Seals what the database must not tell; without it there are no second factors and no sign-in providers.
    let secretKey: SealingKeys
    let secondFactorDemand: SecondFactors.Demand
    let articles: ArticleSettings
    let attachments: AttachmentSettings
    /// The folder of the web application; without it a start page stands in its place.
    let webDirectory: String?
    let mail: MailSettings
    /// When the provider works; promises are kept by it.
    let workingHours: WorkingHours
    /// The people to begin with.
    let firstAccounts: [FirstAccounts.Account]

    init(_ reader: inout SettingsReader) {
        signIn = SignInSettings(&reader)
        sessions = SessionSettings(&reader)
        secretKey = SealingKeys(reader.optionalSecret("DIENST_SECRET_KEY", "seals second factors and client secrets"))
        secondFactorDemand = reader.choice(
            "DIENST_SECOND_FACTOR_REQUIRED", default: .none, "who must have a second factor")
        articles = ArticleSettings(&reader)
        attachments = AttachmentSettings(&reader)
        webDirectory = reader.optionalText("DIENST_WEB_DIRECTORY", "the folder of the web application")
        mail = MailSettings(&reader)
        workingHours = Self.workingHours(&reader)
        firstAccounts = [
            Self.account("ADMINISTRATOR", [.administrator, .manager, .agent], "the first administrator", &reader),
            Self.account("AGENT", [.agent], "the first agent", &reader),
        ].compactMap { $0 }
    }

    private static func workingHours(_ reader: inout SettingsReader) -> WorkingHours {
        let zone = reader.value(
            "DIENST_WORKING_ZONE", default: TimeZone.gmt, "the zone by whose clock the provider works",
            expected: "a zone such as Europe/Berlin", placeholder: TimeZone.gmt
        ) { TimeZone(identifier: $0) }
        let holidays = reader.value(
            "DIENST_HOLIDAYS", default: [String](), "days on which nobody works",
            expected: "days such as 2026-12-25,2027-01-01",
            placeholder: []
        ) { text in
            let days = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            return days.allSatisfy(CivilDay.isValid) ? days : nil
        }
        return WorkingHours(zone: zone, holidays: Set(holidays))
    }

    /// Name and password belong together: one without the other is a mistake.
    private static func account(
        _ word: String, _ roles: [Role], _ meaning: String, _ reader: inout SettingsReader
    ) -> FirstAccounts.Account? {
        let (name, password) = ("DIENST_\(word)_NAME", "DIENST_\(word)_PASSWORD")
        let givenName = reader.optionalText(name, "the name of \(meaning)")
        let givenPassword = reader.optionalSecret(password, "the password of \(meaning)")
        guard givenName != nil || givenPassword != nil else { return nil }
        return FirstAccounts.Account(
            name: givenName ?? reader.text(name, "the name of \(meaning)"),
            password: givenPassword ?? reader.secret(password, "the password of \(meaning)"), passwordSetting: password,
            roles: roles)
    }
}

/// How sign-in behaves.
struct SignInSettings: Sendable {
    let tokenLifetime: Duration
    /// Failed sign-ins within the window before one has to wait, by name and by address.
    let failuresPerName: Int
    let failuresPerAddress: Int
    let failureWindow: Duration

    init(_ reader: inout SettingsReader) {
        tokenLifetime = reader.duration(
            "DIENST_TOKEN_LIFETIME", default: .seconds(900), "how long an access token is good")
        failuresPerName = reader.integer(
            "DIENST_SIGN_IN_FAILURES_PER_NAME", default: 10, in: 1...1000,
            "failed sign-ins with one name before it has to wait")
        failuresPerAddress = reader.integer(
            "DIENST_SIGN_IN_FAILURES_PER_ADDRESS", default: 50, in: 1...100_000,
            "failed sign-ins from one address before it has to wait")
        failureWindow = reader.duration(
            "DIENST_SIGN_IN_FAILURE_WINDOW", default: .seconds(900), "how long failed sign-ins are remembered")
    }
}

/// How long a browser stays signed in.
struct SessionSettings: Sendable {
    /// Without any use.
    let idle: Duration
    /// At most, however much it is used.
    let lifetime: Duration

    init(_ reader: inout SettingsReader) {
        idle = reader.duration(
            "DIENST_SESSION_IDLE", default: .seconds(12 * 3600), "how long a browser stays signed in without use")
        lifetime = reader.duration(
            "DIENST_SESSION_LIFETIME", default: .seconds(7 * 86_400), "how long a browser stays signed in at most")
    }
}

/// How much may be attached, in bytes.
struct AttachmentSettings: Sendable {
    /// One file.
    let largest: Int
    /// All files of one record.
    let quota: Int

    init(_ reader: inout SettingsReader) {
        largest =
            reader.integer(
                "DIENST_ATTACHMENT_LIMIT", default: 25, in: 1...100, "the largest file that can be attached, in MiB")
            << 20
        quota =
            reader.integer(
                "DIENST_ATTACHMENT_QUOTA", default: 200, in: 1...10_000, "what all files of one record take, in MiB")
            << 20
    }
}
