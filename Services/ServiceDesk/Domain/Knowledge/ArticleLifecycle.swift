import Foundation
import Records

extension Article: Lifecycle {
    package static let kind = "article"

    package enum Command: Equatable, Sendable {
        case write(Writing)
        case revise(Details)
        case assess(Confidence)
        case publish(reviewAt: Date)
        case review(until: Date)
        case flag(Flag)
        case outdate(comment: String?)
        case archive
        case restore
        /// A record that used it shows that it did not help.
        case doubt(Doubt)
        /// The clock looks at the review date.
        case reviewDue(ReviewPolicy)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case drafted(number: String, text: Text, details: Details, origin: RecordReference?)
        case wrote(text: Text)
        case revised(details: Details)
        case assessed(confidence: Confidence)
        case published(reviewAt: Date)
        case reviewed(until: Date)
        case flagged(flag: Flag)
        case outdated(comment: String?)
        case archived
        case restored
        case lostConfidence(from: Confidence, to: Confidence, doubt: Doubt)
        case doubted(flag: Flag, doubt: Doubt)
        case reminded(reviewAt: Date)
        case expired(reviewAt: Date)
        case shelved(outdatedAt: Date)
    }

    /// New words for one language; its digest tells whether they are new.
    package struct Writing: Equatable, Sendable {
        package let language: Language
        package let title: String
        package let author: UUID
        package let basedOn: Int?
        package let restoredFrom: Int?
        package let digest: String

        package init(
            language: Language, title: String, author: UUID, basedOn: Int? = nil, restoredFrom: Int? = nil,
            digest: String
        ) {
            self.language = language
            self.title = title
            self.author = author
            self.basedOn = basedOn
            self.restoredFrom = restoredFrom
            self.digest = digest
        }
    }

    /// The whole lifecycle: each line is one legal move, told twice changes nothing, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.archived, .archive), (.outdated, .outdate), (.archived, .doubt): []
        case (.draft, .write(let writing)), (.published, .write(let writing)), (.flagged, .write(let writing)),
            (.outdated, .write(let writing)):
            try wrote(writing)
        case (.draft, .revise(let new)), (.published, .revise(let new)), (.flagged, .revise(let new)),
            (.outdated, .revise(let new)):
            new == details ? [] : [.revised(details: new)]
        case (.draft, .assess(let new)), (.published, .assess(let new)), (.flagged, .assess(let new)),
            (.outdated, .assess(let new)):
            new == confidence ? [] : [.assessed(confidence: new)]
        case (.draft, .publish(let date)): [.published(reviewAt: date)]
        case (.published, .publish): []
        case (.published, .review(let date)), (.flagged, .review(let date)), (.outdated, .review(let date)):
            [.reviewed(until: date)]
        case (.published, .flag(let flag)), (.flagged, .flag(let flag)): [.flagged(flag: flag)]
        case (.published, .outdate(let comment)), (.flagged, .outdate(let comment)): [.outdated(comment: comment)]
        case (.draft, .archive), (.published, .archive), (.flagged, .archive), (.outdated, .archive): [.archived]
        case (.archived, .restore): [.restored]
        case (_, .doubt(let doubt)): doubted(doubt, at: now)
        case (_, .reviewDue(let policy)): due(policy, at: now)
        default: throw Rejection("Article \(number) is \(state.rawValue): this cannot be done to it now.")
        }
    }

    private func wrote(_ writing: Writing) throws(Rejection) -> [Fact] {
        let current = text(in: writing.language)
        var basedOn: Int?
        if writing.language != source, let newest = text(in: source)?.version {
            let given = writing.basedOn ?? newest
            guard (1...newest).contains(given) else {
                throw Rejection("The source has versions 1 to \(newest).", code: "unknown_version")
            }
            basedOn = given
        }
        if let current, current.digest == writing.digest, current.basedOn == basedOn { return [] }
        return [
            .wrote(
                text: Text(
                    language: writing.language, version: (current?.version ?? 0) + 1, title: writing.title,
                    author: writing.author, basedOn: basedOn, restoredFrom: writing.restoredFrom, digest: writing.digest
                ))
        ]
    }

    private func doubted(_ doubt: Doubt, at now: Date) -> [Fact] {
        if let lower = confidence.lower { return [.lostConfidence(from: confidence, to: lower, doubt: doubt)] }
        guard state == .published else { return [] }
        return [.doubted(flag: Flag(doubt: doubt, at: now), doubt: doubt)]
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Article? {
        guard case .drafted(let number, let text, let details, let origin) = fact else { return nil }
        return Article(
            id: id, number: number, source: text.language, origin: origin, details: details, state: .draft,
            confidence: .workInProgress, texts: [text], recordedAt: instant, changedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Article {
        var article = self
        article.changedAt = instant
        switch fact {
        case .drafted: break
        case .wrote(let text): article.put(text)
        case .revised(let details): article.details = details
        case .assessed(let confidence), .lostConfidence(_, let confidence, _): article.confidence = confidence
        case .published(let date): article.publish(until: date, at: instant)
        case .reviewed(let date): article.stand(until: date)
        case .flagged(let flag), .doubted(let flag, _): (article.state, article.flag) = (.flagged, flag)
        case .outdated, .expired: (article.state, article.outdatedAt) = (.outdated, instant)
        case .archived, .shelved: article.state = .archived
        case .restored: (article.state, article.flag, article.outdatedAt) = (.draft, nil, nil)
        case .reminded(let date): article.remindedOf = date
        }
        return article
    }

    private mutating func put(_ text: Text) {
        texts.removeAll { $0.language == text.language }
        texts.append(text)
        texts.sort { $0.language.position < $1.language.position }
    }

    private mutating func publish(until date: Date, at instant: Date) {
        if confidence == .workInProgress { confidence = .notValidated }
        publishedAt = instant
        stand(until: date)
    }

    /// It is true, and looked at again on that date.
    private mutating func stand(until date: Date) {
        (state, flag, outdatedAt) = (.published, nil, nil)
        details = details.reviewed(at: date)
    }
}

extension Language {
    fileprivate var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Article.Text {
    /// The first version of the source text.
    package init(first writing: Article.Writing) {
        self.init(
            language: writing.language, version: 1, title: writing.title, author: writing.author, basedOn: nil,
            restoredFrom: nil, digest: writing.digest)
    }
}
