import Contracts
import Foundation
import Messaging
import Postgres

/// Notices are kept for a year, then forgotten.
enum PurgeNotices {
    static let timer = "purge-notices"
    static let kept: TimeInterval = 365 * 86_400

    private static let owner = UUID.named(
        timer, in: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))

    static func arm(in tx: Transaction) throws {
        try Timers.armIfUnset(timer, for: owner, at: tx.now.addingTimeInterval(86_400), in: tx)
    }

    static func purge(in tx: Transaction) throws {
        try NoticeStore().forget(before: tx.now.addingTimeInterval(-kept), in: tx)
        try Timers.arm(timer, for: owner, at: tx.now.addingTimeInterval(86_400), in: tx)
    }
}
