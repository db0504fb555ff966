import Foundation
import Records

/// What an article says in one language. The body is a subset of Markdown, shown as text wherever it is not understood.
package struct ArticleContent: Codable, Equatable, Sendable {
    package static let mostKeywords = 30

    package let title: String
    /// How it shows, in the words of those who report it.
    package let symptoms: String?
    package let keywords: [String]
    package let body: String

    /// Throws `Invalid` naming the field at fault.
    package init(title: String, symptoms: String?, keywords: [String], body: String) throws(Invalid) {
        self.title = try Wording.line(title, field: "title")
        self.symptoms = try Wording.paragraphs(symptoms, field: "symptoms", atMost: 4_000)
        self.keywords = try Self.distinct(keywords)
        guard let body = try Wording.paragraphs(body, field: "body", atMost: 100_000) else {
            throw Invalid("Give a text; this is empty.", field: "body", code: "empty")
        }
        self.body = body
    }

    private static func distinct(_ keywords: [String]) throws(Invalid) -> [String] {
        guard keywords.count <= mostKeywords else {
            throw Invalid("Give at most \(mostKeywords) keywords.", field: "keywords", code: "too_many")
        }
        var distinct: [String] = []
        for keyword in keywords {
            let line = try Wording.line(keyword, field: "keywords", atMost: 60)
            if !distinct.contains(line) { distinct.append(line) }
        }
        return distinct
    }
}
