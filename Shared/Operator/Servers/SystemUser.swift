import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A user of the system that a server runs as, because the supervisor itself is root.
struct SystemUser: Sendable {
    let name: String
    let id: uid_t
    let group: gid_t

    /// The named user when we are root, nobody in particular (ourselves) otherwise.
    static func unlessOurselves(_ name: String) throws -> SystemUser? {
        guard geteuid() == 0 else { return nil }
        guard let entry = getpwnam(name) else {
            throw OperatorError("The system has no user \"\(name)\": install its package with deploy/install.")
        }
        return SystemUser(name: name, id: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
    }

    func mayEnter(_ directory: URL) async throws -> Bool {
        try await Program.outcome("/usr/bin/test", ["-x", directory.path], as: self).isSuccess
    }

    /// Gives the folder itself to the user; what lies in it, the user made.
    func own(_ directory: URL) throws {
        guard chown(directory.path, id, group) == 0 else {
            throw OperatorError("Cannot give \(directory.path) to \(name): \(String(cString: strerror(errno))).")
        }
    }

    /// A command that becomes this user and then the program given.
    ///
    /// Changing the user in the child of a process with threads can hang in glibc, so another program does it.
    func becoming(_ wanted: Command) -> Command {
        let identity = ["--reuid=\(id)", "--regid=\(group)", "--init-groups", "--no-new-privs", "--"]
        return Command("/usr/bin/setpriv", identity + [wanted.program] + wanted.arguments)
    }
}
