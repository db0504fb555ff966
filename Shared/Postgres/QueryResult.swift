import CLibPQ

/// What the server answered; owns libpq's memory.
final class QueryResult {
    let handle: OpaquePointer
    /// Shared by all answers of one prepared statement.
    private(set) lazy var columns = Columns(of: handle)

    init(handle: OpaquePointer) { self.handle = handle }

    deinit { PQclear(handle) }

    var succeeded: Bool {
        let status = PQresultStatus(handle)
        return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY
    }

    var rowCount: Int { Int(PQntuples(handle)) }

    /// Rows inserted, updated, deleted or selected.
    var affectedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    var error: DatabaseError {
        let message = field("M") ?? String(cString: PQresultErrorMessage(handle))
        return DatabaseError(
            kind: .server(sqlState: field("C") ?? "XX000"), message: message, constraint: field("n"), table: field("t"))
    }

    func adopt(_ known: Columns) { columns = known }

    func cell(row: Int32, column name: String) throws(DatabaseError) -> Cell {
        guard let column = columns[name] else {
            throw DatabaseError(kind: .undecodable, message: "The statement answers no column named \(name).")
        }
        let type = PQftype(handle, column)
        guard PQgetisnull(handle, row, column) == 0 else { return Cell(bytes: nil, type: type, column: name) }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(handle, row, column), count: Int(PQgetlength(handle, row, column)))
        return Cell(bytes: bytes, type: type, column: name)
    }

    /// PG_DIAG_* are character macros, which Swift does not import.
    private func field(_ code: Unicode.Scalar) -> String? {
        PQresultErrorField(handle, Int32(code.value)).map { String(cString: $0) }
    }
}

/// Where each column of a statement stands; made once for a prepared statement.
final class Columns {
    private let positions: [String: Int32]

    init(of result: OpaquePointer) {
        var positions: [String: Int32] = [:]
        for column in 0..<PQnfields(result) {
            guard let name = PQfname(result, column) else { continue }
            let key = String(cString: name)
            if positions[key] == nil { positions[key] = column }
        }
        self.positions = positions
    }

    subscript(name: String) -> Int32? { positions[name] }
}
