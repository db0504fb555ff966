/// What a mail server made of a mail.
package enum Handover: Equatable, Sendable {
    /// The server is responsible for it now.
    case delivered(String)
    /// Not now: try again, with the same message id, since it may have been taken after all.
    case temporary(String)
    /// Nobody answers there.
    case unreachable(String)
    /// Never: this mail, or this recipient, is refused.
    case permanent(String)

    /// What the server said last, or what went wrong on the way to it.
    package var answer: String {
        switch self {
        case .delivered(let answer), .temporary(let answer), .unreachable(let answer),
            .permanent(let answer):
            answer
        }
    }

    /// What these replies and this failure mean for the mail.
    ///
    /// A refusal counts for good only once the server has begun to talk about this mail: a server that turns everybody away, or
    /// wants to be signed in to, says nothing about the mail.
    init(failure: String?, replies: [String]) {
        guard let failure else {
            self = .delivered(replies.last { $0.hasPrefix("250") } ?? "")
            return
        }
        guard !replies.isEmpty else {
            self = .unreachable(failure)
            return
        }
        // After a refusal we say good-bye, which the server answers too.
        let refusal = replies.last { Self.code($0) >= 400 } ?? ""
        let code = Self.code(refusal)
        let isAboutMail = (500...599).contains(code) && !Self.aboutUs.contains(code) && replies.count > 1
        let answer = refusal.isEmpty ? failure : refusal
        self = isAboutMail ? .permanent(answer) : .temporary(answer)
    }

    private static func code(_ reply: String) -> Int { Int(reply.prefix(3)) ?? 0 }

    /// RFC 4954 and 3207: the server wants us to sign in, or to encrypt, otherwise than we did; 502 and 503: or to speak otherwise.
    private static let aboutUs: Set<Int> = [
        500, 502, 503, 504, 521, 523, 524, 525, 530, 534, 535, 538,
    ]
}
