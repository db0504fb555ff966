import Foundation
import Subprocess

/// A program the supervisor keeps running.
struct Child: Sendable {
    let name: String
    let executable: String
    var arguments: [String] = []
    var environment: [String: String] = [:]
    /// The user it runs as; nil for the supervisor's own.
    var user: SystemUser?
    var workingDirectory = "/"
    var stopSignal = Signal.terminate
    /// How long it may take to stop before it is killed.
    var patience = Duration.seconds(4)
    var port: Int?

    var command: Command {
        let wanted = Command(executable, arguments)
        return user?.becoming(wanted) ?? wanted
    }

    var platformOptions: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.send(signal: stopSignal, allowedDurationToNextStep: patience)]
        return options
    }
}
