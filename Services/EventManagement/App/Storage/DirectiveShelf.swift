import EventDomain
import Messaging
import Postgres
import Synchronization

/// Directives of one kind made ready, read again when one of them has changed: the table `<table>_edition` says so.
final class DirectiveShelf<Terms: KeptDirective>: Sendable {
    private let kept = Mutex<(edition: Int, book: Terms.Book)?>(nil)

    func book(in tx: Transaction) throws -> Terms.Book {
        let edition: Int =
            try tx.first("SELECT edition FROM \(unsafe: Terms.table)_edition") { try $0.value("edition") } ?? 0
        if let kept = kept.withLock({ $0 }), kept.edition == edition { return kept.book }
        let book = try Terms.book(in: tx)
        kept.withLock { $0 = (edition, book) }
        return book
    }

    /// Tells all copies that one has changed. No number comes twice, so that neither what was read before a rollback nor what
    /// was read between two changes of one transaction passes for new.
    static func raiseEdition(in tx: Transaction) throws {
        try tx.execute("UPDATE \(unsafe: Terms.table)_edition SET edition = nextval('directive_edition')")
    }
}

typealias RuleShelf = DirectiveShelf<AlertRuleTerms>
typealias SilenceShelf = DirectiveShelf<SilenceTerms>
typealias InhibitionShelf = DirectiveShelf<InhibitionTerms>
