import ArgumentParser
import Foundation

/// Fills a running suite with a small company, for a first look and for trying things out.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Loads a small believable company into a running suite.",
        discussion: "What is there already, by its name, is left as it is; it can be repeated.")

    @OptionGroup var folder: SuiteFolder

    func run() async throws {
        try await Demonstration(access: try folder.access()).load()
    }
}
