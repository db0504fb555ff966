/// Record versions as entity tags: `"7"`.
enum Version {
    static func tag(_ version: Int) -> String { "\"\(version)\"" }

    /// The version an `If-Match` header asks for; nil without the header and for `*`. Throws 400 for anything else.
    static func expected(_ header: String?) throws(ErrorReply) -> Int? {
        guard let header, header != "*" else { return nil }
        guard let digits = header.wholeMatch(of: /"([0-9]+)"/)?.output.1, let version = Int(digits) else {
            throw .parameter("If-Match", "If-Match holds the version you read, in quotes: \"7\".")
        }
        return version
    }
}
