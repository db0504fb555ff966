import DeskDomain
import Foundation
import Records
import Testing

@Suite struct NoticeTests {
    private let record = RecordReference(kind: .request, id: UUID())

    @Test func `a notice takes hostile texts as text, in one line where it is one line`() {
        let notice = Notice(
            .reply, about: record, number: "REQ1\r\nBcc: all@example.org", title: "a\u{0}b\u{202E}c\nd", link: "/x",
            actor: "Eve\nX-Evil: 1", text: "one\r\ntwo\u{7}\n")
        #expect(notice.number == "REQ1  Bcc: all@example.org")
        #expect(notice.title == "a b c d")
        #expect(notice.actor == "Eve X-Evil: 1")
        #expect(notice.text == "one\ntwo")
    }

    @Test(arguments: [
        "https://evil.example", "//evil.example/x", "javascript:alert(1)", "", "/a b", "/a\nb", "/\\evil",
    ])
    func `a link leads nowhere else than into the suite`(link: String) {
        let notice = Notice(.reply, about: record, number: "R", title: "t", link: link)
        #expect(notice.link == "/records/request/\(record.id.uuidString.lowercased())")
    }

    @Test func `long texts are cut and empty ones left out`() {
        let notice = Notice(
            .reply, about: record, number: "R", title: String(repeating: "ä", count: 500), link: "/x", actor: " \n",
            text: String(repeating: "x", count: 10_000))
        #expect(notice.title.unicodeScalars.count == 200 && notice.title.hasSuffix("…"))
        #expect(notice.text?.unicodeScalars.count == Notice.longestText)
        #expect(notice.actor == nil)
    }

    @Test func `only the mail carries a one-time link`() {
        let asked = Notice(.approvalRequested, about: record, number: "R", title: "t", link: "/approve/secret")
        #expect(asked.withoutOneTimeLink.link == Notice.page(of: record))
        let replied = Notice(.reply, about: record, number: "R", title: "t", link: "/somewhere")
        #expect(replied.withoutOneTimeLink.link == "/somewhere")
    }

    @Test func `approvals cannot be off, what is urgent is never put off, everything else can be`() throws {
        #expect(throws: Invalid.self) { try preferences(approval: .off, others: .now) }
        let quiet = try preferences(approval: .digest, others: .off)
        for template in Notice.Template.allCases {
            let kept: NoticePreferences.Choice = template == .approvalRequested ? .digest : .off
            #expect(quiet.choice(for: template) == (template.isUrgent ? .now : kept))
            #expect(NoticePreferences.standard.choice(for: template) == .now)
        }
    }

    @Test func `the morning is eight o'clock where the person is, also when clocks change`() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        let utc = try Date("2026-03-28T06:59:59Z", strategy: .iso8601)
        #expect(MorningOfDay.next(after: utc, in: berlin) == (try Date("2026-03-28T07:00:00Z", strategy: .iso8601)))
        #expect(
            MorningOfDay.next(after: utc.addingTimeInterval(1), in: berlin)
                == (try Date("2026-03-29T06:00:00Z", strategy: .iso8601)))
        #expect(MorningOfDay.next(after: utc, in: .gmt) == (try Date("2026-03-28T08:00:00Z", strategy: .iso8601)))
    }

    private func preferences(
        approval: NoticePreferences.Choice, others: NoticePreferences.Choice
    ) throws -> NoticePreferences {
        try NoticePreferences(
            approval: approval, decision: others, reply: others, mention: others, update: others, task: others,
            service: others, review: others)
    }
}
