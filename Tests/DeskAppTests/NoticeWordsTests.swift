import DeskDomain
import Foundation
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct NoticeWordsTests {
    /// Every word by its name.
    private static func words(_ language: Language) -> [String: String] {
        var all: [String: String] = [:]
        for child in Mirror(reflecting: NoticeWords.of(language)).children {
            let name = child.label ?? ""
            if let text = child.value as? String { all[name] = text }
            for part in Mirror(reflecting: child.value).children where child.value is NoticeWords.Phrase {
                all["\(name).\(part.label ?? "")"] = part.value as? String
            }
        }
        return all
    }

    private static func placeholders(_ text: String) -> [String] {
        text.matches(of: /\{([a-z]+)\}/).map { String($0.1) }.sorted()
    }

    @Test(arguments: Language.allCases)
    func `every language has every word with the same placeholders, and words of its own`(
        language: Language
    ) {
        let (english, words) = (Self.words(.english), Self.words(language))
        #expect(english.count == 62 && words.keys.sorted() == english.keys.sorted())
        for (name, text) in words {
            #expect(
                Self.placeholders(text) == Self.placeholders(english[name] ?? ""), "\(language) \(name)")
            #expect(!text.isEmpty && text.trimmingCharacters(in: .whitespaces) == text)
            if language != .english {
                #expect(text != english[name], "\(language) \(name) is not translated")
            }
        }
    }

    @Test func `values are never searched for placeholders`() {
        #expect(
            NoticeWords.fill("{title}: {actor}", ["title": "{actor}", "actor": "Eve"]) == "{actor}: Eve")
    }

    @Test func `mail settings belong together`() throws {
        #expect(try testSettings().mail.sending == nil)
        let (server, from, address) = (
            "smtps://desk@mail.example.org", "desk@example.org", "https://desk.example.org"
        )
        let password = ["DIENST_MAIL_PASSWORD": "secret"]
        let whole = [
            "DIENST_MAIL_SERVER": server, "DIENST_MAIL_FROM": from, "DIENST_PUBLIC_URL": address,
        ]
        #expect(
            try testSettings(whole.merging(password) { $1 }).mail.sending?.publicAddress.host()
                == "desk.example.org")
        #expect(throws: SettingsMistakes.self) { try testSettings(whole) }
        for name in ["DIENST_MAIL_FROM", "DIENST_PUBLIC_URL"] {
            let part = whole.merging(password) { $1 }.filter { $0.key != name }
            #expect(throws: SettingsMistakes.self) { try testSettings(part) }
        }
        for (name, wrong) in [
            ("DIENST_MAIL_SERVER", "mail.example.org"), ("DIENST_MAIL_FROM", "Desk"),
            ("DIENST_PUBLIC_URL", "javascript:1"),
        ] {
            #expect(throws: SettingsMistakes.self) {
                try testSettings(whole.merging([name: wrong]) { $1 })
            }
        }
    }
}
