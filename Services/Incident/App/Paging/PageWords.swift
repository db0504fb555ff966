/// What calls say to people, in the languages of the suite.
struct PageWords: Sendable {
    /// A BCP 47 tag.
    let language: String

    /// English for what is not spoken here.
    init(_ language: String?) {
        self.language = language.flatMap { Self.spoken.contains($0) ? $0 : nil } ?? "en"
    }

    private static let spoken = ["en", "de", "sv", "nb", "ru"]

    func needsSomebody(_ number: String, _ summary: String) -> String {
        switch language {
        case "de": "\(number) braucht jemanden: \(summary)"
        case "sv": "\(number) behöver någon: \(summary)"
        case "nb": "\(number) trenger noen: \(summary)"
        case "ru": "\(number) ждёт, чтобы за него взялись: \(summary)"
        default: "\(number) needs somebody: \(summary)"
        }
    }

    func isEscalated(_ number: String, _ summary: String) -> String {
        switch language {
        case "de": "\(number) ist an dich eskaliert: \(summary)"
        case "sv": "\(number) har eskalerats till dig: \(summary)"
        case "nb": "\(number) er eskalert til deg: \(summary)"
        case "ru": "\(number) передан вам по эскалации: \(summary)"
        default: "\(number) is escalated to you: \(summary)"
        }
    }

    func needsUpdate(_ number: String, _ summary: String) -> String {
        switch language {
        case "de": "\(number): Es ist überfällig zu sagen, wie es steht: \(summary)"
        case "sv": "\(number): en lägesrapport är försenad: \(summary)"
        case "nb": "\(number): en statusoppdatering er forsinket: \(summary)"
        case "ru": "\(number): сообщение о ходе работ просрочено: \(summary)"
        default: "\(number): an update is overdue: \(summary)"
        }
    }

    var acknowledge: String {
        switch language {
        case "de": "Ich kümmere mich:"
        case "sv": "Jag tar hand om det:"
        case "nb": "Jeg tar meg av det:"
        case "ru": "Я этим займусь:"
        default: "I have it:"
        }
    }

    func orElse(_ step: Int) -> String {
        switch language {
        case "de": "Du wirst in Stufe \(step) gerufen. Sobald es jemand übernimmt, wird niemand sonst gerufen."
        case "sv": "Du larmas i steg \(step). När någon tar det larmas ingen annan."
        case "nb": "Du varsles i trinn \(step). Når noen tar det, varsles ingen andre."
        case "ru": "Вас вызывают на шаге \(step). Как только кто-то возьмётся, больше никого не вызовут."
        default: "You are called at step \(step). Once somebody has it nobody else is called."
        }
    }

    /// The button on the page behind the link.
    var takeIt: String {
        switch language {
        case "de": "Ich kümmere mich"
        case "sv": "Jag tar hand om det"
        case "nb": "Jeg tar meg av det"
        case "ru": "Я этим займусь"
        default: "I have it"
        }
    }

    var thanks: String {
        switch language {
        case "de": "Danke, niemand sonst wird gerufen."
        case "sv": "Tack, ingen annan larmas."
        case "nb": "Takk, ingen andre varsles."
        case "ru": "Спасибо, больше никого не вызовут."
        default: "Thank you, nobody else is called."
        }
    }

    var isOver: String {
        switch language {
        case "de": "Dieser Ruf ist vorbei."
        case "sv": "Larmet är över."
        case "nb": "Varselet er over."
        case "ru": "Этот вызов уже завершён."
        default: "This call is over."
        }
    }
}
