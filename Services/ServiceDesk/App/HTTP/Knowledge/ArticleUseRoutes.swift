import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What readers say of articles, and what articles did for records.
struct ArticleUseRoutes: Sendable {
    let database: Database
    private let uses = UseArticles()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let one = ArticleRoutes.root + "/{id}"
        api.put(
            "\(one)/vote", "Say whether an article helped", for: .may(.knowledgeRead), accepts: VoteBody.self,
            answers: VotesView.self, vote)
        api.delete(
            "\(one)/vote", "Take back one's vote", for: .may(.knowledgeRead), answers: Nothing.self, withdrawVote)
        api.get("\(one)/votes", "Read what readers say", for: .may(.knowledgeWrite), answers: VoteList.self, votes)
        api.get(
            "\(one)/uses", "List the records an article served", for: .may(.knowledgeWrite), answers: UseList.self,
            usesOfArticle)
        api.post(
            "\(one)/uses", "Say that an article served a record", for: .may(.knowledgeWrite), accepts: NewUse.self,
            answers: UseList.self, note)
        api.delete(
            "\(one)/uses/{kind}/{recordID}", "Take back that an article served a record", for: .may(.knowledgeWrite),
            answers: Nothing.self, withdrawUse)
        api.post(
            "/api/v1/knowledge/searched-none", "Say that no article was found for a record", for: .may(.knowledgeWrite),
            accepts: SearchedNone.self, answers: UseList.self, searchedNone)
        api.get(
            "/api/v1/records/{kind}/{id}/articles", "List the articles that served a record",
            for: .may(.knowledgeWrite),
            answers: UseList.self, usesForRecord)
    }

    private func vote(_ call: Call, _ body: VoteBody) async throws -> Answer<VotesView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let comment = try Wording.paragraphs(body.comment, field: "comment", atMost: 2_000)
        return try await database.transaction { tx in
            _ = try ArticleSight.find(id, for: reader, in: tx)
            try ArticleVotes.cast(body.helpful, comment, by: reader.id, on: id, in: tx)
            return .ok(
                VotesView(
                    try ArticleVotes.count(on: id, in: tx), try ArticleVotes.vote(of: reader.id, on: id, in: tx)))
        }
    }

    private func withdrawVote(_ call: Call) async throws -> Answer<Nothing> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        try await database.transaction { tx in
            _ = try ArticleSight.find(id, for: reader, in: tx)
            try ArticleVotes.withdraw(by: reader.id, on: id, in: tx)
        }
        return .done
    }

    private func votes(_ call: Call) async throws -> Answer<VoteList> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return try await database.transaction { tx in
            _ = try ArticleSight.find(id, for: reader, in: tx)
            return .ok(VoteList(try ArticleVotes.votes(on: id, in: tx)))
        }
    }

    private func usesOfArticle(_ call: Call) async throws -> Answer<UseList> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return try await database.transaction { tx in
            _ = try ArticleSight.find(id, for: reader, in: tx)
            return .ok(UseList(try ArticleUses.uses(of: id, in: tx)))
        }
    }

    private func note(_ call: Call, _ body: NewUse) async throws -> Answer<UseList> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let kind: ArticleUse = body.kind == .used ? .used : .improved
        return try await database.transaction { tx in
            try uses.note(kind, of: id, for: body.record, by: reader, in: tx)
            return .created(UseList(try ArticleUses.uses(for: body.record, in: tx)))
        }
    }

    private func withdrawUse(_ call: Call) async throws -> Answer<Nothing> {
        let (id, reader, record) = (try call.uuid("id"), try call.principal, try Self.record(call, "recordID"))
        try await database.transaction { tx in
            _ = try ArticleSight.find(id, for: reader, in: tx)
            _ = try RecordSight().find(record, for: reader, in: tx)
            try ArticleUses.withdraw(id, for: record, in: tx)
        }
        return .done
    }

    private func searchedNone(_ call: Call, _ body: SearchedNone) async throws -> Answer<UseList> {
        let reader = try call.principal
        let query = try Wording.paragraphs(body.query, field: "query", atMost: 200)
        return try await database.transaction { tx in
            try uses.note(.searchedNone, of: nil, for: body.record, by: reader, in: tx)
            if let query { try KnowledgeDemand.note(query, body.language ?? .english, in: tx) }
            return .created(UseList(try ArticleUses.uses(for: body.record, in: tx)))
        }
    }

    private func usesForRecord(_ call: Call) async throws -> Answer<UseList> {
        let (reader, record) = (try call.principal, try Self.record(call, "id"))
        return try await database.transaction { tx in
            _ = try RecordSight().find(record, for: reader, in: tx)
            return .ok(UseList(try ArticleUses.uses(for: record, in: tx)))
        }
    }

    private static func record(_ call: Call, _ placeholder: String) throws -> RecordReference {
        let word = try call.path("kind")
        guard let kind = RecordKind(rawValue: word) else { throw NotFound("kind", String(word.prefix(40))) }
        return RecordReference(kind: kind, id: try call.uuid(placeholder))
    }
}
