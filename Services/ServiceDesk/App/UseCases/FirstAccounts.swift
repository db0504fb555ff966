import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// The people named in the settings, created at the first start and never touched again.
struct FirstAccounts: Sendable {
    let database: Database
    let hasher: PasswordHasher

    /// A person to begin with.
    struct Account: Sendable {
        let name: String
        let password: Secret
        /// Where the password was given, for the complaint about it.
        let passwordSetting: String
        let roles: [Role]
    }

    /// What the settings say makes no account.
    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    /// Creates those that are absent; copies that start together create each once.
    func ensure(_ accounts: [Account]) async throws {
        for account in accounts where try await !exists(account) {
            let (details, roles) = try checked(account)
            let hash = try await hasher.hash(account.password.value)
            try await database.transaction { tx in
                try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('first accounts', 0))")
                guard try PersonStore().signing(in: account.name, in: tx) == nil else { return }
                let person = try Ledger(PersonStore()).open(
                    UUID.v7(at: tx.now), with: [.defined(details: details, roles: roles, teams: []), .passwordSet],
                    by: .desk("make the first accounts", in: tx), in: tx)
                try CredentialStore().set(hash, of: person.record.id, in: tx)
            }
        }
    }

    private func checked(_ account: Account) throws -> (Person.Details, [Role]) {
        do {
            try PasswordRule.check(account.password.value, of: account.name, field: account.passwordSetting)
            return (try Person.Details(name: account.name), try Person.ordered(account.roles))
        } catch {
            throw Unusable(
                description:
                    "The account “\(account.name)” (\(account.passwordSetting)) cannot be made: \(error.message)")
        }
    }

    private func exists(_ account: Account) async throws -> Bool {
        try await database.transaction { try PersonStore().signing(in: account.name, in: $0) != nil }
    }
}
