import DeskDomain
import Foundation
import Records
import Testing

@Suite struct FormTests {
    private let form: [FormField] = [
        FormField(
            key: "model", label: ["default": "Model"], type: .choice, required: true,
            choices: [
                .init(key: "13", label: ["default": "13 inch"]), .init(key: "other", label: ["default": "Other"]),
            ]),
        FormField(
            key: "which", label: ["default": "Which"], type: .text, required: true,
            limits: .init(minimumLength: 3, maximumLength: 10),
            showWhen: .init(field: "model", equals: .text("other"))),
        FormField(
            key: "extras", label: ["default": "Extras"], type: .multiChoice,
            choices: [.init(key: "dock", label: ["default": "Dock"]), .init(key: "bag", label: ["default": "Bag"])]),
        FormField(
            key: "count", label: ["default": "How many"], type: .number, limits: .init(minimum: 1, maximum: 5),
            showWhen: .init(field: "extras", in: ["dock"])),
        FormField(
            key: "when", label: ["default": "When"], type: .date,
            limits: .init(earliest: "2026-01-01", latest: "2026-12-31")),
        FormField(key: "who", label: ["default": "For whom"], type: .person),
        FormField(key: "sure", label: ["default": "Sure"], type: .boolean),
        FormField(key: "host", label: ["default": "Host"], type: .text, limits: .init(pattern: .hostName)),
        FormField(
            key: "why", label: ["default": "Why"], type: .longText, showWhen: .init(field: "sure", answered: true)),
    ]

    @Test func `answers that fit are kept, tidied up`() throws {
        let person = UUID()
        let kept = try FormAnswers(form).checked([
            "model": .text("other"), "which": .text("  ThinkPad "), "extras": .list(["bag", "dock", "bag"]),
            "count": .number(2), "when": .text("2026-11-30"), "who": .text(person.uuidString), "sure": .boolean(false),
            "host": .text("web01.example.org"), "why": .text("Because\nof that"),
        ])
        #expect(kept["which"] == .text("ThinkPad") && kept["extras"] == .list(["dock", "bag"]))
        #expect(FormAnswers(form).named(.person, in: kept).map(\.id) == [person])
    }

    @Test(
        arguments: [
            (["model": .text("13"), "nobody": .text("x")], "answers.nobody", "unknown_field"),
            ([:], "answers.model", "required"),
            (["model": .text("15")], "answers.model", "unknown_choice"),
            (["model": .number(13)], "answers.model", "wrong_type"),
            (["model": .text("13"), "which": .text("abc")], "answers.which", "hidden_field"),
            (["model": .text("other")], "answers.which", "required"),
            (["model": .text("other"), "which": .text("ab")], "answers.which", "too_short"),
            (["model": .text("other"), "which": .text("abcdefghijk")], "answers.which", "too_long"),
            (["model": .text("other"), "which": .text("a\u{202E}bc")], "answers.which", "control_character"),
            (["model": .text("13"), "extras": .text("dock")], "answers.extras", "wrong_type"),
            (["model": .text("13"), "extras": .list(["dog"])], "answers.extras", "unknown_choice"),
            (["model": .text("13"), "count": .number(1)], "answers.count", "hidden_field"),
            (["model": .text("13"), "extras": .list(["dock"]), "count": .number(6)], "answers.count", "out_of_range"),
            (["model": .text("13"), "when": .text("2026-02-30")], "answers.when", "wrong_type"),
            (["model": .text("13"), "when": .text("2027-01-01")], "answers.when", "out_of_range"),
            (["model": .text("13"), "who": .text("me")], "answers.who", "wrong_type"),
            (["model": .text("13"), "sure": .text("true")], "answers.sure", "wrong_type"),
            (["model": .text("13"), "host": .text("-a.b")], "answers.host", "pattern"),
            (["model": .text("13"), "why": .text("x")], "answers.why", "hidden_field"),
        ] as [([String: AnswerValue], String, String)])
    func `an answer at fault is named`(answers: [String: AnswerValue], field: String, code: String) {
        expectFault(field, code) { () throws(Invalid) in _ = try FormAnswers(form).checked(answers) }
    }

    @Test func `a form is held to rules of its own`() {
        let plain = FormField(key: "a", label: ["default": "A"], type: .text)
        let cases: [([FormField], String, String)] = [
            ([plain, plain], "content.form.1.key", "repeated"),
            ([FormField(key: "a b", label: ["default": "A"], type: .text)], "content.form.0.key", "word_form"),
            ([FormField(key: "a", label: ["de": "A"], type: .text)], "content.form.0.label", "required"),
            ([FormField(key: "a", label: ["default": "A"], type: .choice)], "content.form.0.choices", "required"),
            (
                [
                    FormField(
                        key: "a", label: ["default": "A"], type: .text, showWhen: .init(field: "b", answered: true))
                ],
                "content.form.0.showWhen.field", "unknown_field"
            ),
            (
                [plain, FormField(key: "b", label: ["default": "B"], type: .text, showWhen: .init(field: "a"))],
                "content.form.1.showWhen", "one_of"
            ),
            (
                [FormField(key: "a", label: ["default": "A"], type: .number, limits: .init(minimum: 2, maximum: 1))],
                "content.form.0.limits.minimum", "out_of_order"
            ),
        ]
        for (form, field, code) in cases {
            expectFault(field, code) { () throws(Invalid) in _ = try content(form: form).checked() }
        }
    }

    @Test func `a plan has no cycles, no strangers and no task twice`() {
        let team = UUID()
        let cases: [([PlannedTask], String, String)] = [
            (
                [
                    .init(key: "a", title: "A", team: team, after: ["b"]),
                    .init(key: "b", title: "B", team: team, after: ["a"]),
                ],
                "content.plan", "cycle"
            ),
            ([.init(key: "a", title: "A", team: team, after: ["c"])], "content.plan.0.after", "unknown_task"),
            (
                [.init(key: "a", title: "A", team: team), .init(key: "a", title: "B", team: team)],
                "content.plan.1.key",
                "repeated"
            ),
        ]
        for (plan, field, code) in cases {
            expectFault(field, code) { () throws(Invalid) in _ = try content(plan: plan).checked() }
        }
    }

    @Test(arguments: [
        (FormField.Pattern.mail, "a@b.example", "a@b"), (.phone, "+49 40 123456", "12"), (.digits, "0123", "12a"),
        (.hostName, "web01", "a..b"), (.costCentre, "4711-A", "x"), (.ipAddress, "192.0.2.7", "192.0.2.256"),
        (.url, "https://a.example/x", "javascript:alert(1)"),
    ])
    func `named patterns tell apart what fits`(pattern: FormField.Pattern, good: String, bad: String) {
        #expect(pattern.fits(good) && !pattern.fits(bad))
    }

    private func content(form: [FormField] = [], plan: [PlannedTask] = []) -> ItemContent {
        ItemContent(name: "Laptop", summary: "A laptop", form: form, plan: plan, delivery: DeliveryTime(3, .days))
    }
}

private func expectFault(_ field: String, _ code: String, _ body: () throws(Invalid) -> Void) {
    do {
        try body()
        Issue.record("\(field) was not refused as \(code)")
    } catch {
        #expect(error.field == field && error.code == code, "\(error)")
    }
}
