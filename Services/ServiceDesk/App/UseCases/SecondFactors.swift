import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// A code from an authenticator application, asked for after the password.
struct SecondFactors: Sendable {
    /// Whom the suite wants to have one.
    enum Demand: String, CaseIterable, Sendable { case none, staff }

    /// The password was right, and a code is needed as well.
    struct Needed: Error {}

    /// How a person stands.
    struct Standing: Sendable {
        let isOn: Bool
        let recoveryCodesLeft: Int
    }

    /// What the person needs to set up an authenticator application.
    struct Begun: Sendable {
        let secret: String
        let address: String
    }

    let key: SealingKeys
    let demand: Demand

    private var store: SecondFactorStore { SecondFactorStore() }

    func standing(of person: UUID, in tx: Transaction) throws -> Standing {
        Standing(
            isOn: try store.find(of: person, in: tx)?.confirmedAt != nil,
            recoveryCodesLeft: try store.recoveryCodesLeft(of: person, in: tx))
    }

    /// Whether the suite wants this person to have one.
    func demands(of person: Person, in tx: Transaction) throws -> Bool {
        try demand == .staff && PersonGrants.of(person, in: tx).areOfStaff
    }

    /// Whether this person has to set one up before more than a requester's rights are given.
    func isMissing(of person: Person, in tx: Transaction) throws -> Bool {
        guard try demands(of: person, in: tx) else { return false }
        return try store.find(of: person.id, in: tx)?.confirmedAt == nil
    }

    /// Throws `SealingKeys.NotConfigured`, or a `Rejection` when there is one already.
    func begin(for person: Person, in tx: Transaction) throws -> Begun {
        guard try store.find(of: person.id, in: tx)?.confirmedAt == nil else {
            throw Rejection("A second factor is set up already: remove it first.", code: "second_factor_on")
        }
        let code = TimeCode.random()
        try store.begin(try key.seal(code.secret, for: .secondFactor, of: person.id), of: person.id, in: tx)
        return Begun(
            secret: Base32.text(code.secret),
            address: code.address(issuer: "Dienst", account: person.details.signInName))
    }

    /// From now on sign-in asks for it. Answers the recovery codes, which nobody will see again.
    func confirm(_ code: String, for person: UUID, by provenance: Provenance, in tx: Transaction) throws -> [String] {
        guard let enrolment = try store.find(of: person, in: tx), enrolment.confirmedAt == nil else {
            throw Rejection("Begin to set up a second factor first.", code: "second_factor_not_begun")
        }
        guard let step = try step(matching: code, enrolment, of: person, in: tx) else { throw Self.wrongCode }
        let codes = (1...10).map { _ in RecoveryCode.random() }
        try store.confirm(
            of: person, step: step, recoveryCodes: codes.map(RecoveryCode.canonical), in: tx)
        try Ledger(PersonStore()).perform(.turnOnSecondFactor, on: person, by: provenance, in: tx)
        return codes
    }

    /// Takes it away, by its person, who shows a code once more.
    func remove(showing code: String, for person: UUID, by provenance: Provenance, in tx: Transaction) throws {
        guard try admits(code, person, in: tx) else { throw Self.wrongCode }
        try reset(for: person, by: provenance, in: tx)
    }

    /// Takes it away, by an administrator, for who has lost the device.
    func reset(for person: UUID, by provenance: Provenance, in tx: Transaction) throws {
        guard try store.remove(of: person, in: tx) else { return }
        try Ledger(PersonStore()).perform(.turnOffSecondFactor, on: person, by: provenance, in: tx)
        try SessionStore.endAll(of: person, in: tx)
    }

    /// Whether the person may enter with this code: a good one is used up. Throws `Needed` when there is none.
    func admits(_ code: String?, _ person: UUID, in tx: Transaction) throws -> Bool {
        guard let enrolment = try store.find(of: person, in: tx), enrolment.confirmedAt != nil else { return true }
        guard let code else { throw Needed() }
        if let step = try step(matching: code, enrolment, of: person, in: tx) {
            try store.use(step, of: person, in: tx)
            return true
        }
        return try store.useRecoveryCode(RecoveryCode.canonical(code), of: person, in: tx)
    }

    private func step(
        matching code: String, _ enrolment: SecondFactorStore.Enrolment, of person: UUID, in tx: Transaction
    ) throws -> Int? {
        let secret = try key.open(enrolment.sealedSecret, for: .secondFactor, of: person)
        let digits = code.filter { !$0.isWhitespace }
        return TimeCode(secret: secret).step(matching: digits, at: try tx.now, after: enrolment.lastStep)
    }

    private static let wrongCode = Invalid(
        "This code is not good: it may be too old, or used already.", field: "code", code: "wrong_code")
}

/// A code for the day the device is lost, good once.
enum RecoveryCode {
    /// Without letters that look alike; 50 bits each.
    private static let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyz")

    static func random() -> String {
        var random = SystemRandomNumberGenerator()
        let half = { String((0..<5).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] }) }
        return "\(half())-\(half())"
    }

    /// The form in which it is compared, however it was typed.
    static func canonical(_ code: String) -> String { code.lowercased().filter { $0.isLetter || $0.isNumber } }
}
