import ArgumentParser

/// The option every command shares: which installation is meant.
struct SuiteFolder: ParsableArguments {
    @Option(help: "The folder with data, secrets and logs.")
    var directory = ".dienst"

    var installation: Installation { Installation(directory: directory) }
}
