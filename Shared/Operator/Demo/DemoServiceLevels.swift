/// When Nordwarft supports its services, and what it promises for their incidents.
struct DemoServiceLevels {
    private struct Calendar: Encodable {
        struct Week: Encodable {
            struct Hours: Encodable {
                let weekdays: [String]
                let from: String
                let until: String
            }
            let hours: [Hours]
        }

        struct Holiday: Encodable {
            let day: String
            let yearly: Bool
            let name: String
        }

        let name: String
        let description: String
        let zone: String
        let weeks: [Week]
        let holidays: [Holiday]
    }

    private struct Agreement: Encodable {
        struct Availability: Encodable {
            let services: [String]
            let percent: Double
            let calendar: String
            let countsPlanned = false
            let degradedWeight = 0.0
        }

        let name: String
        let kind: String
        let from: String
        let reviewAt: String
        let description: String
        let availability: [Availability]
    }

    private struct Policy: Encodable {
        let name: String
        let kind: String
        let agreement: String?
        let targets: [Target]
    }

    private struct Target: Encodable {
        struct Goal: Encodable {
            let priority: Int?
            let seconds: Int
        }

        struct Threshold: Encodable {
            let percent: Int
        }

        let name: String
        let measure: String
        let goals: [Goal]
        let calendar: String
        let pausedBy: [String]
        let onChange = "retroactive"
        let respondedBy = "ownership"
        let thresholds: [Threshold]
    }

    private let client: GatewayClient
    private let directory: DemoDirectory

    init(_ client: GatewayClient, _ directory: DemoDirectory) {
        self.client = client
        self.directory = directory
    }

    /// How many were added.
    func load() async throws -> Int {
        let before = try await directory.ids(of: "calendars")
        for calendar in Self.calendars where before[calendar.name] == nil {
            try await client.post("/api/v1/calendars", calendar)
        }
        let calendars = try await directory.ids(of: "calendars")
        let agreements = try await directory.ids(of: "agreements")
        let services = try await directory.ids(of: "services")
        for agreement in try Self.agreements(calendars, services) where agreements[agreement.name] == nil {
            try await client.post("/api/v1/agreements", agreement)
        }
        let agreed = try await directory.ids(of: "agreements")
        let policies = try await directory.ids(of: "service-level-policies")
        for policy in try Self.policies(calendars, agreed) where policies[policy.name] == nil {
            try await client.post("/api/v1/service-level-policies", policy)
        }
        let after = try await directory.ids(of: "service-level-policies")
        return calendars.count + agreed.count + after.count - before.count - agreements.count - policies.count
    }

    private static let calendars = [
        Calendar(
            name: "Day and night", description: "Always open.", zone: "UTC",
            weeks: [
                .init(hours: [
                    .init(
                        weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
                        from: "00:00", until: "24:00")
                ])
            ], holidays: []),
        Calendar(
            name: "Office hours in Bremen", description: "Weekdays, but for the holidays of Bremen.",
            zone: "Europe/Berlin",
            weeks: [
                .init(hours: [
                    .init(weekdays: ["monday", "tuesday", "wednesday", "thursday"], from: "07:00", until: "18:00"),
                    .init(weekdays: ["friday"], from: "07:00", until: "16:00"),
                ])
            ],
            holidays: [
                .init(day: "2026-01-01", yearly: true, name: "New Year"),
                .init(day: "2026-05-01", yearly: true, name: "Labour Day"),
                .init(day: "2026-10-03", yearly: true, name: "German Unity Day"),
                .init(day: "2026-12-25", yearly: true, name: "Christmas"),
                .init(day: "2026-12-26", yearly: true, name: "Boxing Day"),
                .init(day: "2027-03-26", yearly: false, name: "Good Friday"),
                .init(day: "2027-03-29", yearly: false, name: "Easter Monday"),
            ]),
    ]

    private static func agreements(
        _ calendars: [String: String], _ services: [String: String]
    ) throws -> [Agreement] {
        func promise(_ names: [String], _ percent: Double, _ calendar: String) throws -> Agreement.Availability {
            Agreement.Availability(
                services: try names.map { try DemoDirectory.id($0, in: services) }, percent: percent,
                calendar: try DemoDirectory.id(calendar, in: calendars))
        }
        return [
            Agreement(
                name: "IT for the yard", kind: "customer", from: "2026-01-01", reviewAt: "2027-01-15",
                description: "What the IT department promises to all who work at Nordwarft.",
                availability: [
                    try promise(["Online shop", "Payments", "Store checkout"], 99.9, "Day and night"),
                    try promise(["Mail and calendar", "Merchandise management"], 99.5, "Office hours in Bremen"),
                ])
        ]
    }

    private static func policies(_ calendars: [String: String], _ agreements: [String: String]) throws -> [Policy] {
        let always = try DemoDirectory.id("Day and night", in: calendars)
        let office = try DemoDirectory.id("Office hours in Bremen", in: calendars)
        let warnings = [Target.Threshold(percent: 50), Target.Threshold(percent: 75)]
        func target(_ name: String, _ measure: String, _ calendar: String, minutes: [Int]) -> Target {
            let goals = minutes.enumerated().map { Target.Goal(priority: $0.offset + 1, seconds: $0.element * 60) }
            return Target(
                name: name, measure: measure, goals: goals, calendar: calendar,
                pausedBy: measure == "response" ? [] : ["caller", "scheduled"], thresholds: warnings)
        }
        return [
            Policy(
                name: "IT for the yard", kind: "customer",
                agreement: try DemoDirectory.id("IT for the yard", in: agreements),
                targets: [
                    target("Response", "response", always, minutes: [15, 30, 120, 480, 1440]),
                    target("Resolution", "resolution", office, minutes: [240, 480, 1320, 3300, 6600]),
                ]),
            Policy(
                name: "Between teams", kind: "team", agreement: nil,
                targets: [target("With the team", "team", office, minutes: [120, 240, 660, 1320, 3300])]),
        ]
    }
}
