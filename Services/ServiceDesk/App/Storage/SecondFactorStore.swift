import Foundation
import Postgres

/// Second factors of sign-in, apart from the people they belong to. Secrets are sealed; of recovery codes only digests are kept.
struct SecondFactorStore {
    struct Enrolment: Sendable {
        let sealedSecret: Data
        /// Nil until its person has shown a code for the first time.
        let confirmedAt: Date?
        /// The step of the last code used: a code is good once.
        let lastStep: Int
    }

    static let migration = Migration(
        name: "m0040_second_factor",
        sql: """
            -- What a person has besides the password.
            CREATE TABLE second_factor (
                person uuid PRIMARY KEY REFERENCES person (id),
                sealed_secret bytea NOT NULL,
                begun_at timestamptz NOT NULL,
                confirmed_at timestamptz,
                last_step bigint NOT NULL
            );
            CREATE TABLE recovery_code (
                person uuid NOT NULL REFERENCES second_factor (person) ON DELETE CASCADE,
                digest bytea NOT NULL,
                CONSTRAINT one_recovery_code_each PRIMARY KEY (person, digest)
            );
            """)

    /// Locked, so that of two who show the same code one is refused.
    func find(of person: UUID, in tx: Transaction) throws -> Enrolment? {
        try tx.first(
            "SELECT sealed_secret, confirmed_at, last_step FROM second_factor WHERE person = \(person) FOR UPDATE"
        ) {
            Enrolment(
                sealedSecret: try $0.value("sealed_secret"), confirmedAt: try $0.value("confirmed_at"),
                lastStep: try $0.value("last_step"))
        }
    }

    /// Begins anew; what was begun but never confirmed is forgotten.
    func begin(_ sealedSecret: Data, of person: UUID, in tx: Transaction) throws {
        try remove(of: person, in: tx)
        try tx.execute(
            """
            INSERT INTO second_factor (person, sealed_secret, begun_at, last_step)
            VALUES (\(person), \(sealedSecret), \(try tx.now), 0)
            """)
    }

    func confirm(of person: UUID, step: Int, recoveryCodes: [String], in tx: Transaction) throws {
        try tx.execute(
            "UPDATE second_factor SET confirmed_at = \(try tx.now), last_step = \(step) WHERE person = \(person)")
        try tx.execute("DELETE FROM recovery_code WHERE person = \(person)")
        for code in recoveryCodes {
            try tx.execute(
                "INSERT INTO recovery_code (person, digest) VALUES (\(person), sha256(\(Data(code.utf8))))")
        }
    }

    func use(_ step: Int, of person: UUID, in tx: Transaction) throws {
        try tx.execute("UPDATE second_factor SET last_step = \(step) WHERE person = \(person)")
    }

    /// Uses a recovery code up; answers whether it was one.
    func useRecoveryCode(_ code: String, of person: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            "DELETE FROM recovery_code WHERE person = \(person) AND digest = sha256(\(Data(code.utf8)))") > 0
    }

    func recoveryCodesLeft(of person: UUID, in tx: Transaction) throws -> Int {
        try tx.first("SELECT count(*) AS left FROM recovery_code WHERE person = \(person)") { try $0.value("left") }
            ?? 0
    }

    /// Answers whether there was one.
    @discardableResult
    func remove(of person: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute("DELETE FROM second_factor WHERE person = \(person)") > 0
    }
}
