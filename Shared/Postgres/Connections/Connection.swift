import CLibPQ
import Foundation
import Logging

/// One libpq connection with its prepared statements; confined to the thread that made it.
final class Connection {
    let configuration: DatabaseConfiguration
    let logger: Logger
    private(set) var handle: OpaquePointer?
    /// A prepared statement no longer fits the tables, as happens when a newer version migrates beside us.
    private(set) var hasOutdatedStatements = false
    /// The server could not be reached when last tried; so that an outage is logged once.
    var isCutOff = false
    private var statements = PreparedStatements()

    init(_ configuration: DatabaseConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    deinit { close() }

    func adopt(_ handle: OpaquePointer) {
        close()
        self.handle = handle
    }

    func close() {
        PQfinish(handle)
        handle = nil
        forgetStatements()
    }

    /// Runs a statement, preparing it the first time this connection meets it.
    func run(_ sql: SQL) throws(DatabaseError) -> QueryResult {
        let key = PreparedStatements.Key(fragments: sql.fragments, types: sql.types)
        let known = statements.find(key)
        let statement = if let known { known } else { try prepare(sql, as: key) }
        do {
            let result = try checked(execute(statement, sql))
            if let columns = statement.columns { result.adopt(columns) } else { statement.columns = result.columns }
            return result
        } catch {
            if known != nil, PreparedStatements.isOutdated(error) { hasOutdatedStatements = true }
            throw error
        }
    }

    /// Runs a text of any number of statements, without binds.
    @discardableResult
    func script(_ text: String) throws(DatabaseError) -> QueryResult { try checked(PQexec(handle, text)) }

    func forgetStatements() {
        if handle != nil { PQclear(PQexec(handle, "DEALLOCATE ALL")) }
        statements = PreparedStatements()
        hasOutdatedStatements = false
    }

    private func prepare(
        _ sql: SQL, as key: PreparedStatements.Key
    ) throws(DatabaseError) -> PreparedStatements.Statement {
        guard !sql.hasQuotedBind else {
            throw DatabaseError(kind: .misuse, message: "A value stands inside quotes or a comment: \(sql.text)")
        }
        if let name = statements.evict() { try script("DEALLOCATE \(name)") }
        let name = statements.nextName()
        _ = try checked(PQprepare(handle, name, sql.text, Int32(truncatingIfNeeded: sql.types.count), sql.types))
        return statements.insert(name, for: key)
    }

    private func execute(_ statement: PreparedStatements.Statement, _ sql: SQL) -> OpaquePointer? {
        sql.withParameters { values, lengths, formats in
            let binary: Int32 = 1
            return PQexecPrepared(handle, statement.name, Int32(lengths.count), values, lengths, formats, binary)
        }
    }

    private func checked(_ answer: OpaquePointer?) throws(DatabaseError) -> QueryResult {
        guard let answer else { throw lost(handle.map { String(cString: PQerrorMessage($0)) } ?? "") }
        let result = QueryResult(handle: answer)
        guard !result.succeeded else { return result }
        guard PQstatus(handle) == CONNECTION_OK else { throw lost(result.error.message) }
        guard PQtransactionStatus(handle) != PQTRANS_ACTIVE else {
            close()  // a COPY was begun, which nobody here would end
            throw DatabaseError(kind: .misuse, message: "COPY cannot be run as a statement.")
        }
        throw result.error
    }

    private func lost(_ reason: String) -> DatabaseError {
        DatabaseError(kind: .connectionLost, message: "The connection to the database broke. \(reason)".trimmed)
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension SQL {
    /// The binds as libpq takes them: pointers, lengths and formats (all binary).
    fileprivate func withParameters<R>(
        _ body: (_ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]) -> R
    ) -> R {
        bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress ?? UnsafeRawPointer(StaticString("").utf8Start)
            let values = binds.map { bind in
                bind.length == nil ? nil : (base + bind.start).assumingMemoryBound(to: CChar.self)
            }
            let lengths = binds.map { Int32(truncatingIfNeeded: $0.length ?? 0) }
            return body(values, lengths, [Int32](repeating: 1, count: binds.count))
        }
    }
}
