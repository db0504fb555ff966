import Chassis

/// What an operator can set beside what all services share.
struct Settings: Sendable {
    /// How long a resolved incident may be reopened before it is closed by itself.
    let autoCloseAfter: Duration
    let pager: PagerSettings

    init(_ reader: inout SettingsReader) {
        autoCloseAfter = reader.duration(
            "DIENST_AUTO_CLOSE_AFTER", default: .seconds(5 * 24 * 3600), "how long a resolved incident may be reopened")
        pager = PagerSettings(&reader)
    }
}
