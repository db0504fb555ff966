import ArgumentParser

/// The operator's tool: runs the whole suite on one machine and looks after a running one.
@main
struct Dienst: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dienst",
        abstract: "Runs Dienst on one machine and looks after it.",
        subcommands: [
            UpCommand.self, DownCommand.self, StatusCommand.self, VerifyCommand.self, ServersCommand.self,
            PrepareCommand.self, DefinitionsCommand.self, DemoCommand.self, ParkedCommand.self,
        ])
}
