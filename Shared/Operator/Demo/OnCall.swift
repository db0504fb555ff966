import Foundation

/// Who is on call at Nordwarft, and whom its incidents call.
extension Company {
    struct Window: Encodable {
        let fromDay: String
        /// Minutes after midnight.
        let from: Int
        let untilDay: String
        let until: Int
    }

    struct Layer {
        let name: String
        let level: Int
        /// Names, a turn each.
        let turns: [String]
        /// The first hand-over, by the clock of the schedule.
        let start: String
        let unit: String
        var windows: [Window] = []
    }

    struct Schedule {
        let name: String
        let team: String
        let zone: String
        let layers: [Layer]
    }

    struct CallPolicy {
        struct Step {
            /// The schedule by which somebody is called; nil for a person.
            var schedule: String?
            var person: String?
            let minutes: Int
        }

        struct Quiet: Encodable {
            let from: Int
            let until: Int
            let urgent: Int
        }

        let name: String
        let team: String
        let lowestPriority: Int
        let steps: [Step]
        let repeats: Int
        var acknowledgement: Int?
        var quiet: Quiet?
    }

    static let schedules = [
        Schedule(
            name: "Platform, with the sun", team: "Platform and Databases", zone: "Europe/Berlin",
            layers: [
                Layer(
                    name: "Bremen, by day", level: 0,
                    turns: ["Katja Brinkhof", "Oskar Lindebro", "Henrik Aspelund"], start: "2026-01-05T07:00",
                    unit: "weeks", windows: daily(7, 15)),
                Layer(
                    name: "Toronto, in the evening", level: 0, turns: ["Claire Bouchard", "Noah Tremblay"],
                    start: "2026-01-05T15:00", unit: "weeks", windows: daily(15, 23)),
                Layer(
                    name: "Pune, at night", level: 0, turns: ["Priya Kulkarni", "Arjun Deshmukh"],
                    start: "2026-01-05T23:00", unit: "weeks", windows: daily(23, 7)),
            ]),
        Schedule(
            name: "Online shop", team: "E-Commerce", zone: "Europe/Berlin",
            layers: [
                Layer(
                    name: "Nights and weekends", level: 0, turns: ["Ruben Stolpe", "Sanna Kivelä"],
                    start: "2026-01-05T08:00", unit: "weeks"),
                Layer(
                    name: "By day", level: 1, turns: ["Femke Hollander"], start: "2026-01-05T08:00", unit: "days",
                    windows: weekdays.prefix(5).map { window($0, $0, 8, 20) }),
            ]),
    ]

    /// Tomorrow this person is on call instead.
    static let override = (schedule: "Online shop", by: "Sanna Kivelä")

    static let callPolicies = [
        CallPolicy(
            name: "Platform, day and night", team: "Platform and Databases", lowestPriority: 2,
            steps: [
                .init(schedule: "Platform, with the sun", minutes: 5), .init(person: "Henrik Aspelund", minutes: 10),
            ], repeats: 2, acknowledgement: 30),
        CallPolicy(
            name: "Online shop, urgent", team: "E-Commerce", lowestPriority: 2,
            steps: [.init(schedule: "Online shop", minutes: 5), .init(person: "Femke Hollander", minutes: 10)],
            repeats: 2, acknowledgement: 30),
        CallPolicy(
            name: "Online shop, the rest", team: "E-Commerce", lowestPriority: 4,
            steps: [.init(schedule: "Online shop", minutes: 30)], repeats: 0,
            quiet: .init(from: 20 * 60, until: 8 * 60, urgent: 2)),
    ]

    /// What is told of the major incident once it is led, to each audience.
    static let firstUpdate = [
        "users": "Some baskets cannot be saved. We know why and are working on it.",
        "staff": "The order database runs out of connections; shop-api is scaled down meanwhile.",
        "management": "One basket in eleven is lost. The fix of the cause is planned as a change.",
    ]

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private static func window(_ from: String, _ until: String, _ start: Int, _ end: Int) -> Window {
        Window(fromDay: from, from: start * 60, untilDay: until, until: end * 60)
    }

    /// Every day from one hour to another, over midnight where it must.
    private static func daily(_ start: Int, _ end: Int) -> [Window] {
        weekdays.indices.map { day in
            window(weekdays[day], weekdays[start < end ? day : (day + 1) % 7], start, end)
        }
    }
}
