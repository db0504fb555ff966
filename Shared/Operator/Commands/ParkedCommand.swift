import ArgumentParser
import Foundation

/// Messages that a service could not apply: look at them, then apply them or drop them.
struct ParkedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parked", abstract: "Lists, shows, replays and discards messages that could not be applied.",
        subcommands: [List.self, Show.self, Replay.self, Discard.self], defaultSubcommand: List.self)
}

extension ParkedCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists parked messages, the newest first.")

        @OptionGroup var services: ParkedServices

        @Flag(help: "Also those that were replayed or discarded.")
        var all = false

        func run() async throws {
            let messages = try await services.messages().list(openOnly: !all)
            print(ParkedTable(messages).text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a parked message with its body.")

        @OptionGroup var services: ParkedServices

        @Argument(help: "The id of the parked message.")
        var id: String

        func run() async throws {
            print(try await services.messages().find(id).text)
        }
    }

    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Applies a parked message now; exit status 1 when it still cannot be applied.")

        @OptionGroup var services: ParkedServices

        @Argument(help: "The id of the parked message.")
        var id: String

        func run() async throws {
            let parked = try await services.messages().decide(id, "replay")
            print("\(parked.service) has applied \(parked.subject).")
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Drops a parked message for good; it stays readable.")

        @OptionGroup var services: ParkedServices

        @Argument(help: "The id of the parked message.")
        var id: String

        func run() async throws {
            let parked = try await services.messages().decide(id, "discard")
            print("\(parked.service) has discarded \(parked.subject).")
        }
    }
}
