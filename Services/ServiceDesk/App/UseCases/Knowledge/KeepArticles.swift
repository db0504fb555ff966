import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Articles are written, revised and moved; record, words and review timer change together.
struct KeepArticles: Sendable {
    /// The timer that looks at an article's review date.
    static let timer = "article-review"

    let settings: ArticleSettings
    private let ledger = Ledger(ArticleStore())

    init(settings: ArticleSettings) {
        self.settings = settings
    }

    /// A new article with the first version of its source text.
    struct Draft: Sendable {
        let language: Language
        let content: ArticleContent
        let details: Article.Details
        let origin: RecordReference?
    }

    /// Throws `Invalid` naming `services` or `owner` for one that is not there.
    func draft(_ draft: Draft, author: UUID, by provenance: Provenance, in tx: Transaction) throws -> Kept<Article> {
        try check(draft.details, before: nil, in: tx)
        let writing = Article.Writing(
            language: draft.language, title: draft.content.title, author: author,
            digest: try ArticleTexts.digest(draft.content))
        let text = Article.Text(first: writing)
        let kept = try ledger.open(
            UUID.v7(at: tx.now),
            with: [
                .drafted(
                    number: try Numbers.next(.article, in: tx), text: text, details: draft.details, origin: draft.origin
                )
            ], by: provenance, in: tx)
        try ArticleTexts.write(draft.content, as: text, of: kept.record.id, in: tx)
        return kept
    }

    /// A new version of the text in a language; the same words again change nothing.
    func write(
        _ content: ArticleContent, in language: Language, of id: UUID, author: UUID, basedOn: Int? = nil,
        restoredFrom: Int? = nil, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Article> {
        let writing = Article.Writing(
            language: language, title: content.title, author: author, basedOn: basedOn, restoredFrom: restoredFrom,
            digest: try ArticleTexts.digest(content))
        let before = try ledger.store.find(id, in: tx)?.record.text(in: language)?.version
        let kept = try ledger.perform(.write(writing), on: id, by: provenance, expecting: version, in: tx)
        if let text = kept.record.text(in: language), text.version != before {
            try ArticleTexts.write(content, as: text, of: id, in: tx)
        }
        return kept
    }

    /// The words of an older version, as a new one.
    func restore(
        _ number: Int, in language: Language, of id: UUID, author: UUID, expecting version: Int?,
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Article> {
        let old = try ArticleTexts.version(number, in: language, of: id, in: tx)
        return try write(
            old.content, in: language, of: id, author: author, basedOn: old.basedOn, restoredFrom: number,
            expecting: version, by: provenance, in: tx)
    }

    /// Changes what is given and keeps the rest. Throws `Invalid` as `draft` does.
    func revise(
        _ id: UUID, expecting version: Int, by provenance: Provenance, in tx: Transaction,
        _ revise: (Article.Details) throws -> Article.Details
    ) throws -> Kept<Article> {
        guard let before = try ledger.store.find(id, in: tx)?.record.details else {
            throw NotFound(Article.kind, id.uuidString.lowercased())
        }
        let details = try revise(before)
        try check(details, before: before, in: tx)
        return try perform(.revise(details), on: id, expecting: version, by: provenance, in: tx)
    }

    func perform(
        _ command: Article.Command, on id: UUID, expecting version: Int? = nil, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Article> {
        let before = try ledger.store.find(id, in: tx)?.record
        let kept = try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
        if let before { try TellOwners().changed(kept.record, since: before, in: tx) }
        if let due = kept.record.nextReviewStep(settings.policy) {
            try Timers.arm(Self.timer, for: id, at: due, in: tx)
        } else {
            try Timers.disarm(Self.timer, for: id, in: tx)
        }
        return kept
    }

    /// The review date asked for, or one in the usual time. Throws `Invalid` for one that is not in the next ten years.
    func reviewDate(_ wanted: Date?, in tx: Transaction) throws -> Date {
        let now = try tx.now
        guard let wanted else { return now.addingTimeInterval(settings.interval) }
        guard wanted > now, wanted < now.addingTimeInterval(10 * 366 * 86_400) else {
            throw Invalid("Give a date within the next ten years.", field: "reviewAt", code: "out_of_range")
        }
        return wanted
    }

    /// Only what changes is checked: an owner who left since must not block a new audience.
    private func check(_ details: Article.Details, before: Article.Details?, in tx: Transaction) throws {
        for service in details.services where before?.services.contains(service) != true {
            guard try ServiceStore().read(service, in: tx)?.record.state == .active else {
                throw Invalid(
                    "There is no active service \(service.uuidString.lowercased()).", field: "services",
                    code: "unknown_service")
            }
        }
        guard details.owner != before?.owner else { return }
        guard try !PersonStore().active([details.owner], in: tx).isEmpty else {
            throw Invalid(
                "There is no active person \(details.owner.uuidString.lowercased()).", field: "owner",
                code: "unknown_person")
        }
    }
}
