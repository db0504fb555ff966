import Chassis

/// This service needs no settings beside those that all have.
struct Settings: Sendable {
    init(_ reader: inout SettingsReader) {}
}
