import Chassis
import DeskDomain
import Foundation
import Postgres

/// One search over records of all services, people and business services, as far as the reader may see them.
struct SearchEverything: Sendable {
    /// People and services shown beside records.
    private static let names = 5

    /// Without an order and with words the best come first, in one page; otherwise pages in the order asked for.
    func search(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> SearchAnswer {
        let concerned = wanted.query.list("service")
        guard let typed = wanted.query.text("q") else {
            let sight = Self.narrowed(RecordSight.condition(for: reader), to: concerned)
            return try page(wanted, sight, for: reader, in: tx)
        }
        let (search, sight) = (
            RecordSearch(for: reader), Self.narrowed(RecordSight.searchable(for: reader), to: concerned)
        )
        guard let words = TypedWords(typed) else { return SearchAnswer(items: []) }
        if wanted.query.text("sort") != nil || wanted.query.text("cursor") != nil {
            try search.prepare(tx)
            let matches = try search.condition(words, in: tx)
            return try page(wanted, "\(sight) AND \(matches)", for: reader, in: tx)
        }
        let found = try search.best(
            words, among: wanted.condition(and: sight), limit: min(wanted.limit, 100), in: tx)
        return SearchAnswer(
            items: found.heads.map { RecordHit($0, for: reader) }, people: try people(words, reader, in: tx),
            services: try services(words, reader, in: tx), fuzzy: found.isFuzzy)
    }

    /// What the palette offers while somebody types.
    func suggest(_ typed: String, for reader: Principal, in tx: Transaction) throws -> SearchAnswer {
        guard let words = TypedWords(typed) else { return SearchAnswer(items: []) }
        let found = try RecordSearch(for: reader).best(
            words, among: Self.narrowed(RecordSight.searchable(for: reader), to: []), limit: 8, in: tx)
        return SearchAnswer(
            items: found.heads.map { RecordHit($0, for: reader) }, people: try people(words, reader, in: tx),
            services: try services(words, reader, in: tx), fuzzy: found.isFuzzy)
    }

    private func page(
        _ wanted: Wanted, _ condition: SQL, for reader: Principal, in tx: Transaction
    ) throws -> SearchAnswer {
        let page = try wanted.read(RecordHead.columns, from: "record_head", where: condition, in: tx) {
            RecordHit(try RecordHead($0), for: reader)
        }
        return SearchAnswer(items: page.items, next: page.next)
    }

    private static func narrowed(_ condition: SQL?, to services: [String]) -> SQL {
        let sight = condition ?? "TRUE"
        let ids = services.compactMap { UUID(uuidString: $0) }
        return ids.isEmpty ? sight : "\(sight) AND record_head.services && \(ids)"
    }

    /// Names begin with the words, or a later word of theirs does. Requesters search no people.
    private func people(_ words: TypedWords, _ reader: Principal, in tx: Transaction) throws -> [NamedHit] {
        guard reader.isStaff, words.text.count >= 2 else { return [] }
        return try named("person", words, PersonLists.visible(to: reader), in: tx)
    }

    private func services(_ words: TypedWords, _ reader: Principal, in tx: Transaction) throws -> [NamedHit] {
        guard reader.isStaff, words.text.count >= 2 else { return [] }
        return try named("service", words, nil, in: tx)
    }

    private func named(
        _ table: String, _ words: TypedWords, _ visible: SQL?, in tx: Transaction
    ) throws -> [NamedHit] {
        let beginning = String(Search.pattern(words.text).dropFirst())
        return try tx.query(
            """
            SELECT id, name FROM \(unsafe: table)
            WHERE state = 'active' AND name ILIKE \(Search.pattern(words.text)) AND (\(visible ?? "TRUE"))
            ORDER BY (name ILIKE \(beginning)) DESC, name, id LIMIT \(Self.names)
            """
        ) { NamedHit(id: try $0.value("id"), name: try $0.value("name")) }
    }
}
