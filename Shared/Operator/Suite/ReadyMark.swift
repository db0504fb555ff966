import Foundation

/// A file that stands in the folder as long as the suite can be used.
struct ReadyMark {
    private let file: URL

    init(_ installation: Installation) {
        file = installation.run.appending(path: "ready")
    }

    var isSet: Bool { FileManager.default.fileExists(atPath: file.path) }

    func set() throws { try Data().write(to: file) }

    func remove() throws {
        if isSet { try FileManager.default.removeItem(at: file) }
    }
}
