import Postgres

/// What one request wants of a list: filters, order, where to go on, and how much.
package struct Wanted: Sendable {
    package let limit: Int
    /// As the caller wrote it: `-openedAt`.
    package let order: String
    let column: Listing.Column
    let key: Listing.Column
    let conditions: [SQL]
    let after: Cursor?
    /// For conditions the listing cannot express.
    package let query: Query
    /// Set when the number of rows is asked for, and none of them.
    var counting: Counting?

    private var isDescending: Bool { order.hasPrefix("-") }

    /// `SELECT columns FROM tables WHERE … ORDER BY … LIMIT …`; `also` is the use case's own condition, such as what the caller may see.
    package func sql(_ columns: SQL, from tables: SQL, where also: SQL? = nil) -> SQL {
        var all = condition(and: also)
        if let after { all += " AND \(after.condition(column, key, descending: isDescending))" }
        let direction: SQL = isDescending ? "DESC" : "ASC"
        return """
            SELECT \(columns), \(unsafe: column.expression) AS wanted_order, \(unsafe: key.expression) AS wanted_key \
            FROM \(tables) WHERE \(all) \
            ORDER BY \(unsafe: column.expression) \(direction), \(unsafe: key.expression) \(direction) LIMIT \(limit + 1)
            """
    }

    /// Which rows are meant, apart from their order and number.
    package func condition(and also: SQL? = nil) -> SQL {
        let all = conditions + (also.map { ["(\($0))"] } ?? [])
        return all.isEmpty ? "TRUE" : all.joined(separator: " AND ")
    }

    /// Reads the page, and whether there is another; when only counting, an empty one.
    package func read<Item: Codable & Sendable>(
        _ columns: SQL, from tables: SQL, where also: SQL? = nil, in tx: Transaction, _ decode: (Row) throws -> Item
    ) throws -> Page<Item> {
        if let counting {
            try counting.count(tables, where: condition(and: also), in: tx)
            return Page([])
        }
        let rows = try tx.query(sql(columns, from: tables, where: also)) { row in
            let value = try Cursor.text(row, "wanted_order", column.kind)
            return (item: try decode(row), end: Cursor(value: value, key: try Cursor.text(row, "wanted_key", key.kind)))
        }
        let page = rows.prefix(limit)
        let next = rows.count > limit ? try page.last?.end.text(order: order) : nil
        return Page(page.map(\.item), next: next)
    }
}

/// One page of a list; `next` goes into the parameter `cursor` of the next request, null at the end.
package struct Page<Item: Codable & Sendable>: Codable, Sendable {
    package let items: [Item]
    package let next: String?

    package init(_ items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        try container.encode(next, forKey: .next)
    }

    private enum CodingKeys: CodingKey { case items, next }
}

extension Page: Equatable where Item: Equatable {}
