import Postgres

/// What a list endpoint can be filtered and sorted by: closed sets of names, each standing for a fixed piece of SQL.
package struct Listing: Sendable {
    /// The unique column that breaks ties; unqualified names are fine when only one table is read.
    package let key: Column
    package let sorts: [Column]
    /// The order when none is asked for, as a caller would write it: `-openedAt`.
    package let standard: String
    package let filters: [Filter]
    /// The condition for the parameter `q`; nil when the list cannot be searched.
    package let search: (@Sendable (String) -> SQL)?

    package init(
        key: Column = Column("id", "id", .uuid), sorts: [Column], standard: String, filters: [Filter] = [],
        search: (@Sendable (String) -> SQL)? = nil
    ) {
        self.key = key
        self.sorts = sorts
        self.standard = standard
        self.filters = filters
        self.search = search
    }

    /// A name in the API and the SQL expression it stands for. A sort column must not be NULL: give a `coalesce`.
    package struct Column: Sendable, Equatable {
        package let name: String
        package let expression: String
        package let kind: ValueKind

        package init(_ name: String, _ expression: String, _ kind: ValueKind) {
            self.name = name
            self.expression = expression
            self.kind = kind
        }
    }

    static let limits = 1...200
    static let standardLimit = 50

    /// The parameters the endpoint documents and accepts.
    package var parameters: [QueryParameter] {
        let orders = sorts.flatMap { [$0.name, "-" + $0.name] }
        var all = narrowing
        let order = "The order; a leading - turns it round; \(standard) if left out"
        all.append(QueryParameter("sort", .words(orders), order))
        all.append(QueryParameter("limit", .integer, "How many items at most, 1 to 200; 50 if left out"))
        all.append(QueryParameter("cursor", .text, "The `next` of the page before"))
        return all
    }

    /// Those that say which items are meant, apart from their order and number.
    var narrowing: [QueryParameter] {
        filters.map(\.parameter) + (search == nil ? [] : [QueryParameter("q", .text, "Words to search for")])
    }

    /// What this request wants of the list. Throws 400 naming the parameter at fault.
    package func wanted(_ query: Query) throws(ErrorReply) -> Wanted {
        let limit = query.integer("limit") ?? Self.standardLimit
        guard Self.limits.contains(limit) else { throw .parameter("limit", "Give a number from 1 to 200.") }
        let order = query.text("sort") ?? standard
        let name = order.hasPrefix("-") ? String(order.dropFirst()) : order
        guard let column = sorts.first(where: { $0.name == name }) else {
            throw .parameter("sort", "Give one of \(sorts.map(\.name).joined(separator: ", ")).")
        }
        var conditions: [SQL] = []
        for filter in filters {
            if let condition = try filter.condition(query) { conditions.append(condition) }
        }
        if let words = query.text("q"), let search { conditions.append(try Self.searching(words, search)) }
        var after: Cursor?
        if let text = query.text("cursor") { after = try Cursor(text, order: order, column: column, key: key) }
        return Wanted(
            limit: limit, order: order, column: column, key: key, conditions: conditions, after: after, query: query)
    }

    private static func searching(_ words: String, _ search: (String) -> SQL) throws(ErrorReply) -> SQL {
        guard words.count <= 200 else { throw .parameter("q", "Search for at most 200 characters.") }
        return search(words)
    }
}
