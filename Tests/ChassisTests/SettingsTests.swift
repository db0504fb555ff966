import Chassis
import Foundation
import Testing

@Suite struct SettingsTests {
    private struct Missing: Error {}

    private func reader(_ environment: [String: String], files: [String: String] = [:]) -> SettingsReader {
        SettingsReader(environment: environment) { path in
            guard let text = files[path] else { throw Missing() }
            return text
        }
    }

    @Test func `every kind of setting is read`() throws {
        var read = reader(
            [
                "DIENST_NAME": "desk", "DIENST_PORT": "8081", "DIENST_OPEN": "yes", "DIENST_WAIT": "250ms",
                "DIENST_DESK_URL": "https://desk.example.org", "DIENST_KEY_FILE": "/run/key",
            ], files: ["/run/key": "  s3cret\n"])
        #expect(read.text("DIENST_NAME", "a name") == "desk")
        #expect(read.integer("DIENST_PORT", in: 1...65535, "a port") == 8081)
        #expect(read.boolean("DIENST_OPEN", "whether open") == true)
        #expect(read.duration("DIENST_WAIT", "how long") == .milliseconds(250))
        #expect(read.duration("DIENST_AGE", default: .seconds(7200), "how old") == .seconds(7200))
        #expect(read.url("DIENST_DESK_URL", "the desk").host() == "desk.example.org")
        #expect(read.secret("DIENST_KEY", "a key").value == "s3cret")
        #expect(read.optionalSecret("DIENST_OTHER", "another key") == nil)
        try read.finish()
    }

    @Test func `all mistakes are told at once, each with its name and what is expected`() throws {
        var read = reader([
            "DIENST_PORT": "99999", "DIENST_WAIT": "5 apples", "DIENST_PROT": "80", "DIENST_KEY": "a",
            "DIENST_KEY_FILE": "/b", "DIENST_TOKEN_FILE": "/nowhere",
        ])
        _ = read.integer("DIENST_PORT", in: 1...65535, "a port")
        _ = read.duration("DIENST_WAIT", "how long")
        _ = read.text("DIENST_NAME", "a name")
        _ = read.secret("DIENST_KEY", "a key")
        _ = read.secret("DIENST_TOKEN", "a token")
        let mistakes = try #require(throws: SettingsMistakes.self) { try read.finish() }
        #expect(
            mistakes.mistakes.map(\.name) == [
                "DIENST_PORT", "DIENST_WAIT", "DIENST_NAME", "DIENST_KEY_FILE", "DIENST_TOKEN_FILE", "DIENST_PROT",
            ])
        #expect(mistakes.description.contains("DIENST_PORT cannot be “99999”; expected a whole number from 1 to 65535"))
        #expect(mistakes.description.contains("DIENST_PROT is not a setting of this service"))
    }

    @Test func `an empty variable counts as not given`() throws {
        var read = reader(["DIENST_NAME": ""])
        #expect(read.text("DIENST_NAME", default: "desk", "a name") == "desk")
        #expect(read.summary.first?.isDefault == true)
        try read.finish()
    }

    @Test func `a secret never prints its value`() throws {
        var read = reader(["DIENST_KEY": "hunter2"])
        let secret = read.secret("DIENST_KEY", "a key")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(String(reflecting: secret)) \(read.summary) \(dumped)".contains("hunter2"))
        #expect(read.summary.first?.value == "••••")
    }
}
