import Chassis
import DeskDomain
import Foundation

/// How articles are kept true.
struct ArticleSettings: Sendable {
    /// From one review to the next unless said otherwise, in seconds.
    let interval: TimeInterval
    let policy: ReviewPolicy
    /// Whether only managers publish.
    let needsManager: Bool

    init(_ reader: inout SettingsReader) {
        interval = Self.seconds(
            reader.duration(
                "DIENST_ARTICLE_REVIEW_INTERVAL", default: .seconds(365 * 86_400),
                "how long a published article stands before it is reviewed, unless it says"))
        let notice = reader.duration(
            "DIENST_ARTICLE_REVIEW_NOTICE", default: .seconds(14 * 86_400),
            "how long before the review date the owner is reminded")
        let archiveAfter = reader.duration(
            "DIENST_ARTICLE_ARCHIVE_AFTER", default: .seconds(90 * 86_400),
            "how long an outdated article waits before it is archived")
        policy = ReviewPolicy(notice: Self.seconds(notice), archiveAfter: Self.seconds(archiveAfter))
        needsManager = reader.boolean(
            "DIENST_ARTICLE_REVIEW_BY_MANAGERS", default: false, "whether only managers publish articles")
    }

    private static func seconds(_ duration: Duration) -> TimeInterval { TimeInterval(duration.components.seconds) }
}
