import ArgumentParser
import Foundation

/// The option every command shares: which installation is meant.
struct SuiteFolder: ParsableArguments {
    @Option(help: "The folder with data, secrets and logs.")
    var directory = ".dienst"

    var installation: Installation { Installation(directory: directory) }

    /// How to get into the suite that was last started in the folder.
    func access() throws -> Access {
        let file = installation.accessFile
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw OperatorError("There is no \(file.path): start the suite first, or name its folder with --directory.")
        }
        return try Access(file: file)
    }
}
