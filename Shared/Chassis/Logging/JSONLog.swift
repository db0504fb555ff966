import Logging

/// Logs of every service: one JSON object per line on standard output.
package enum JSONLog {
    /// To be called once, before the first logger is made.
    package static func bootstrap(service: String, level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            JSONLogHandler(service: service, label: label, level: level, write: StandardOutput.write)
        }
    }
}

/// Writes events as `{"time":…,"level":…,"service":…,"label":…,"message":…,"metadata":{…}}`.
struct JSONLogHandler: LogHandler {
    let service: String
    let label: String
    let write: @Sendable (String) -> Void
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(service: String, label: String, level: Logger.Level, write: @escaping @Sendable (String) -> Void) {
        self.service = service
        self.label = label
        self.logLevel = level
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error { all["error"] = "\(error)" }
        write(LogLine.text(event, service: service, label: label, metadata: all))
    }
}
