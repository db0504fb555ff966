/// What the demonstration company knows, in five languages; English is the source.
extension Company {
    struct Article {
        let services: [String]
        /// `internal` or `public`.
        let audience: String
        let isValidated: Bool
        /// By language; `en` is always there.
        let texts: [String: Text]

        struct Text {
            let title: String
            let symptoms: String
            let keywords: [String]
            let body: String
        }

        var title: String { texts["en"]?.title ?? "" }
    }

    static let articleLanguages = ["en", "de", "sv", "nb", "ru"]

    static let articles = [
        Article.vpn, .password, .printer, .phoneMail, .shopOutage, .offlineTill, .cardTerminal, .handheld, .shelfLabel,
        .deletedFile, .phishing, .majorIncident,
    ]
}
