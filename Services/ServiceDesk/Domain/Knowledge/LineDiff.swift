/// What changed from one text to another, line by line.
package enum LineDiff {
    package enum Kind: String, Codable, CaseIterable, Sendable { case same, removed, added }

    package struct Line: Codable, Equatable, Sendable {
        package let kind: Kind
        package let text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Beyond so many pairs of lines the changed part is told as a whole: the exact answer would cost too much.
    private static let mostPairs = 1_000_000

    /// Removed lines stand before the added ones that replace them.
    package static func lines(from old: String, to new: String) -> [Line] {
        let (old, new) = (split(old), split(new))
        let head = zip(old, new).prefix { $0 == $1 }.count
        let room = min(old.count, new.count) - head
        let tail = zip(old.reversed(), new.reversed()).prefix(room).prefix { $0 == $1 }.count
        let (before, after) = (old[head..<(old.count - tail)], new[head..<(new.count - tail)])
        return old[..<head].map { Line(.same, $0) } + middle(Array(before), Array(after))
            + old[(old.count - tail)...].map { Line(.same, $0) }
    }

    private static func middle(_ old: [String], _ new: [String]) -> [Line] {
        guard !old.isEmpty, !new.isEmpty, old.count <= mostPairs / new.count else {
            return old.map { Line(.removed, $0) } + new.map { Line(.added, $0) }
        }
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.offset))
        let added = Set(difference.insertions.map(\.offset))
        var lines: [Line] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                lines.append(Line(.removed, old[i]))
                i += 1
            } else if j < new.count, added.contains(j) {
                lines.append(Line(.added, new[j]))
                j += 1
            } else {
                lines.append(Line(.same, old[i]))
                i += 1
                j += 1
            }
        }
        return lines
    }

    private static func split(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
