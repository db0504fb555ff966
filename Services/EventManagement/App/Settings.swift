import Chassis
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
    }

    var rule: CorrelationRule {
        CorrelationRule(
            window: correlationWindow / .seconds(1), lifetime: situationLifetime / .seconds(1),
            holdOff: holdOff / .seconds(1))
    }
}
