import Chassis
import Delivery
import EventDomain
import Foundation

/// What an operator can set beside what all services share.
struct Settings: Sendable {
    /// The key of the integration that is made at the first start; none is made without.
    let firstIntegrationKey: Secret?
    let holdOff: Duration
    let correlationWindow: Duration
    let situationLifetime: Duration
    let expiryGrace: Duration
    let rawRetention: Duration
    /// A folder of certificates that alone count for what sources sign; they are fetched without.
    let sourceCertificates: String?
    /// A folder of passwords for streams that we fetch.
    let streamSecrets: String?
    /// Nil where syslog is not listened to.
    let syslogPort: Int?
    let syslogAddress: String
    let syslogIntegration: String
    let runbookReach: RunbookReach
    let secretKeys: SealingKeys

    init(_ reader: inout SettingsReader) {
        firstIntegrationKey = reader.optionalSecret(
            "DIENST_FIRST_INTEGRATION_KEY", "the key of an integration that is made at start if it is not there yet")
        holdOff = reader.duration(
            "DIENST_SITUATION_HOLD_OFF", default: .seconds(2), "how long a situation waits for a deeper cause")
        correlationWindow = reader.duration(
            "DIENST_CORRELATION_WINDOW", default: .seconds(300), "how near onsets must be to have one cause")
        situationLifetime = reader.duration(
            "DIENST_SITUATION_LIFETIME", default: .seconds(1800), "how long a situation takes new alerts")
        expiryGrace = reader.duration(
            "DIENST_EXPIRY_GRACE", default: .seconds(60), "how much longer than promised a source may be silent")
        rawRetention = reader.duration(
            "DIENST_RAW_RETENTION", default: .seconds(7 * 86_400), "how long what sources sent is kept as it came")
        sourceCertificates = reader.optionalText(
            "DIENST_SOURCE_CERTIFICATES",
            "a folder of certificates (PEM) that alone count for what SNS signs; they are fetched without")
        streamSecrets = reader.optionalText(
            "DIENST_STREAM_SECRETS", "a folder with the passwords of Icinga's event streams, a file each")
        let port = reader.integer(
            "DIENST_SYSLOG_PORT", default: 0, in: 0...65535,
            "port on which syslog is heard over UDP and TCP; 0 for none")
        syslogPort = port == 0 ? nil : port
        syslogAddress = reader.text(
            "DIENST_SYSLOG_ADDRESS", default: "0.0.0.0", "address at which syslog is heard")
        syslogIntegration = reader.text(
            "DIENST_SYSLOG_INTEGRATION", default: "Syslog",
            "the name of the integration that lines of syslog belong to; made when there is none")
        runbookReach = Self.reach(&reader)
        secretKeys = SealingKeys(
            reader.optionalSecret("DIENST_SECRET_KEY", "seals secrets of runbooks: a key a line, the first seals"))
    }

    private static func reach(_ reader: inout SettingsReader) -> RunbookReach {
        let places =
            reader.optional(
                "DIENST_RUNBOOK_HOSTS", "hosts that runbooks may call; none without",
                expected: "a list such as ops.example.org, *.example.net:8443, http://10.0.0.5"
            ) { AllowedHosts.list($0) { RunbookReach.Place($0) } } ?? []
        let networks =
            reader.optional(
                "DIENST_RUNBOOK_NETWORKS", "networks beside public ones that those hosts may stand in",
                expected: "a list such as 10.1.0.0/16, fd00::/8"
            ) { AllowedHosts.list($0) { Network($0) } } ?? []
        return RunbookReach(places: places, networks: networks)
    }

    var rule: CorrelationRule {
        CorrelationRule(
            window: correlationWindow / .seconds(1), lifetime: situationLifetime / .seconds(1),
            holdOff: holdOff / .seconds(1))
    }
}
