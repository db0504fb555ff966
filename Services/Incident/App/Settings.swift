import Chassis

/// What an operator can set beside what all services share.
struct Settings: Sendable {
    let pager: PagerSettings

    init(_ reader: inout SettingsReader) {
        pager = PagerSettings(&reader)
    }
}
