import Foundation

/// The folder `deploy` of the project, whose server settings the suite reads at start.
struct DeploymentFiles: Sendable {
    let root: URL

    /// The folder given, or the first `deploy` found beside the working directory or above the program.
    init(given: String?) throws {
        if let given {
            root = URL(filePath: given, directoryHint: .isDirectory).standardizedFileURL
            guard Self.isOne(root) else {
                throw OperatorError("\(root.path) holds no gateway/routes.conf: give Dienst's folder deploy.")
            }
            return
        }
        guard let found = Self.candidates.first(where: Self.isOne) else {
            throw OperatorError("Cannot find Dienst's folder deploy: start in the project's root or give --deployment.")
        }
        root = found
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The web application, which stands beside `deploy` in the project.
    var web: URL? {
        let folder = root.deletingLastPathComponent().appending(
            path: "Services/ServiceDesk/App/Web", directoryHint: .isDirectory)
        return FileManager.default.fileExists(atPath: folder.appending(path: "index.html").path) ? folder : nil
    }

    private static var candidates: [URL] {
        let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        var above = [here]
        var folder = Program.folder
        for _ in 0..<5 {
            above.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        return above.map { $0.appending(path: "deploy", directoryHint: .isDirectory).standardizedFileURL }
    }

    private static func isOne(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "gateway/routes.conf").path)
    }
}
