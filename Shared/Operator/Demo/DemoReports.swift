/// What people told the service desk by phone.
struct DemoReports {
    private struct Contact: Decodable {
        let id: String
        let summary: String
        let incident: Followed

        struct Followed: Decodable {
            let number: String?
        }
    }

    private struct NewContact: Encodable {
        let channel = "phone"
        let person: String
        let service: String
        let summary: String
        let description: String
        let urgency: Int
    }

    private let client: GatewayClient
    private let directory: DemoDirectory

    /// The client's user takes the reports.
    init(_ client: GatewayClient, _ directory: DemoDirectory) {
        self.client = client
        self.directory = directory
    }

    /// How many were added.
    func load() async throws -> Int {
        let known: [Contact] = try await client.list("/api/v1/contacts")
        let missing = Company.reports.filter { report in !known.contains { $0.summary == report.summary } }
        guard !missing.isEmpty else { return 0 }
        let (people, services) = (try await directory.ids(of: "people"), try await directory.ids(of: "services"))
        for report in missing {
            let new = NewContact(
                person: try DemoDirectory.id(report.person, in: people),
                service: try DemoDirectory.id(report.service, in: services), summary: report.summary,
                description: report.description, urgency: report.urgency)
            let contact: Contact = try await client.post("/api/v1/contacts", new)
            try await follow(contact, along: report.course)
        }
        return missing.count
    }

    private func follow(_ contact: Contact, along course: [Company.Step]) async throws {
        var number = contact.incident.number
        try await wait(atMost: .seconds(30), for: "The incident \(contact.summary)") {
            let seen: Contact = try await client.get("/api/v1/contacts/\(contact.id)")
            number = seen.incident.number
            return number != nil
        }
        guard let number else { return }
        try await DemoWork(client).perform(course, on: try await client.get("/api/v1/incidents/\(number)"))
    }
}
