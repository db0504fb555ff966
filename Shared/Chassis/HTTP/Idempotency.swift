import Foundation
import HTTPTypes
import Hummingbird
import Postgres

/// Requests that may be sent twice: the first answer is kept in the same transaction as the effect, and given again.
package enum Idempotency {
    package static let migration = Migration(
        name: "chassis_0001_http_idempotency",
        sql: """
            CREATE TABLE http_idempotency (
                caller text NOT NULL,
                key text NOT NULL,
                fingerprint bytea NOT NULL,
                status integer NOT NULL DEFAULT 0,
                headers jsonb NOT NULL DEFAULT '{}',
                body bytea,
                created_at timestamptz NOT NULL DEFAULT dienst_now(),
                PRIMARY KEY (caller, key)
            );
            CREATE INDEX http_idempotency_age ON http_idempotency (created_at);
            """)

    /// Runs `effect` once per caller and idempotency key; a repeat gets the first answer, without a key it simply runs.
    ///
    /// Throws 422 when the key was used for another request. A repeat that arrives while the first is under way waits for it.
    package static func remember<Value>(
        _ call: Call, in tx: Transaction, _ effect: () throws -> Answer<Value>
    ) throws -> Answer<Value> {
        guard let key = call.idempotencyKey, let fingerprint = call.fingerprint else { return try effect() }
        let caller = call.signedIn?.id.uuidString ?? "anyone"
        let fresh = try tx.execute(
            """
            INSERT INTO http_idempotency (caller, key, fingerprint) VALUES (\(caller), \(key), \(fingerprint))
            ON CONFLICT DO NOTHING
            """)
        guard fresh == 1 else { return try replay(caller, key, fingerprint, in: tx) }
        let answer = try effect()
        let headers = Dictionary(answer.headers.map { ($0.name.rawName, $0.value) }) { $1 }
        let text = String(decoding: try JSONEncoder().encode(headers), as: UTF8.self)
        let body = SQL.value(try answer.rendered())
        try tx.execute(
            """
            UPDATE http_idempotency SET status = \(answer.status.code), headers = \(JSONText(text)),
                body = \(body) WHERE caller = \(caller) AND key = \(key)
            """)
        return answer
    }

    /// Drops answers older than this; a day is usual. Call it from a timer.
    package static func forget(olderThan seconds: Int, in tx: Transaction) throws -> Int {
        try tx.execute(
            "DELETE FROM http_idempotency WHERE created_at < dienst_now() - make_interval(secs => \(Double(seconds)))")
    }

    private static func replay<Value>(
        _ caller: String, _ key: String, _ fingerprint: Data, in tx: Transaction
    ) throws -> Answer<Value> {
        let select: SQL = """
            SELECT fingerprint, status, headers, body FROM http_idempotency WHERE caller = \(caller) AND key = \(key)
            """
        let stored = try tx.first(select) { row in
            let print: Data = try row.value("fingerprint")
            let status: Int = try row.value("status")
            let headers: JSONText = try row.value("headers")
            let body: Data? = try row.value("body")
            return (print, status, headers, body)
        }
        guard let (print, status, headers, body) = stored, print == fingerprint else {
            let detail = "This key was used for another request; take a new one."
            throw ErrorReply(.unprocessableContent, "key_reused", detail, field: "Idempotency-Key")
        }
        var answer = Answer<Value>(body.map { .rendered($0) } ?? .nothing, HTTPResponse.Status(code: status))
        for (name, value) in try JSONDecoder().decode([String: String].self, from: Data(headers.text.utf8)) {
            answer = answer.header(name, value)
        }
        return answer
    }
}
