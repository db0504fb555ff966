import DeskDomain
import Foundation

/// What a mail says: the same as text and as HTML, made from the same values; in HTML every value is escaped.
struct NoticeLetter: Equatable, Sendable {
    let subject: String
    let text: String
    let html: String

    /// Where a reader is: language, zone, and the address below which the suite is found.
    struct Reader: Sendable {
        let language: Language
        let zone: TimeZone
        let suite: URL
    }

    init(_ notice: Notice, for reader: Reader) {
        let (words, values) = (NoticeWords.of(reader.language), Self.values(notice, for: reader))
        let phrase = words.phrase(for: notice)
        subject = NoticeWords.fill(phrase.subject, values)
        var parts = [LetterPart.paragraph(NoticeWords.fill(phrase.lead, values))]
        if let text = notice.text { parts.append(.quotation(text)) }
        if let periods = notice.periods { parts.append(.quotation(periods.map(reader.times).joined(separator: "\n"))) }
        if notice.due != nil { parts.append(.paragraph(NoticeWords.fill(words.until, values))) }
        parts.append(.link(phrase.action, reader.address(of: notice.link)))
        (text, html) = Self.letter(parts + Self.footer(words, reader), reader)
    }

    init(_ digest: DigestContent, for reader: Reader) {
        let words = NoticeWords.of(reader.language)
        let count = ["count": String(digest.notices.count + digest.more)]
        subject = NoticeWords.fill(words.digest.subject, count)
        var parts = [LetterPart.paragraph(words.digest.lead)]
        for notice in digest.notices {
            let title = NoticeWords.fill(
                words.phrase(for: notice).subject, Self.values(notice, for: reader))
            parts.append(.item(title, reader.address(of: notice.link)))
        }
        if digest.more > 0 {
            parts.append(.paragraph(NoticeWords.fill(words.more, ["count": String(digest.more)])))
        }
        parts.append(.link(words.digest.action, reader.address(of: Self.inbox)))
        (text, html) = Self.letter(parts + Self.footer(words, reader), reader)
    }

    /// The pages of the web application for the inbox and for what one wants to be told.
    static let inbox = "/notices"
    static let preferences = "/preferences"

    private static func values(_ notice: Notice, for reader: Reader) -> [String: String] {
        [
            "number": notice.number, "title": notice.title,
            "actor": notice.actor ?? NoticeWords.of(reader.language).desk,
            "due": notice.due.map(reader.time) ?? "",
        ]
    }

    private static func footer(_ words: NoticeWords, _ reader: Reader) -> [LetterPart] {
        [.footer(words.reason, words.preferences, reader.address(of: preferences))]
    }

    private static func letter(
        _ parts: [LetterPart], _ reader: Reader
    ) -> (
        text: String, html: String
    ) {
        let text = parts.map(\.text).joined(separator: "\n\n") + "\n"
        let body = parts.map(\.html).joined(separator: "\n")
        let html = """
            <!DOCTYPE html>
            <html lang="\(reader.language.rawValue)">
            <body style="font-family: sans-serif; font-size: 15px; line-height: 1.5; max-width: 40em">
            \(body)
            </body>
            </html>

            """
        return (text, html)
    }
}

extension NoticeLetter.Reader {
    func address(of path: String) -> URL {
        let base = suite.absoluteString
        return URL(string: (base.hasSuffix("/") ? String(base.dropLast()) : base) + path) ?? suite
    }

    func times(_ period: Notice.Period) -> String { "\(time(period.from)) – \(time(period.until))" }

    /// A time as people of this language write it, in the reader's zone.
    func time(_ instant: Date) -> String {
        let style = Date.FormatStyle(
            date: .long, time: .shortened, locale: Locale(identifier: language.rawValue), timeZone: zone)
        return instant.formatted(style.timeZone(.specificName(.short)))
    }
}
