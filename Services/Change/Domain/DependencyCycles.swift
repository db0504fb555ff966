/// Finds items that would need themselves. Each tangle is named once, by one whole way round it.
struct DependencyCycles {
    private enum Colour { case onPath, done }

    private let needs: [String: [String]]
    private var colours: [String: Colour] = [:]
    private var found: [[String]] = []

    /// Ways round, each beginning and ending with the same name; in the order in which `names` meets them.
    static func among(_ names: [String], needs: [String: [String]]) -> [[String]] {
        var search = DependencyCycles(needs: needs)
        for name in names where search.colours[name] == nil { search.explore(from: name) }
        return search.found
    }

    private init(needs: [String: [String]]) { self.needs = needs }

    /// Depth first with its own stack: a long chain must not exhaust the thread's.
    private mutating func explore(from root: String) {
        var path = [root]
        var open = [needs[root, default: []][...]]
        colours[root] = .onPath
        while let name = path.last, let last = open.indices.last {
            guard let next = open[last].popFirst() else {
                colours[name] = .done
                path.removeLast()
                open.removeLast()
                continue
            }
            switch colours[next] {
            case .done: continue
            case .onPath:
                if let start = path.firstIndex(of: next) { found.append(Array(path[start...]) + [next]) }
            case nil:
                colours[next] = .onPath
                path.append(next)
                open.append(needs[next, default: []][...])
            }
        }
    }
}
